package dev.tiercel.server.route;

import dev.tiercel.frontend.DocumentCompiler;
import dev.tiercel.frontend.check.CheckSettings;
import dev.tiercel.frontend.check.DocumentChecks;
import dev.tiercel.frontend.check.StatementChecks;
import dev.tiercel.frontend.check.StatementInspector;
import dev.tiercel.frontend.document.Document;
import dev.tiercel.frontend.document.DocumentKind;
import dev.tiercel.frontend.document.DocumentReader;
import dev.tiercel.frontend.document.DocumentSettings;
import dev.tiercel.frontend.document.ExtensionDocument;
import dev.tiercel.frontend.document.ExtensionOperation;
import dev.tiercel.frontend.document.FunctionDocument;
import dev.tiercel.frontend.document.Operation;
import dev.tiercel.frontend.document.RateLimit;
import dev.tiercel.frontend.document.RouteDocument;
import dev.tiercel.frontend.document.RoutePath;
import dev.tiercel.frontend.lower.CompiledRoute;
import dev.tiercel.frontend.lower.CompiledUnit;
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
import dev.tiercel.server.input.GivenFieldChecks;
import dev.tiercel.server.input.SchemaChecks;
import dev.tiercel.server.store.StoredDocument;
import dev.tiercel.server.store.StoredText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads, checks and compiles documents for the registry. Thread-safe. */
public final class DocumentFrontEnd {
    private final DocumentSettings settings;
    private final CheckSettings checkSettings;
    private final StatementInspector inspector;
    private final boolean isStrict;
    private final boolean isAuthConfigured;
    private final DocumentCompiler compiler = new DocumentCompiler();

    /**
     * @param inspector asks databases about statements
     * @param isStrict whether warnings reject (DOC-53)
     * @param isAuthConfigured whether any credentials could be valid (DOC-32)
     */
    public DocumentFrontEnd(
            DocumentSettings settings,
            CheckSettings checkSettings,
            StatementInspector inspector,
            boolean isStrict,
            boolean isAuthConfigured) {
        this.settings = settings;
        this.checkSettings = checkSettings;
        this.inspector = inspector;
        this.isStrict = isStrict;
        this.isAuthConfigured = isAuthConfigured;
    }

    /** Reads a text of documents of any kind that use no extension but those of the text. */
    public ReadText read(SourceText source) {
        return read(source, Optional.empty(), Set.of());
    }

    /** Reads the outer form of a text. */
    public ParsedText parse(SourceText source) {
        Diagnostics diagnostics = new Diagnostics(source.name());
        return new ParsedText(
                SyntaxReader.read(source, settings.limits(), diagnostics), diagnostics);
    }

    /**
     * Reads a text for an endpoint whose single documents are of one kind (DOC-10); several
     * documents may be of any kind (ADM-13).
     *
     * @param extensionOperations operations of extensions that are not in the text
     */
    public ReadText read(
            SourceText source, Optional<DocumentKind> onlyKind, Set<String> extensionOperations) {
        return read(parse(source), onlyKind, extensionOperations);
    }

    /** Reads the documents of a text. */
    ReadText read(
            ParsedText parsed, Optional<DocumentKind> onlyKind, Set<String> extensionOperations) {
        SyntaxText text = parsed.syntax();
        Diagnostics diagnostics = parsed.diagnostics();
        DocumentReader.Documents documents =
                DocumentReader.readWithFaulty(
                        text,
                        onlyKind.filter(_ -> text.documents().size() == 1),
                        settings.withExtensionOperations(extensionOperations),
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
        SchemaChecks.check(document, diagnostics);
        GivenFieldChecks.check(document, functions.extensionByOperation(), diagnostics);
        if (document instanceof RouteDocument route) {
            checkAuthentication(route, diagnostics);
        }
    }

    /** Reports what the databases say about the statements of a document. */
    void checkStatements(Document document, Diagnostics diagnostics) {
        StatementChecks.check(document, inspector, diagnostics);
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
            CallableFunctions functions,
            List<Diagnostic> findings,
            boolean isQuarantined) {
        CompiledRoute compiled =
                switch (document) {
                    case RouteDocument route -> compile(route, functions);
                    case FunctionDocument function ->
                            compile(asRoute(function, function.body()), functions);
                    case ExtensionDocument extension ->
                            compile(asRoute(extension, List.of(use(extension))), functions);
                };
        return new ReleasePlan.NewVersion(
                newest,
                stored,
                isQuarantined,
                document,
                compiled.globalFunctions(),
                operations(document, compiled),
                document instanceof RouteDocument ? Optional.of(compiled) : Optional.empty(),
                document instanceof RouteDocument route
                        ? rateLimitKey(route, functions)
                        : Optional.empty(),
                findings);
    }

    private static Set<String> operations(Document document, CompiledRoute compiled) {
        Set<String> operations = new HashSet<>(compiled.extensionOperations());
        if (document instanceof ExtensionDocument extension) {
            operations.remove(extension.operation());
        }
        return operations;
    }

    /** Returns the programs of a route of a release as they come from the document. */
    public List<CompiledUnit> lower(RouteDocument route, Release release) {
        CallableFunctions functions =
                CallableFunctions.of(
                        release.documents().stream().flatMap(r -> r.document().stream()));
        return compile(route, functions).units();
    }

    private CompiledRoute compile(RouteDocument route, CallableFunctions functions) {
        return compiler.compile(route, functions.byName(), functions.extensionByOperation());
    }

    /** Returns a step that uses an extension, without fields. */
    private static Operation use(ExtensionDocument extension) {
        return new ExtensionOperation(
                new SourceLocation(extension.name(), extension.operation(), "", 1, 1),
                extension.operation(),
                List.of(),
                extension.syntax(),
                Optional.empty());
    }

    /** Compiles the expression that names the bucket of a request (HTTP-36). */
    private Optional<Program> rateLimitKey(RouteDocument route, CallableFunctions functions) {
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
        return Optional.of(compile(key, functions).units().getFirst().program());
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

    /** Returns a route with some logic, to find out what a document with it depends on. */
    private static RouteDocument asRoute(Document document, List<Operation> logic) {
        return new RouteDocument(
                Optional.empty(),
                document.name(),
                "",
                new RoutePath("/", List.of()),
                "GET",
                false,
                logic,
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
                document.syntax());
    }
}
