package dev.tiercel.server.route;

import dev.tiercel.frontend.document.Document;
import dev.tiercel.frontend.document.DocumentKind;
import dev.tiercel.frontend.document.RouteDocument;
import dev.tiercel.frontend.syntax.Diagnostics;
import dev.tiercel.frontend.syntax.SourceText;
import dev.tiercel.ir.Diagnostic;
import dev.tiercel.server.store.DocumentIdentity;
import dev.tiercel.server.store.DocumentStore;
import dev.tiercel.server.store.Manifest;
import dev.tiercel.server.store.StoreException;
import dev.tiercel.server.store.StoredDocument;
import dev.tiercel.server.text.DiagnosticJson;
import dev.tiercel.server.text.JsonText;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The documents of the server. A change is planned, kept on disk, and then made visible with one
 * write (CFG-15); one change is made at a time (ADM-6). Readers take {@link #current()} once and
 * are not disturbed.
 */
public final class Registry {
    private static final Logger LOG = LoggerFactory.getLogger(Registry.class);

    private final DocumentStore store;
    private final DocumentFrontEnd frontEnd;
    private final RouteAssembler assembler;
    private final InstantSource clock;
    private final int keepReleases;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Release current;
    private volatile boolean isServing;
    private volatile Runnable listener = () -> {};
    private volatile ChangeObserver observer = (_, _) -> {};

    /**
     * @param start what was loaded from the store
     */
    Registry(
            DocumentStore store,
            DocumentFrontEnd frontEnd,
            RouteAssembler assembler,
            InstantSource clock,
            int keepReleases,
            Release start) {
        this.store = store;
        this.frontEnd = frontEnd;
        this.assembler = assembler;
        this.clock = clock;
        this.keepReleases = keepReleases;
        this.current = start;
    }

    /** What became of a change. */
    public sealed interface Outcome {
        ReleasePlan plan();

        /** It was made, or there was nothing to do and the release is the one before. */
        record Applied(Release release, Release previous, ReleasePlan plan) implements Outcome {}

        /** It was only planned. */
        record Planned(Release current, ReleasePlan plan) implements Outcome {}

        record Rejected(ReleasePlan plan) implements Outcome {}

        /** The documents are not those that the caller knows. */
        record Stale(ReleasePlan plan) implements Outcome {}
    }

    /** Is told that requests can come: what was left for later is done in the background. */
    public void serve() {
        isServing = true;
        assembler.startWaiting();
    }

    /** Has what became of each change noted. */
    public void onChange(ChangeObserver newObserver) {
        observer = newObserver;
    }

    /** Has something done after each change; it must not wait. */
    public void onRelease(Runnable newListener) {
        listener = newListener;
    }

    /**
     * Returns the revision that serves a route now; nothing if its path or method is another one,
     * or it is not served.
     */
    public Optional<ServedRoute> newest(ServedRoute route) {
        return current.find(DocumentKind.ROUTE, route.id())
                .flatMap(Release::served)
                .filter(newest ->
                        newest.method() == route.method()
                                && newest.pattern().equals(route.pattern()));
    }

    /** Returns the release that requests beginning now run against. */
    public Release current() {
        return current;
    }

    public DocumentFrontEnd frontEnd() {
        return frontEnd;
    }

    /** Returns the store, for reading what was registered. */
    public DocumentStore store() {
        return store;
    }

    /**
     * Reads a text whose documents may use what is registered now.
     *
     * @param onlyKind the kind that a single document has (DOC-10)
     */
    public ReadText read(SourceText source, Optional<DocumentKind> onlyKind) {
        return frontEnd.read(source, onlyKind, current.extensionOperations());
    }

    /**
     * Adds what else is wrong with the faulty documents of a text, so that its author learns
     * everything at once (DOC-50).
     */
    public void checkFaulty(ReadText read) {
        checkFaulty(read, List.of(read), read.diagnostics());
    }

    /**
     * Finds out what else is wrong with the faulty documents of a text.
     *
     * @param together all texts that are registered together, this one too
     * @param found is given the findings
     */
    void checkFaulty(ReadText read, List<ReadText> together, Diagnostics found) {
        if (read.faulty().isEmpty()) {
            return;
        }
        Stream<Document> registered =
                current.documents().stream().flatMap(r -> r.document().stream());
        Stream<Document> given =
                together.stream()
                        .flatMap(t -> Stream.concat(t.documents().stream(), t.faulty().stream()))
                        .map(ReadText.ReadDocument::document);
        CallableFunctions callable = CallableFunctions.of(Stream.concat(registered, given));
        for (ReadText.ReadDocument faulty : read.faulty()) {
            found.startDocument(faulty.index());
            frontEnd.check(faulty.document(), callable, found);
        }
    }

    /** Finds out what a change would do. */
    public ReleasePlan plan(ReleaseChange change, Diagnostics diagnostics) {
        return new ReleasePlanner(current, frontEnd, change, diagnostics, now()).plan();
    }

    /**
     * Finds out what {@link #apply} would do.
     *
     * @param condition what must hold for the release that would be changed
     */
    public Outcome preview(
            ReleaseChange change, Diagnostics diagnostics, Predicate<Release> condition) {
        Release base = current;
        ReleasePlan plan = new ReleasePlanner(base, frontEnd, change, diagnostics, now()).plan();
        if (!condition.test(base)) {
            return new Outcome.Stale(plan);
        }
        return plan.isRejected() ? new Outcome.Rejected(plan) : new Outcome.Planned(base, plan);
    }

    /**
     * Makes a change, if nothing speaks against it.
     *
     * @param diagnostics findings about the texts of the change so far
     * @param condition what must hold for the release that is changed
     * @throws dev.tiercel.server.store.StoreException if it could not be kept; then nothing has
     *     changed
     */
    public Outcome apply(
            ReleaseChange change, Diagnostics diagnostics, Predicate<Release> condition) {
        ChangeObserver.Result result = ChangeObserver.Result.FAILED;
        try {
            Outcome outcome = applyAlone(change, diagnostics, condition);
            result = resultOf(outcome);
            return outcome;
        } finally {
            observer.ended(change.origin(), result);
        }
    }

    private static ChangeObserver.Result resultOf(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Applied(var release, var previous, _) ->
                    release.number() == previous.number()
                            ? ChangeObserver.Result.UNCHANGED
                            : ChangeObserver.Result.APPLIED;
            case Outcome.Planned _ -> ChangeObserver.Result.UNCHANGED;
            case Outcome.Rejected _ -> ChangeObserver.Result.REJECTED;
            case Outcome.Stale _ -> ChangeObserver.Result.STALE;
        };
    }

    private Outcome applyAlone(
            ReleaseChange change, Diagnostics diagnostics, Predicate<Release> condition) {
        lock.lock();
        try {
            Release before = current;
            ReleasePlan plan =
                    new ReleasePlanner(before, frontEnd, change, diagnostics, now()).plan();
            if (!condition.test(before)) {
                return new Outcome.Stale(plan);
            }
            if (plan.isRejected()) {
                return new Outcome.Rejected(plan);
            }
            if (plan.changesNothing()) {
                return new Outcome.Applied(before, before, plan);
            }
            return new Outcome.Applied(commit(before, change, plan), before, plan);
        } catch (EngineDefectException e) {
            LOG.error("A document was rejected because of a defect", e);
            ReleasePlan plan =
                    new ReleasePlanner(current, frontEnd, change, diagnostics, now()).plan();
            return new Outcome.Rejected(plan.rejected(finding(e, change, plan)));
        } finally {
            lock.unlock();
        }
    }

    private static Diagnostic finding(
            EngineDefectException defect, ReleaseChange change, ReleasePlan plan) {
        for (int i = 0; i < plan.puts().size(); i++) {
            if (plan.puts().get(i).document().name().equals(defect.document().name())) {
                ReleaseChange.Put put = change.puts().get(i);
                return defect.finding(put.file().orElse("request"), put.read().index());
            }
        }
        return defect.finding("request", 0);
    }

    private Release commit(Release before, ReleaseChange change, ReleasePlan plan) {
        Map<DocumentIdentity, Registered> documents =
                new LinkedHashMap<>(before.documentsByIdentity());
        RouteTable.Change<ServedRoute> table = before.table().change();
        List<LiveUnit> retired = new ArrayList<>();
        List<LiveUnit> started = new ArrayList<>();
        for (DocumentIdentity identity : plan.deleted()) {
            takeOut(documents.remove(identity), table, retired);
        }
        for (Registered refused : plan.refused()) {
            if (refused.version().isEmpty()) {
                takeOut(documents.get(refused.stored().identity()), table, retired);
            }
            documents.put(refused.stored().identity(), refused);
        }
        for (ReleasePlan.NewVersion version : plan.versions()) {
            takeOut(documents.get(version.newest().identity()), table, retired);
        }
        try {
            for (Registered registered : assembler.assemble(plan.versions())) {
                registered
                        .version()
                        .flatMap(Registered.Version::route)
                        .ifPresent(route -> started.addAll(route.units()));
                documents.put(registered.stored().identity(), registered);
                Release.served(registered)
                        .ifPresent(
                                route -> table.put(route.document().path(), route.method(), route));
            }
            Instant createdAt = now();
            long number = before.number() + 1;
            List<StoredDocument> listed =
                    documents.values().stream().map(Registered::stored).toList();
            for (Registered refused : plan.refused()) {
                store.quarantine(
                        refused.stored().sha256(),
                        JsonText.bytes(DiagnosticJson.array(refused.diagnostics())));
            }
            store.commit(
                    new Manifest(
                            number,
                            createdAt,
                            change.origin(),
                            change.message(),
                            plan.summary(),
                            listed),
                    plan.texts());
            Release release = new Release(number, createdAt, documents, table.table());
            current = release;
            listener.run();
            retired.forEach(assembler::retire);
            if (isServing) {
                assembler.startWaiting();
            }
            removeOldReleases();
            return release;
        } catch (RuntimeException e) {
            if (current == before) {
                started.forEach(assembler::retire);
            }
            throw e;
        }
    }

    /** A release that is current stays so, whatever becomes of those before. */
    private void removeOldReleases() {
        try {
            store.pruneReleases(keepReleases);
        } catch (StoreException e) {
            LOG.error(e.getMessage());
        }
    }

    private static void takeOut(
            @Nullable Registered registered,
            RouteTable.Change<ServedRoute> table,
            List<LiveUnit> retired) {
        if (registered == null) {
            return;
        }
        Optional<ServedRoute> route = registered.version().flatMap(Registered.Version::route);
        route.ifPresent(r -> retired.addAll(r.units()));
        if (registered.document().orElse(null) instanceof RouteDocument document) {
            table.remove(document.path(), RouteKey.methodOf(document));
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
