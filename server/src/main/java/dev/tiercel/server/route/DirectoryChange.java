package dev.tiercel.server.route;

import dev.tiercel.frontend.document.Document;
import dev.tiercel.frontend.document.DocumentKind;
import dev.tiercel.frontend.document.ExtensionDocument;
import dev.tiercel.frontend.document.FunctionDocument;
import dev.tiercel.frontend.document.RouteDocument;
import dev.tiercel.frontend.syntax.Diagnostics;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.frontend.syntax.Pointer;
import dev.tiercel.frontend.syntax.Position;
import dev.tiercel.frontend.syntax.SourceText;
import dev.tiercel.ir.Diagnostic;
import dev.tiercel.ir.DiagnosticCode;
import dev.tiercel.server.route.DirectoryFiles.DocumentFile;
import dev.tiercel.server.store.DocumentIdentity;
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
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Finds the change that makes the documents of some files those of a release (CFG-20, CFG-21). What
 * the registry rejects is quarantined in the next attempt. One object belongs to one moment.
 */
final class DirectoryChange {
    /** Findings with this document index are about documents that no file has. */
    private static final int NO_FILE = 0;

    private static final Position START = new Position(1, 1);
    private static final String API = "api";
    private static final Set<DiagnosticCode> CONFLICTS =
            Set.of(DiagnosticCode.ROUTE_CONFLICT, DiagnosticCode.DUPLICATE_FUNCTION);

    private final Registry registry;
    private final Release release;
    private final Instant now;
    private final Map<String, DocumentFile> fileByName = new LinkedHashMap<>();
    private final Map<Object, String> fileByOwner = new HashMap<>();
    private final Map<String, List<Diagnostic>> problemsByFile = new TreeMap<>();
    private final Map<DocumentIdentity, ReleaseChange.Refusal> refusals = new LinkedHashMap<>();
    private final Map<DocumentIdentity, Registered> kept = new LinkedHashMap<>();
    private final List<ReleaseChange.Put> puts = new ArrayList<>();
    private final List<Diagnostic> warnings = new ArrayList<>();

    /** Files that take the place of a document of the API. */
    private final Map<DocumentIdentity, String> fileByDisplaced = new HashMap<>();

    /** Entries of the API that were displaced by a file and no longer are. */
    private final List<DocumentIdentity> lifted = new ArrayList<>();

    DirectoryChange(Registry registry, List<DocumentFile> files, Instant now) {
        this.registry = registry;
        this.release = registry.current();
        this.now = now;
        for (DocumentFile file : files) {
            fileByName.putIfAbsent(file.name(), file);
        }
        for (DocumentFile file : fileByName.values()) {
            if (file.isBroken()) {
                problemsByFile.put(file.name(), problems(file, files));
            } else {
                file.read().documents().forEach(document -> own(file, document));
            }
        }
        putReleased();
    }

    /** Returns everything that is wrong with a file, as its text alone and among the others. */
    private List<Diagnostic> problems(DocumentFile file, List<DocumentFile> files) {
        Diagnostics found = new Diagnostics(file.name());
        found.addAll(file.read().diagnostics());
        registry.checkFaulty(file.read(), files.stream().map(DocumentFile::read).toList(), found);
        return found.sorted();
    }

    /** Returns the release that the change is about. */
    Release base() {
        return release;
    }

    /** Returns the change for the next attempt. */
    ReleaseChange change(ReleaseOrigin origin) {
        List<ReleaseChange.Refusal> refused = new ArrayList<>(refusals.values());
        problemsByFile.forEach((file, problems) -> refuseFile(file, problems, refused));
        kept.values().forEach(r -> refused.add(new ReleaseChange.Refusal(r, Optional.empty())));
        return new ReleaseChange(puts, deletes(), refused, false, origin, Optional.empty());
    }

    /** Returns a collector with the warnings about the files. */
    Diagnostics diagnostics() {
        Diagnostics diagnostics = new Diagnostics("directory");
        Set<Integer> indexes = Set.copyOf(puts.stream().map(p -> p.read().index()).toList());
        warnings.stream().filter(w -> indexes.contains(w.document())).forEach(diagnostics::add);
        return diagnostics;
    }

    /** Returns what is wrong with files. */
    Map<String, List<Diagnostic>> problemsByFile() {
        return problemsByFile;
    }

    /**
     * Takes a rejection into account.
     *
     * @return whether there is another attempt to make
     */
    boolean learn(ReleasePlan plan) {
        List<Diagnostic> causes = plan.diagnostics().stream().filter(Diagnostic::isError).toList();
        Map<String, List<Diagnostic>> found = new LinkedHashMap<>();
        boolean hasLearnt = false;
        for (Diagnostic cause : causes.isEmpty() ? plan.diagnostics() : causes) {
            if (cause.document() != NO_FILE) {
                fileOf(cause.document())
                        .ifPresent(file ->
                                found.computeIfAbsent(file, _ -> new ArrayList<>()).add(cause));
            } else if (cause.code() == DiagnosticCode.DEPENDENTS_EXIST) {
                hasLearnt |= keepUsed(cause);
            } else {
                filesBreaking(plan.conflicts())
                        .forEach(file ->
                                found.computeIfAbsent(file, _ -> new ArrayList<>()).add(cause));
            }
        }
        found.forEach((file, problems) -> {
            problemsByFile.put(file, problems.stream().map(p -> withIndex(p, NO_FILE)).toList());
            puts.removeIf(put -> put.file().equals(Optional.of(file)));
            refusals.keySet().removeIf(identity -> file.equals(fileByDisplaced.get(identity)));
        });
        return hasLearnt || !found.isEmpty();
    }

    private void own(DocumentFile file, ReadText.ReadDocument read) {
        Object owner = ownerKey(read.document());
        String other = fileByOwner.putIfAbsent(owner, file.name());
        if (other != null && !other.equals(file.name())) {
            refuseLoser(file, read, other);
            return;
        }
        if (isCurrent(file, read)) {
            return;
        }
        int index = NO_FILE + 1 + puts.size();
        puts.add(
                new ReleaseChange.Put(
                        new ReadText.ReadDocument(index, read.document(), read.text()),
                        Optional.empty(),
                        Optional.of(file.name())));
        for (Diagnostic warning : file.read().diagnostics().sorted()) {
            if (warning.document() == read.index()) {
                warnings.add(withIndex(warning, index));
            }
        }
        switch (read.document()) {
            case RouteDocument route -> refuseOthers(route, file.name());
            case FunctionDocument function -> refuseOthers(function, file.name());
            case ExtensionDocument extension -> refuseOthers(extension, file.name());
        }
    }

    private static Diagnostic withIndex(Diagnostic finding, int index) {
        return new Diagnostic(
                finding.code(), finding.message(), index, finding.location(), finding.suggestion());
    }

    /** Returns what only one source can have (CFG-21). */
    private static Object ownerKey(Document document) {
        return switch (document) {
            case RouteDocument route -> RouteKey.of(route);
            case FunctionDocument function ->
                    new DocumentIdentity(DocumentKind.FUNCTION, function.name());
            case ExtensionDocument extension -> operationKey(extension.operation());
        };
    }

    // Two extensions may differ in name and yet add the same operation.
    private static DocumentIdentity operationKey(String operation) {
        return new DocumentIdentity(DocumentKind.EXTENSION, operation);
    }

    private Optional<Registered> registered(Document document) {
        return switch (document) {
            case RouteDocument route ->
                    release.findRoute(RouteKey.of(route))
                            .filter(r -> r.stored().name().equals(route.name()));
            case FunctionDocument function -> release.find(DocumentKind.FUNCTION, function.name());
            case ExtensionDocument extension ->
                    release.find(DocumentKind.EXTENSION, extension.name());
        };
    }

    private boolean isCurrent(DocumentFile file, ReadText.ReadDocument read) {
        return registered(read.document())
                .filter(r -> !r.isQuarantined())
                .filter(r -> r.stored().sha256().equals(read.text().sha256()))
                .filter(r -> r.stored().file().equals(Optional.of(file.name())))
                .isPresent();
    }

    /** Quarantines what the API has in the place of a route of a file. */
    private void refuseOthers(RouteDocument route, String file) {
        release.findRoute(RouteKey.of(route))
                .filter(other -> other.stored().file().isEmpty())
                .filter(other -> !other.stored().name().equals(route.name()))
                .ifPresent(other -> displace(other.stored(), route, file));
    }

    /** Quarantines the function that the API has under the name of a function of a file. */
    private void refuseOthers(FunctionDocument function, String file) {
        release.find(DocumentKind.FUNCTION, function.name())
                .map(Registered::stored)
                .filter(other -> other.file().isEmpty())
                .ifPresent(other -> displace(Displaced.by(other, API), function, file));
    }

    /** Quarantines the extension of the API that adds the operation of an extension of a file. */
    private void refuseOthers(ExtensionDocument extension, String file) {
        release.documents(DocumentKind.EXTENSION).stream()
                .map(Registered::stored)
                .filter(other -> other.file().isEmpty() && !Displaced.is(other))
                .filter(other ->
                        ExtensionDocument.operationOf(other.name()).equals(extension.operation()))
                .forEach(other -> {
                    displace(Displaced.by(other, API), extension, file);
                    if (!other.name().equals(extension.name())) {
                        lifted.add(other.identity());
                    }
                });
    }

    private void displace(StoredDocument other, Document document, String file) {
        fileByDisplaced.put(other.identity(), file);
        refuse(
                new Registered(
                        other, Optional.empty(), true, conflict(other.name(), document, file)),
                Optional.empty());
    }

    private void refuseLoser(DocumentFile file, ReadText.ReadDocument read, String winner) {
        List<Diagnostic> findings = conflict(file.name(), read.document(), winner);
        Optional<Registered> before =
                release.documents().stream()
                        .filter(r -> r.stored().file().equals(Optional.of(file.name())))
                        .filter(r -> isSamePlace(r.stored(), read.document()))
                        .findFirst();
        StoredDocument fresh = Displaced.by(stored(file, read), file.name());
        StoredDocument stored =
                before.map(Registered::stored)
                        .filter(s -> s.sha256().equals(read.text().sha256()))
                        .map(s -> Displaced.by(s, file.name()))
                        .orElse(fresh);
        refuse(new Registered(stored, Optional.empty(), true, findings), Optional.of(read.text()));
    }

    private static boolean isSamePlace(StoredDocument stored, Document document) {
        boolean isSameRoute =
                !(document instanceof RouteDocument route)
                        || (stored.path().equals(Optional.of(route.path().pattern()))
                                && stored.method()
                                        .equals(Optional.of(RouteKey.methodOf(route).name())));
        return isSameRoute && stored.name().equals(document.name());
    }

    private static List<Diagnostic> conflict(String source, Document document, String winner) {
        DiagnosticCode code =
                document instanceof RouteDocument
                        ? DiagnosticCode.ROUTE_CONFLICT
                        : DiagnosticCode.DUPLICATE_FUNCTION;
        String what =
                document instanceof RouteDocument route
                        ? RouteKey.methodOf(route) + " " + route.path().pattern()
                        : "`" + document.name() + "`";
        Diagnostics diagnostics = new Diagnostics(source);
        diagnostics.report(code, what + " is already served by " + winner, START, Pointer.ROOT);
        return diagnostics.sorted();
    }

    private void refuse(Registered registered, Optional<StoredText> text) {
        refusals.put(registered.stored().identity(), new ReleaseChange.Refusal(registered, text));
    }

    /** Puts documents of the API again that were in the way of a file's document until now. */
    private void putReleased() {
        for (Registered registered : release.documents()) {
            StoredDocument stored = registered.stored();
            boolean isDisplaced =
                    stored.file().isEmpty()
                            && registered.isQuarantined()
                            && registered.version().isEmpty()
                            && registered.diagnostics().stream()
                                    .allMatch(d -> CONFLICTS.contains(d.code()));
            if (isDisplaced) {
                registry.store().text(stored).ifPresent(text -> putReleased(stored, text));
            }
        }
    }

    private void putReleased(StoredDocument stored, StoredText text) {
        ReadText read =
                registry.read(
                        new SourceText(stored.name(), text.bytes(), true),
                        Optional.of(stored.kind()));
        for (ReadText.ReadDocument document : read.documents()) {
            if (!fileByOwner.containsKey(ownerKey(document.document()))) {
                int index = NO_FILE + 1 + puts.size();
                boolean isRoute = stored.kind() == DocumentKind.ROUTE;
                puts.add(
                        new ReleaseChange.Put(
                                new ReadText.ReadDocument(
                                        index, document.document(), document.text()),
                                isRoute ? Optional.of(stored.id()) : Optional.empty(),
                                Optional.empty()));
                if (!isRoute) {
                    lifted.add(stored.identity());
                }
            }
        }
    }

    private void refuseFile(
            String name, List<Diagnostic> problems, List<ReleaseChange.Refusal> refused) {
        DocumentFile file = fileByName.get(name);
        if (file == null) {
            return;
        }
        StoredText text = StoredText.of(file.read().format(), file.bytes());
        List<Registered> before =
                release.documents().stream()
                        .filter(r -> r.stored().file().equals(Optional.of(name)))
                        .toList();
        for (Registered registered : before) {
            StoredDocument stored = registered.stored();
            boolean isSame = stored.sha256().equals(text.sha256()) || isUnserved(registered, file);
            StoredDocument newest = isSame ? stored : withText(stored, text, stored.revision() + 1);
            refused.add(
                    new ReleaseChange.Refusal(
                            new Registered(newest, registered.version(), true, problems),
                            isSame ? Optional.empty() : Optional.of(text)));
        }
        if (!before.isEmpty()) {
            return;
        }
        List<ReadText.ReadDocument> known = known(file);
        for (ReadText.ReadDocument read : known) {
            refused.add(
                    new ReleaseChange.Refusal(
                            new Registered(
                                    entry(file, read, refused), Optional.empty(), true, problems),
                            Optional.of(read.text())));
        }
        if (known.isEmpty()) {
            refused.add(
                    new ReleaseChange.Refusal(
                            new Registered(stored(file, text), Optional.empty(), true, problems),
                            Optional.of(text)));
        }
    }

    private static boolean isOf(DocumentIdentity identity, Document document) {
        return identity.kind() == ReleasePlanner.kindOf(document)
                && identity.key().equals(document.name());
    }

    /** Returns the documents of a file of which one can tell what they were meant to be. */
    private static List<ReadText.ReadDocument> known(DocumentFile file) {
        List<ReadText.ReadDocument> known = new ArrayList<>(file.read().documents());
        file.read().faulty().stream().filter(d -> isNamed(d.document())).forEach(known::add);
        return known;
    }

    private static boolean isNamed(Document document) {
        return switch (document) {
            case RouteDocument route -> route.path().pattern().startsWith("/");
            case FunctionDocument _, ExtensionDocument _ ->
                    document.syntax()
                            .find("name")
                            .filter(entry ->
                                    entry.value() instanceof Node.Scalar name
                                            && document.name().equals(name.value()))
                            .isPresent();
        };
    }

    /** Whether a document was never served and stands in the file as it did when it was refused. */
    private static boolean isUnserved(Registered registered, DocumentFile file) {
        return registered.version().isEmpty()
                && known(file).stream()
                        .anyMatch(d -> d.text().sha256().equals(registered.stored().sha256()));
    }

    /** Returns the entry of a document that is refused, which takes no name from another source. */
    private StoredDocument entry(
            DocumentFile file, ReadText.ReadDocument read, List<ReleaseChange.Refusal> refused) {
        StoredDocument stored = stored(file, read);
        DocumentIdentity identity = stored.identity();
        boolean isTaken =
                release.find(identity).isPresent()
                        || puts.stream().anyMatch(put -> isOf(identity, put.read().document()))
                        || refused.stream()
                                .anyMatch(r -> r.registered().stored().identity().equals(identity));
        return isTaken ? Displaced.by(stored, file.name()) : stored;
    }

    private StoredDocument withText(StoredDocument stored, StoredText text, int revision) {
        return new StoredDocument(
                stored.kind(),
                stored.id(),
                stored.name(),
                stored.method(),
                stored.path(),
                text.sha256(),
                text.format(),
                stored.createdAt(),
                now,
                revision,
                stored.file());
    }

    private StoredDocument stored(DocumentFile file, ReadText.ReadDocument read) {
        Optional<RouteDocument> route =
                read.document() instanceof RouteDocument r ? Optional.of(r) : Optional.empty();
        return new StoredDocument(
                ReleasePlanner.kindOf(read.document()),
                route.isPresent() ? UUID.randomUUID().toString() : read.document().name(),
                read.document().name(),
                route.map(r -> RouteKey.methodOf(r).name()),
                route.map(r -> r.path().pattern()),
                read.text().sha256(),
                read.text().format(),
                now,
                now,
                1,
                Optional.of(file.name()));
    }

    /** Returns the entry of a file of which nothing is known but its name. */
    private StoredDocument stored(DocumentFile file, StoredText text) {
        return new StoredDocument(
                DocumentKind.ROUTE,
                UUID.randomUUID().toString(),
                file.name(),
                Optional.empty(),
                Optional.empty(),
                text.sha256(),
                text.format(),
                now,
                now,
                1,
                Optional.of(file.name()));
    }

    /** Returns the documents that no file has any more. */
    private List<DocumentIdentity> deletes() {
        List<DocumentIdentity> deletes = new ArrayList<>(lifted);
        Set<DocumentIdentity> replaced = new HashSet<>();
        lifted.forEach(identity ->
                release.find(identity)
                        .map(Registered::stored)
                        .map(s -> new DocumentIdentity(s.kind(), s.name()))
                        .ifPresent(replaced::add));
        for (Registered registered : release.documents()) {
            DocumentIdentity identity = registered.stored().identity();
            Optional<String> file = registered.stored().file();
            if (file.isPresent()
                    && !problemsByFile.containsKey(file.get())
                    && !refusals.containsKey(identity)
                    && !kept.containsKey(identity)
                    && !replaced.contains(identity)
                    && !isOwned(registered)) {
                deletes.add(identity);
            }
        }
        return deletes;
    }

    private boolean isOwned(Registered registered) {
        StoredDocument stored = registered.stored();
        if (stored.kind() == DocumentKind.EXTENSION) {
            String operation = ExtensionDocument.operationOf(stored.name());
            String file = fileByOwner.get(operationKey(operation));
            return file != null && isOwnName(file, stored.name());
        }
        if (stored.kind() != DocumentKind.ROUTE) {
            return fileByOwner.containsKey(stored.identity());
        }
        return registered.document().orElse(null) instanceof RouteDocument route
                && fileByOwner.containsKey(RouteKey.of(route))
                && isOwnName(route);
    }

    private boolean isOwnName(String name, String extension) {
        DocumentFile file = fileByName.get(name);
        return file != null
                && file.read().documents().stream()
                        .map(ReadText.ReadDocument::document)
                        .anyMatch(
                                d -> d instanceof ExtensionDocument && d.name().equals(extension));
    }

    private boolean isOwnName(RouteDocument route) {
        DocumentFile file = fileByName.get(fileByOwner.get(RouteKey.of(route)));
        return file != null
                && file.read().documents().stream()
                        .map(ReadText.ReadDocument::document)
                        .anyMatch(d ->
                                d instanceof RouteDocument other
                                        && RouteKey.of(other).equals(RouteKey.of(route))
                                        && other.name().equals(route.name()));
    }

    private Optional<String> fileOf(int index) {
        return puts.stream()
                .filter(put -> put.read().index() == index)
                .flatMap(put -> put.file().stream())
                .findFirst();
    }

    /** Keeps functions and extensions whose files are gone but that others use. */
    private boolean keepUsed(Diagnostic cause) {
        boolean hasKept = false;
        for (DocumentIdentity identity : deletes()) {
            if (isUsed(identity)) {
                Registered registered = release.find(identity).orElseThrow();
                kept.put(
                        identity,
                        new Registered(
                                registered.stored(), registered.version(), true, List.of(cause)));
                hasKept = true;
            }
        }
        return hasKept;
    }

    private boolean isUsed(DocumentIdentity identity) {
        return switch (identity.kind()) {
            case FUNCTION -> !release.dependents(identity.key()).isEmpty();
            case EXTENSION ->
                    !release.users(ExtensionDocument.operationOf(identity.key())).isEmpty();
            case ROUTE, SERVICE, TENANT -> false;
        };
    }

    /** Returns the files with functions and extensions on which broken documents depend. */
    private Set<String> filesBreaking(List<StoredDocument> broken) {
        Set<String> files = new HashSet<>();
        for (StoredDocument stored : broken) {
            Optional<Registered> registered = release.find(stored.identity());
            puts.stream()
                    .filter(put -> registered.filter(put::isUsedBy).isPresent())
                    .forEach(put -> put.file().ifPresent(files::add));
        }
        return files;
    }
}
