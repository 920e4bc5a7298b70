package dev.tiercel.server.route;

import dev.tiercel.frontend.DocumentCompiler;
import dev.tiercel.frontend.check.CheckSettings;
import dev.tiercel.frontend.check.DocumentChecks;
import dev.tiercel.frontend.document.Document;
import dev.tiercel.frontend.document.DocumentKind;
import dev.tiercel.frontend.document.DocumentReader;
import dev.tiercel.frontend.document.DocumentSettings;
import dev.tiercel.frontend.document.ExtensionDocument;
import dev.tiercel.frontend.document.FunctionDocument;
import dev.tiercel.frontend.document.Operation;
import dev.tiercel.frontend.document.RateLimit;
import dev.tiercel.frontend.document.RouteDocument;
import dev.tiercel.frontend.document.RoutePath;
import dev.tiercel.frontend.lower.CompiledRoute;
import dev.tiercel.frontend.syntax.Diagnostics;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.frontend.syntax.SourceDocument;
import dev.tiercel.frontend.syntax.SourceText;
import dev.tiercel.frontend.syntax.SyntaxReader;
import dev.tiercel.frontend.syntax.SyntaxText;
import dev.tiercel.ir.Diagnostic;
import dev.tiercel.ir.DiagnosticCode;
import dev.tiercel.ir.Program;
import dev.tiercel.ir.SourceLocation;
import dev.tiercel.server.store.StoredDocument;
import dev.tiercel.server.store.StoredText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads, checks and compiles documents for the registry. Thread-safe. */
public final class DocumentFrontEnd {
    private final DocumentSettings settings;
    private final CheckSettings checkSettings;
    private final boolean isStrict;
    private final boolean isAuthConfigured;
    private final DocumentCompiler compiler = new DocumentCompiler();

    /**
     * @param environmentNames names of the environment that documents may read
     * @param isStrict whether warnings reject (DOC-53)
     * @param isAuthConfigured whether any credentials could be valid (DOC-32)
     */
    public DocumentFrontEnd(
            DocumentSettings settings,
            Collection<String> environmentNames,
            boolean isStrict,
            boolean isAuthConfigured) {
        this.settings = settings;
        this.checkSettings = new CheckSettings(Set.copyOf(environmentNames), settings.limits());
        this.isStrict = isStrict;
        this.isAuthConfigured = isAuthConfigured;
    }

    /** Reads a text of documents of any kind. */
    public ReadText read(SourceText source) {
        return read(source, Optional.empty());
    }

    /**
     * Reads a text for an endpoint whose single documents are of one kind (DOC-10); several
     * documents may be of any kind (ADM-13).
     */
    public ReadText read(SourceText source, Optional<DocumentKind> onlyKind) {
        Diagnostics diagnostics = new Diagnostics(source.name());
        SyntaxText text = SyntaxReader.read(source, settings.limits(), diagnostics);
        DocumentReader.Documents documents =
                DocumentReader.readWithFaulty(
                        text,
                        onlyKind.filter(_ -> text.documents().size() == 1),
                        settings,
                        diagnostics);
        IdentityHashMap<Node, SourceDocument> sources = new IdentityHashMap<>();
        text.documents().forEach(s -> sources.put(s.root(), s));
        return new ReadText(
                text.format(),
                text.documents().size(),
                located(documents.sound(), text, sources),
                located(documents.faulty(), text, sources),
                diagnostics);
    }

    private static List<ReadText.ReadDocument> located(
            List<Document> documents,
            SyntaxText text,
            IdentityHashMap<Node, SourceDocument> sources) {
        List<ReadText.ReadDocument> read = new ArrayList<>();
        for (Document document : documents) {
            SourceDocument origin = sources.get(document.syntax());
            if (origin == null) {
                throw new IllegalStateException("a document that the text does not have");
            }
            StoredText stored = StoredText.of(text.format(), origin.originalBytes());
            read.add(new ReadText.ReadDocument(origin.index(), document, stored));
        }
        return read;
    }

    /** Whether findings keep a text from being registered. */
    boolean rejects(Diagnostics diagnostics) {
        return diagnostics.hasErrors() || (isStrict && !diagnostics.sorted().isEmpty());
    }

    /** Reports what is wrong with a document among the functions that it may call. */
    void check(Document document, CallableFunctions functions, Diagnostics diagnostics) {
        DocumentChecks.check(document, functions.known(), checkSettings, diagnostics);
        switch (document) {
            case RouteDocument route -> checkAuthentication(route, diagnostics);
            case FunctionDocument _ -> {}
            case ExtensionDocument extension ->
                    diagnostics.report(
                            DiagnosticCode.UNSUPPORTED,
                            "Extensions are not available in this version",
                            extension.syntax().position(),
                            extension.syntax().pointer());
        }
    }

    /**
     * Compiles a document that {@link #check} has found to be without errors.
     *
     * @param newest the version that the manifest will name
     * @param stored the version that is compiled
     * @param findings about the newest version
     * @param isQuarantined whether the newest version is refused
     */
    ReleasePlan.NewVersion compile(
            StoredDocument newest,
            StoredDocument stored,
            Document document,
            Map<String, FunctionDocument> functions,
            List<Diagnostic> findings,
            boolean isQuarantined) {
        Optional<CompiledRoute> compiled =
                switch (document) {
                    case RouteDocument route -> Optional.of(compiler.compile(route, functions));
                    case FunctionDocument function ->
                            Optional.of(compiler.compile(asRoute(function), functions));
                    case ExtensionDocument _ -> Optional.empty();
                };
        return new ReleasePlan.NewVersion(
                newest,
                stored,
                isQuarantined,
                document,
                compiled.map(CompiledRoute::globalFunctions).orElse(Set.of()),
                document instanceof RouteDocument ? compiled : Optional.empty(),
                document instanceof RouteDocument route
                        ? rateLimitKey(route, functions)
                        : Optional.empty(),
                findings);
    }

    /** Compiles the expression that names the bucket of a request (HTTP-36). */
    private Optional<Program> rateLimitKey(
            RouteDocument route, Map<String, FunctionDocument> functions) {
        if (!(route.options().rateLimit().orElse(null) instanceof RateLimit.Requests limit)
                || !(limit.key() instanceof RateLimit.Key.Computed(var expression))) {
            return Optional.empty();
        }
        SourceLocation location =
                new SourceLocation(route.name(), "rate_limit", "/rate_limit/key", 1, 1);
        Operation answer =
                new Operation.Return(
                        location, expression, Optional.empty(), Optional.empty(), Optional.empty());
        RouteDocument key = withLogic(route, List.of(answer));
        return Optional.of(compiler.compile(key, functions).units().getFirst().program());
    }

    private static RouteDocument withLogic(RouteDocument route, List<Operation> logic) {
        return new RouteDocument(
                route.id(),
                route.name(),
                route.description(),
                route.path(),
                route.method(),
                route.isWebSocket(),
                logic,
                route.hooks(),
                route.parameters(),
                route.options(),
                route.syntax());
    }

    private void checkAuthentication(RouteDocument route, Diagnostics diagnostics) {
        if (route.options().authRequired() && !isAuthConfigured) {
            Node place =
                    route.syntax()
                            .find("auth_required")
                            .map(Node.Entry::value)
                            .orElse(route.syntax());
            diagnostics.report(
                    DiagnosticCode.AUTH_NOT_CONFIGURED,
                    "No API key and no JWT is configured",
                    place.position(),
                    place.pointer());
        }
    }

    /** Returns a route that does what a function does, to find out what that depends on. */
    private static RouteDocument asRoute(FunctionDocument function) {
        return new RouteDocument(
                Optional.empty(),
                function.name(),
                "",
                new RoutePath("/", List.of()),
                "GET",
                false,
                function.body(),
                new RouteDocument.Hooks(List.of(), List.of(), List.of()),
                List.of(),
                new RouteDocument.RouteOptions(
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        true,
                        "",
                        List.of()),
                function.syntax());
    }
}
