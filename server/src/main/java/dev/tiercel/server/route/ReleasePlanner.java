package dev.tiercel.server.route;

import dev.tiercel.frontend.document.Document;
import dev.tiercel.frontend.document.DocumentKind;
import dev.tiercel.frontend.document.ExtensionDocument;
import dev.tiercel.frontend.document.FunctionDocument;
import dev.tiercel.frontend.document.RouteDocument;
import dev.tiercel.frontend.lower.ProgramTooLargeException;
import dev.tiercel.frontend.syntax.Diagnostics;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.frontend.syntax.Pointer;
import dev.tiercel.frontend.syntax.Position;
import dev.tiercel.ir.Diagnostic;
import dev.tiercel.ir.DiagnosticCode;
import dev.tiercel.server.store.DocumentIdentity;
import dev.tiercel.server.store.Manifest;
import dev.tiercel.server.store.ReleaseOrigin;
import dev.tiercel.server.store.StoredDocument;
import dev.tiercel.server.store.StoredText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds out what a change would do: which documents are replaced (ADM-9), which other ones it
 * touches (LANG-24, LANG-25), and what speaks against it (HTTP-4). One object makes one plan.
 */
final class ReleasePlanner {
    private static final Position START = new Position(1, 1);

    private final Release release;
    private final DocumentFrontEnd frontEnd;
    private final ReleaseChange change;
    private final Diagnostics diagnostics;
    private final Instant now;
    private final Map<DocumentIdentity, Registered> remaining;
    private final List<Target> targets = new ArrayList<>();
    private final Map<String, StoredDocument> conflicts = new LinkedHashMap<>();
    private final List<PlanEntry> entries = new ArrayList<>();
    private final List<DocumentIdentity> deleted = new ArrayList<>();
    private final List<ReleasePlan.NewVersion> versions = new ArrayList<>();
    private final List<Registered> refused = new ArrayList<>();
    private final List<Registered> unserved;
    private CallableFunctions callable = CallableFunctions.of(Stream.empty());
    private boolean isManagedByFile;

    /** A document that is put, and what it replaces. */
    private record Target(ReleaseChange.Put put, StoredDocument stored, PlanEntry.Action action) {
        Document document() {
            return put.read().document();
        }
    }

    /**
     * @param diagnostics findings about the texts so far; the plan adds its own
     */
    ReleasePlanner(
            Release release,
            DocumentFrontEnd frontEnd,
            ReleaseChange change,
            Diagnostics diagnostics,
            Instant now) {
        this.release = release;
        this.frontEnd = frontEnd;
        this.change = change;
        this.diagnostics = diagnostics;
        this.now = now;
        this.remaining = new LinkedHashMap<>(release.documentsByIdentity());
        this.unserved =
                release.documents(DocumentKind.ROUTE).stream()
                        .filter(r -> r.version().isEmpty() && r.stored().file().isEmpty())
                        .toList();
    }

    ReleasePlan plan() {
        change.puts().forEach(put -> targets.add(target(put)));
        refuse();
        remove();
        findRouteConflicts();
        findOperationConflicts();
        collectFunctions();
        targets.parallelStream().map(this::check).toList().forEach(diagnostics::addAll);
        List<Registered> dependents = dependents();
        diagnostics.startDocument(0);
        dependents.forEach(this::checkDependent);
        List<PlanEntry> puts =
                targets.stream().map(t -> new PlanEntry(t.action(), t.stored())).toList();
        if (frontEnd.rejects(diagnostics) || isManagedByFile) {
            return plan(true, puts, List.of());
        }
        List<StoredText> texts = new ArrayList<>();
        List<Target> changed = new ArrayList<>();
        Set<StoredDocument> republished =
                dependents.stream().map(Registered::stored).collect(Collectors.toSet());
        change.refusals().forEach(refusal -> refusal.text().ifPresent(texts::add));
        for (Target target : targets) {
            PlanEntry entry = new PlanEntry(target.action(), target.stored());
            boolean isRepublished =
                    target.action() == PlanEntry.Action.UNCHANGED
                            && republished.contains(target.stored());
            if (!isRepublished) {
                entries.add(entry);
            }
            if (target.action() != PlanEntry.Action.UNCHANGED) {
                texts.add(target.put().read().text());
                changed.add(target);
            }
        }
        versions.addAll(compile(changed));
        if (diagnostics.hasErrors()) {
            return plan(true, puts, List.of());
        }
        dependents.forEach(d -> entries.add(new PlanEntry(PlanEntry.Action.REPUBLISH, d.stored())));
        versions.addAll(compileAgain(dependents));
        boolean isRejected = diagnostics.hasErrors();
        return plan(isRejected, puts, isRejected ? List.of() : texts);
    }

    private ReleasePlan plan(boolean isRejected, List<PlanEntry> puts, List<StoredText> texts) {
        return new ReleasePlan(
                isRejected,
                isManagedByFile,
                List.copyOf(conflicts.values()),
                diagnostics.sorted(),
                puts,
                isRejected ? List.of() : entries,
                summary(),
                versions,
                refused,
                deleted,
                texts);
    }

    private Manifest.Summary summary() {
        int[] counts = new int[PlanEntry.Action.values().length];
        entries.forEach(entry -> counts[entry.action().ordinal()]++);
        Set<DocumentIdentity> named = new HashSet<>();
        entries.forEach(entry -> named.add(entry.document().identity()));
        int others = remaining.size() - (int) named.stream().filter(remaining::containsKey).count();
        return new Manifest.Summary(
                counts[PlanEntry.Action.CREATE.ordinal()],
                counts[PlanEntry.Action.UPDATE.ordinal()],
                counts[PlanEntry.Action.DELETE.ordinal()],
                counts[PlanEntry.Action.REPUBLISH.ordinal()],
                counts[PlanEntry.Action.UNCHANGED.ordinal()] + others);
    }

    private Target target(ReleaseChange.Put put) {
        Document document = put.read().document();
        Optional<Registered> previous = previous(put);
        StoredText text = put.read().text();
        if (previous.isPresent() && isManaged(previous.get().stored(), put) && !isFromFiles()) {
            conflict(previous.get().stored());
            isManagedByFile = true;
        }
        if (previous.isPresent() && isSame(previous.get(), text, put)) {
            return new Target(put, previous.get().stored(), PlanEntry.Action.UNCHANGED);
        }
        RouteDocument route = document instanceof RouteDocument r ? r : null;
        StoredDocument stored =
                new StoredDocument(
                        kindOf(document),
                        previous.map(p -> p.stored().id()).orElseGet(() -> newId(put)),
                        document.name(),
                        Optional.ofNullable(route).map(r -> RouteKey.methodOf(r).name()),
                        Optional.ofNullable(route).map(r -> r.path().pattern()),
                        text.sha256(),
                        text.format(),
                        previous.map(p -> p.stored().createdAt()).orElse(now),
                        now,
                        previous.map(p -> p.stored().revision() + 1).orElse(1),
                        put.file());
        return new Target(
                put,
                stored,
                previous.isPresent() ? PlanEntry.Action.UPDATE : PlanEntry.Action.CREATE);
    }

    private Optional<Registered> previous(ReleaseChange.Put put) {
        return switch (put.read().document()) {
            case RouteDocument route ->
                    put.id().isPresent()
                            ? release.find(DocumentKind.ROUTE, put.id().get())
                            : release.findRoute(RouteKey.of(route))
                                    .filter(p -> p.stored().name().equals(route.name()))
                                    .or(() -> unserved(route));
            case FunctionDocument function -> release.find(DocumentKind.FUNCTION, function.name());
            case ExtensionDocument extension ->
                    release.find(DocumentKind.EXTENSION, extension.name());
        };
    }

    /** Returns a route of the API of which nothing but its name and place is left (CFG-17). */
    private Optional<Registered> unserved(RouteDocument route) {
        if (isFromFiles()) {
            return Optional.empty();
        }
        return unserved.stream()
                .filter(r -> r.stored().name().equals(route.name()))
                .filter(r -> r.stored().path().equals(Optional.of(route.path().pattern())))
                .filter(r ->
                        r.stored().method().equals(Optional.of(RouteKey.methodOf(route).name())))
                .findFirst();
    }

    private static String newId(ReleaseChange.Put put) {
        return switch (put.read().document()) {
            case RouteDocument _ -> put.id().orElseGet(() -> UUID.randomUUID().toString());
            case FunctionDocument function -> function.name();
            case ExtensionDocument extension -> extension.name();
        };
    }

    static DocumentKind kindOf(Document document) {
        return switch (document) {
            case RouteDocument _ -> DocumentKind.ROUTE;
            case FunctionDocument _ -> DocumentKind.FUNCTION;
            case ExtensionDocument _ -> DocumentKind.EXTENSION;
        };
    }

    private static boolean isManaged(StoredDocument previous, ReleaseChange.Put put) {
        return previous.file().isPresent() && put.file().isEmpty();
    }

    private static boolean isSame(Registered previous, StoredText text, ReleaseChange.Put put) {
        return !previous.isQuarantined()
                && previous.stored().sha256().equals(text.sha256())
                && previous.stored().file().equals(put.file());
    }

    private void refuse() {
        for (ReleaseChange.Refusal refusal : change.refusals()) {
            Registered registered = refusal.registered();
            Registered before = remaining.put(registered.stored().identity(), registered);
            if (!registered.equals(before)) {
                refused.add(registered);
                entries.add(
                        new PlanEntry(
                                before == null ? PlanEntry.Action.CREATE : PlanEntry.Action.UPDATE,
                                registered.stored()));
            }
        }
    }

    /** Checks a document that is put; findings about a file are findings in that file. */
    private Diagnostics check(Target target) {
        Diagnostics found = new Diagnostics(target.put().file().orElseGet(diagnostics::source));
        found.startDocument(target.put().read().index());
        frontEnd.check(target.document(), callable, found);
        if (change.origin() == ReleaseOrigin.API && !found.hasErrors()) {
            frontEnd.checkStatements(target.document(), found);
        }
        return found;
    }

    /** Takes out what is deleted or replaced. */
    private void remove() {
        Set<DocumentIdentity> put = new HashSet<>();
        targets.forEach(target -> put.add(target.stored().identity()));
        List<DocumentIdentity> deletes = new ArrayList<>(change.deletes());
        if (change.isComplete()) {
            release.documents().stream()
                    .map(Registered::stored)
                    .filter(stored -> stored.file().isEmpty())
                    .filter(stored -> !put.contains(stored.identity()))
                    .forEach(stored -> deletes.add(stored.identity()));
        }
        for (DocumentIdentity identity : deletes) {
            Registered removed = remaining.remove(identity);
            if (removed != null) {
                deleted.add(identity);
                entries.add(new PlanEntry(PlanEntry.Action.DELETE, removed.stored()));
                if (removed.stored().file().isPresent() && !isFromFiles()) {
                    conflict(removed.stored());
                    isManagedByFile = true;
                }
            }
        }
        for (Target target : targets) {
            if (target.action() != PlanEntry.Action.UNCHANGED) {
                remaining.remove(target.stored().identity());
            }
        }
    }

    private boolean isFromFiles() {
        return switch (change.origin()) {
            case DIRECTORY, START -> true;
            case API, RELEASE, ROLLBACK -> false;
        };
    }

    private void findRouteConflicts() {
        Map<RouteKey, StoredDocument> takenByKey = new HashMap<>();
        for (Target target : targets) {
            if (target.document() instanceof RouteDocument route) {
                RouteKey key = RouteKey.of(route);
                kept(key).ifPresent(other -> takenByKey.putIfAbsent(key, other));
                StoredDocument other = takenByKey.put(key, target.stored());
                if (other != null && !other.equals(target.stored())) {
                    conflict(other);
                    reportConflict(target, route, other);
                }
            }
        }
    }

    /** Returns the route of the release with a key, if the change leaves it there. */
    private Optional<StoredDocument> kept(RouteKey key) {
        return release.findRoute(key)
                .flatMap(route -> Optional.ofNullable(remaining.get(route.stored().identity())))
                .map(Registered::stored);
    }

    private void reportConflict(Target target, RouteDocument route, StoredDocument other) {
        Node place = route.syntax().find("path").map(Node.Entry::value).orElse(route.syntax());
        Diagnostics found = new Diagnostics(target.put().file().orElseGet(diagnostics::source));
        found.startDocument(target.put().read().index());
        found.report(
                DiagnosticCode.ROUTE_CONFLICT,
                RouteKey.methodOf(route)
                        + " "
                        + route.path().pattern()
                        + " is already served by `"
                        + other.name()
                        + "`",
                place.position(),
                place.pointer());
        diagnostics.addAll(found);
    }

    /** Reports extensions that add an operation which another extension adds (DOC-18). */
    private void findOperationConflicts() {
        Map<String, StoredDocument> ownerByOperation = new HashMap<>();
        for (Registered registered : remaining.values()) {
            if (registered.document().orElse(null) instanceof ExtensionDocument extension) {
                ownerByOperation.put(extension.operation(), registered.stored());
            }
        }
        for (Target target : targets) {
            if (target.document() instanceof ExtensionDocument extension) {
                StoredDocument other = ownerByOperation.put(extension.operation(), target.stored());
                if (other != null && !other.name().equals(extension.name())) {
                    reportConflict(target, extension, other);
                }
            }
        }
    }

    private void reportConflict(Target target, ExtensionDocument extension, StoredDocument other) {
        Node place =
                extension.syntax().find("name").map(Node.Entry::value).orElse(extension.syntax());
        Diagnostics found = new Diagnostics(target.put().file().orElseGet(diagnostics::source));
        found.startDocument(target.put().read().index());
        found.report(
                DiagnosticCode.RESERVED_NAME,
                "`" + extension.operation() + "` is the operation of " + describe(other),
                place.position(),
                place.pointer());
        diagnostics.addAll(found);
    }

    private void collectFunctions() {
        Stream<Document> kept =
                remaining.values().stream().flatMap(registered -> registered.document().stream());
        callable =
                CallableFunctions.of(Stream.concat(kept, targets.stream().map(Target::document)));
    }

    /** Returns the documents that stay and use a function or extension that changes or goes. */
    private List<Registered> dependents() {
        Set<String> functions = changed(DocumentKind.FUNCTION);
        Set<String> operations = new HashSet<>();
        changed(DocumentKind.EXTENSION)
                .forEach(name -> operations.add(ExtensionDocument.operationOf(name)));
        if (functions.isEmpty() && operations.isEmpty()) {
            return List.of();
        }
        return remaining.values().stream()
                .filter(registered ->
                        functions.stream().anyMatch(registered::calls)
                                || operations.stream().anyMatch(registered::uses))
                .toList();
    }

    private Set<String> changed(DocumentKind kind) {
        Set<String> names = new HashSet<>();
        for (Target target : targets) {
            if (target.action() != PlanEntry.Action.UNCHANGED && target.stored().kind() == kind) {
                names.add(target.stored().name());
            }
        }
        deleted.stream()
                .filter(identity -> identity.kind() == kind)
                .forEach(identity -> names.add(identity.key()));
        return names;
    }

    /** Returns what a document uses and the change takes away. */
    private Optional<String> missing(Registered.Version version) {
        Stream<String> functions =
                version.functions().stream().filter(name -> !callable.byName().containsKey(name));
        Stream<String> operations =
                version.extensions().stream()
                        .filter(name -> !callable.extensionByOperation().containsKey(name));
        return Stream.concat(functions, operations).sorted().findFirst();
    }

    private void checkDependent(Registered dependent) {
        Registered.Version version = dependent.version().orElseThrow();
        Optional<String> missing = missing(version);
        if (missing.isPresent()) {
            conflict(dependent.stored());
            diagnostics.report(
                    DiagnosticCode.DEPENDENTS_EXIST,
                    "`" + missing.get() + "` is used by " + describe(dependent.stored()),
                    START,
                    Pointer.ROOT);
            return;
        }
        Diagnostics found =
                new Diagnostics(dependent.stored().file().orElse(dependent.stored().name()));
        frontEnd.check(version.document(), callable, found);
        found.sorted().stream()
                .filter(Diagnostic::isError)
                .findFirst()
                .ifPresent(error -> reportBroken(dependent.stored(), error));
    }

    /** Reports what is wrong in a dependent, at its place in the text of the dependent. */
    private void reportBroken(StoredDocument dependent, Diagnostic error) {
        conflict(dependent);
        diagnostics.add(
                new Diagnostic(
                        DiagnosticCode.DEPENDENT_BROKEN,
                        describe(dependent) + ": " + error.message(),
                        0,
                        error.location(),
                        error.suggestion()));
    }

    private static String describe(StoredDocument stored) {
        return stored.kind().text() + " `" + stored.name() + "`";
    }

    private void conflict(StoredDocument other) {
        conflicts.put(other.kind() + " " + other.id(), other);
    }

    private List<ReleasePlan.NewVersion> compile(List<Target> changed) {
        Map<Integer, List<Diagnostic>> warnings =
                diagnostics.sorted().stream().collect(Collectors.groupingBy(Diagnostic::document));
        Map<Target, String> tooLarge = new ConcurrentHashMap<>();
        List<ReleasePlan.NewVersion> compiled =
                changed.parallelStream()
                        .flatMap(target -> compile(target, warnings, tooLarge).stream())
                        .toList();
        tooLarge.forEach((target, message) -> {
            Diagnostics found = new Diagnostics(target.put().file().orElseGet(diagnostics::source));
            found.startDocument(target.put().read().index());
            found.report(DiagnosticCode.DOCUMENT_TOO_LARGE, message, START, Pointer.ROOT);
            diagnostics.addAll(found);
        });
        return compiled;
    }

    private Optional<ReleasePlan.NewVersion> compile(
            Target target, Map<Integer, List<Diagnostic>> warnings, Map<Target, String> tooLarge) {
        try {
            return Optional.of(
                    frontEnd.compile(
                            target.stored(),
                            target.stored(),
                            target.document(),
                            callable,
                            warnings.getOrDefault(target.put().read().index(), List.of()),
                            false));
        } catch (ProgramTooLargeException e) {
            tooLarge.put(target, Objects.requireNonNullElse(e.getMessage(), ""));
            return Optional.empty();
        }
    }

    /** Compiles what calls a function that has changed, with which it may be too large. */
    private List<ReleasePlan.NewVersion> compileAgain(List<Registered> dependents) {
        Map<StoredDocument, String> tooLarge = new ConcurrentHashMap<>();
        List<ReleasePlan.NewVersion> compiled =
                dependents.parallelStream()
                        .flatMap(dependent -> compileAgain(dependent, tooLarge).stream())
                        .toList();
        for (Registered dependent : dependents) {
            String message = tooLarge.get(dependent.stored());
            if (message != null) {
                reportTooLarge(dependent, message);
            }
        }
        return compiled;
    }

    /**
     * Reports a dependent of which no place in particular is too large: where what makes it so is
     * put, if that is a file.
     */
    private void reportTooLarge(Registered dependent, String message) {
        StoredDocument stored = dependent.stored();
        List<Target> causes =
                targets.stream()
                        .filter(t -> t.action() != PlanEntry.Action.UNCHANGED)
                        .filter(t -> t.put().file().isPresent() && t.put().isUsedBy(dependent))
                        .toList();
        if (causes.isEmpty()) {
            Diagnostics found = new Diagnostics(stored.file().orElse(stored.name()));
            found.report(DiagnosticCode.DOCUMENT_TOO_LARGE, message, START, Pointer.ROOT);
            found.sorted().forEach(finding -> reportBroken(stored, finding));
            return;
        }
        conflict(stored);
        for (Target cause : causes) {
            Diagnostics found = new Diagnostics(cause.put().file().orElseThrow());
            found.startDocument(cause.put().read().index());
            found.report(
                    DiagnosticCode.DEPENDENT_BROKEN,
                    describe(stored) + ": " + message,
                    cause.document().syntax().position(),
                    Pointer.ROOT);
            diagnostics.addAll(found);
        }
    }

    private Optional<ReleasePlan.NewVersion> compileAgain(
            Registered dependent, Map<StoredDocument, String> tooLarge) {
        Registered.Version version = dependent.version().orElseThrow();
        try {
            return Optional.of(
                    frontEnd.compile(
                            dependent.stored(),
                            version.stored(),
                            version.document(),
                            callable,
                            dependent.diagnostics(),
                            dependent.isQuarantined()));
        } catch (ProgramTooLargeException e) {
            tooLarge.put(dependent.stored(), Objects.requireNonNullElse(e.getMessage(), ""));
            return Optional.empty();
        }
    }
}
