package dev.tiercel.server.route;

import dev.tiercel.frontend.document.Document;
import dev.tiercel.frontend.document.DocumentKind;
import dev.tiercel.frontend.document.ExtensionDocument;
import dev.tiercel.frontend.document.FunctionDocument;
import dev.tiercel.frontend.document.RouteDocument;
import dev.tiercel.frontend.lower.ProgramTooLargeException;
import dev.tiercel.frontend.syntax.Diagnostics;
import dev.tiercel.frontend.syntax.Format;
import dev.tiercel.frontend.syntax.Pointer;
import dev.tiercel.frontend.syntax.Position;
import dev.tiercel.frontend.syntax.SourceText;
import dev.tiercel.ir.Diagnostic;
import dev.tiercel.ir.DiagnosticCode;
import dev.tiercel.server.store.DocumentIdentity;
import dev.tiercel.server.store.DocumentStore;
import dev.tiercel.server.store.Manifest;
import dev.tiercel.server.store.StoreException;
import dev.tiercel.server.store.StoredDocument;
import dev.tiercel.server.store.StoredText;
import dev.tiercel.server.text.DiagnosticJson;
import dev.tiercel.server.text.JsonText;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the documents of the current release, each on its own (CFG-16): one that does not register
 * is quarantined, and its newest earlier version that registers is served in its place. Used once,
 * by the thread that starts the server; the work is done on all processors.
 */
public final class ReleaseLoader {
    private static final Logger LOG = LoggerFactory.getLogger(ReleaseLoader.class);

    private final DocumentStore store;
    private final DocumentFrontEnd frontEnd;
    private final RouteAssembler assembler;
    private final Map<Long, Manifest> manifestByNumber = new ConcurrentHashMap<>();
    private Set<String> extensionOperations = Set.of();

    public ReleaseLoader(DocumentStore store, DocumentFrontEnd frontEnd, RouteAssembler assembler) {
        this.store = store;
        this.frontEnd = frontEnd;
        this.assembler = assembler;
    }

    /**
     * Returns the registry with the current release.
     *
     * @param keepReleases number of releases that are kept on disk
     * @throws dev.tiercel.server.store.StoreException if the current release cannot be read
     */
    public Registry load(InstantSource clock, int keepReleases) {
        Release release = store.currentRelease().map(this::release).orElseGet(Release::empty);
        return new Registry(store, frontEnd, assembler, clock, keepReleases, release);
    }

    /** A document on its way to the version that can be served. */
    private static final class Candidate {
        private final StoredDocument newest;
        private StoredDocument stored;
        private Optional<Document> document = Optional.empty();

        /** Warnings about the version that is looked at, from reading and from checking it. */
        private List<Diagnostic> readWarnings = List.of();

        private List<Diagnostic> checkWarnings = List.of();

        /** Errors of the newest version, if it was refused. */
        private List<Diagnostic> errors = List.of();

        private Candidate(StoredDocument newest) {
            this.newest = newest;
            this.stored = newest;
        }

        private List<Diagnostic> findings() {
            if (isQuarantined()) {
                return errors;
            }
            List<Diagnostic> warnings = new ArrayList<>(readWarnings);
            warnings.addAll(checkWarnings);
            return warnings;
        }

        private boolean isQuarantined() {
            return !errors.isEmpty();
        }
    }

    private Release release(Manifest manifest) {
        manifestByNumber.put(manifest.number(), manifest);
        extensionOperations = Release.extensionOperations(manifest.documents().stream());
        List<Candidate> candidates = manifest.documents().stream().map(Candidate::new).toList();
        candidates.parallelStream().forEach(this::read);
        settle(candidates);
        CallableFunctions functions = functions(candidates);
        boolean isLater = RouteAssembler.isMany(candidates.size());
        List<Registered> registered =
                candidates.parallelStream().map(c -> registered(c, functions, isLater)).toList();
        Map<DocumentIdentity, Registered> documents = new LinkedHashMap<>();
        for (int i = 0; i < candidates.size(); i++) {
            Candidate candidate = candidates.get(i);
            documents.put(candidate.newest.identity(), registered.get(i));
            if (candidate.isQuarantined()) {
                keepFindings(candidate);
                candidate.errors.forEach(error -> log(candidate.newest, error));
            }
        }
        return new Release(
                manifest.number(),
                manifest.createdAt(),
                documents,
                Release.tableOf(documents.values()));
    }

    /** Steps back until every version that is left registers among the others. */
    private void settle(List<Candidate> candidates) {
        boolean isChanged = true;
        while (isChanged) {
            isChanged = false;
            CallableFunctions functions = functions(candidates);
            Set<RouteKey> taken = new HashSet<>();
            Set<Object> defined = new HashSet<>();
            List<Candidate> ordered =
                    byPrecedence(candidates).stream().filter(c -> c.document.isPresent()).toList();
            List<Diagnostics> checked =
                    ordered.parallelStream().map(c -> check(c, functions)).toList();
            for (int i = 0; i < ordered.size(); i++) {
                Candidate candidate = ordered.get(i);
                Diagnostics diagnostics = checked.get(i);
                if (candidate.document.orElse(null) instanceof RouteDocument route
                        && !taken.add(RouteKey.of(route))) {
                    report(
                            diagnostics,
                            DiagnosticCode.ROUTE_CONFLICT,
                            "Another route has this path");
                }
                if (!isFirst(candidate.document.orElseThrow(), defined)) {
                    report(
                            diagnostics,
                            DiagnosticCode.DUPLICATE_FUNCTION,
                            "Another source has this name");
                }
                if (diagnostics.hasErrors()) {
                    refuse(candidate, diagnostics);
                    isChanged = true;
                } else {
                    candidate.checkWarnings = diagnostics.sorted();
                }
            }
        }
    }

    /** Whether no other document gave the name or operation of a function or extension before. */
    private static boolean isFirst(Document document, Set<Object> defined) {
        return switch (document) {
            case RouteDocument _ -> true;
            case FunctionDocument function ->
                    defined.add(new DocumentIdentity(DocumentKind.FUNCTION, function.name()));
            case ExtensionDocument extension ->
                    defined.add(
                            new DocumentIdentity(DocumentKind.EXTENSION, extension.operation()));
        };
    }

    private Diagnostics check(Candidate candidate, CallableFunctions functions) {
        Diagnostics diagnostics = diagnostics(candidate.stored);
        frontEnd.check(candidate.document.orElseThrow(), functions, diagnostics);
        return diagnostics;
    }

    /**
     * Returns the documents of files first, because these win over others (CFG-21), and last those
     * that were displaced.
     */
    private static List<Candidate> byPrecedence(List<Candidate> candidates) {
        List<Candidate> ordered = new ArrayList<>(candidates);
        ordered.sort(
                Comparator.<Candidate, Boolean>comparing(c -> Displaced.is(c.newest))
                        .thenComparing(c -> c.newest.file().isEmpty()));
        return ordered;
    }

    /** Reads the version that a candidate is at; if it does not register, an earlier one. */
    private void read(Candidate candidate) {
        StoredDocument stored = candidate.stored;
        Diagnostics diagnostics = diagnostics(stored);
        Optional<StoredText> text = store.text(stored);
        if (text.isEmpty()) {
            report(
                    diagnostics,
                    DiagnosticCode.INVALID_VALUE,
                    "The kept text is missing or damaged");
            refuse(candidate, diagnostics);
            return;
        }
        SourceText source =
                new SourceText(
                        stored.file().orElse(stored.name()),
                        text.get().bytes(),
                        stored.format() == Format.YAML);
        ReadText read = frontEnd.read(source, Optional.of(stored.kind()), extensionOperations);
        if (read.diagnostics().hasErrors() || read.documents().size() != 1) {
            refuse(candidate, read.diagnostics());
            return;
        }
        candidate.document = Optional.of(read.documents().getFirst().document());
        candidate.readWarnings = read.diagnostics().sorted();
    }

    private void refuse(Candidate candidate, Diagnostics diagnostics) {
        candidate.document = Optional.empty();
        if (candidate.errors.isEmpty()) {
            candidate.errors = diagnostics.sorted();
        }
        Optional<StoredDocument> earlier = earlier(candidate.stored);
        if (earlier.isPresent()) {
            candidate.stored = earlier.get();
            read(candidate);
        }
    }

    /** Returns the version before a version, if a kept release has it. */
    private Optional<StoredDocument> earlier(StoredDocument stored) {
        for (long number : store.releaseNumbers().descendingSet()) {
            for (StoredDocument other : manifest(number).documents()) {
                if (other.identity().equals(stored.identity())
                        && other.revision() < stored.revision()
                        && !other.sha256().equals(stored.sha256())) {
                    return Optional.of(other);
                }
            }
        }
        return Optional.empty();
    }

    private Manifest manifest(long number) {
        return manifestByNumber.computeIfAbsent(number, n -> store.release(n).orElseThrow());
    }

    private static CallableFunctions functions(List<Candidate> candidates) {
        return CallableFunctions.of(
                byPrecedence(candidates).reversed().stream().flatMap(c -> c.document.stream()));
    }

    private Registered registered(
            Candidate candidate, CallableFunctions functions, boolean isLater) {
        if (candidate.document.isEmpty()) {
            return new Registered(candidate.newest, Optional.empty(), true, candidate.errors);
        }
        try {
            return assembler.assemble(
                    frontEnd.compile(
                            candidate.newest,
                            candidate.stored,
                            candidate.document.get(),
                            functions,
                            candidate.findings(),
                            candidate.isQuarantined()),
                    isLater);
        } catch (ProgramTooLargeException e) {
            Diagnostics found = diagnostics(candidate.newest);
            report(
                    found,
                    DiagnosticCode.DOCUMENT_TOO_LARGE,
                    Objects.requireNonNullElse(e.getMessage(), ""));
            found.sorted().forEach(error -> log(candidate.newest, error));
            return new Registered(candidate.newest, Optional.empty(), true, found.sorted());
        } catch (EngineDefectException e) {
            LOG.error("A document is quarantined because of a defect", e);
            return new Registered(
                    candidate.newest,
                    Optional.empty(),
                    true,
                    List.of(e.finding(candidate.newest.name(), 0)));
        }
    }

    /** A server whose disk is full starts all the same: the findings are in its log as well. */
    private void keepFindings(Candidate candidate) {
        try {
            store.quarantine(
                    candidate.newest.sha256(),
                    JsonText.bytes(DiagnosticJson.array(candidate.errors)));
        } catch (StoreException e) {
            LOG.error(e.getMessage());
        }
    }

    /** Those of files are told when the files are read. */
    private static void log(StoredDocument stored, Diagnostic error) {
        if (stored.file().isEmpty()) {
            LOG.error(
                    "Quarantined: {} {}: {}: {}",
                    stored.kind().text(),
                    stored.name(),
                    error.code(),
                    error.message());
        }
    }

    private static Diagnostics diagnostics(StoredDocument stored) {
        return new Diagnostics(stored.file().orElse(stored.name()));
    }

    private static void report(Diagnostics diagnostics, DiagnosticCode code, String message) {
        diagnostics.report(code, message, new Position(1, 1), Pointer.ROOT);
    }
}
