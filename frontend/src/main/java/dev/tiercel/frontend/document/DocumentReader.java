package dev.tiercel.frontend.document;

import dev.tiercel.frontend.syntax.Diagnostics;
import dev.tiercel.frontend.syntax.NearestName;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.frontend.syntax.Pointer;
import dev.tiercel.frontend.syntax.SourceDocument;
import dev.tiercel.frontend.syntax.SyntaxText;
import dev.tiercel.ir.DiagnosticCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the documents of a text (documents.md). All findings of all documents go to the
 * diagnostics; a document with an error is left out of the result. Not thread-safe.
 */
public final class DocumentReader {
    /** Top-level keys of other systems, with what takes their place (DOC-49). */
    private static final Map<String, String> REPLACEMENT_BY_KEY =
            Map.of("steps", "logic", "operations", "logic");

    /** Begins the keys that authors may use as they like (DOC-11). */
    private static final String FREE_KEY_PREFIX = "x-";

    private final DocumentSettings settings;
    private final Optional<DocumentKind> onlyKind;
    private final Diagnostics diagnostics;
    private final Optional<CanonicalShapes> shapes;
    private final Set<String> functionNames = new HashSet<>();
    private final Set<String> extensionNames = new HashSet<>();

    private DocumentReader(
            DocumentSettings settings,
            Optional<DocumentKind> onlyKind,
            Diagnostics diagnostics,
            Optional<CanonicalShapes> shapes) {
        this.settings = settings;
        this.onlyKind = onlyKind;
        this.diagnostics = diagnostics;
        this.shapes = shapes;
    }

    /** Reads documents of any kind. */
    public static List<Document> read(
            SyntaxText text, DocumentSettings settings, Diagnostics diagnostics) {
        return readAll(text, Optional.empty(), settings, diagnostics);
    }

    /** Reads documents for an endpoint that accepts one kind only (DOC-10). */
    public static List<Document> readKind(
            DocumentKind kind,
            SyntaxText text,
            DocumentSettings settings,
            Diagnostics diagnostics) {
        return readAll(text, Optional.of(kind), settings, diagnostics);
    }

    /**
     * The documents of a text.
     *
     * @param sound those without errors
     * @param faulty those with errors as far as they could be read: only good for finding more
     *     errors in them
     */
    public record Documents(List<Document> sound, List<Document> faulty) {
        public Documents {
            sound = List.copyOf(sound);
            faulty = List.copyOf(faulty);
        }
    }

    private static List<Document> readAll(
            SyntaxText text,
            Optional<DocumentKind> onlyKind,
            DocumentSettings settings,
            Diagnostics diagnostics) {
        return readWithFaulty(text, onlyKind, settings, diagnostics).sound();
    }

    /**
     * Reads documents, and keeps those with errors apart.
     *
     * @param onlyKind the kind that all documents must be of, empty for any
     */
    public static Documents readWithFaulty(
            SyntaxText text,
            Optional<DocumentKind> onlyKind,
            DocumentSettings settings,
            Diagnostics diagnostics) {
        DocumentSettings known = settings.withExtensionOperations(extensionOperations(text));
        var reader = new DocumentReader(known, onlyKind, diagnostics, Optional.empty());
        List<Document> sound = new ArrayList<>();
        List<Document> faulty = new ArrayList<>();
        for (SourceDocument source : text.documents()) {
            reader.diagnostics.startDocument(source.index());
            Optional<Document> document = reader.read(source.root());
            boolean isFaulty = reader.diagnostics.hasErrors(source.index());
            document.ifPresent(isFaulty ? faulty::add : sound::add);
        }
        return new Documents(sound, faulty);
    }

    /**
     * Returns a document that was read in canonical form.
     *
     * @param extensions the operations of extensions that it uses
     * @param shapes is told what its nodes are
     */
    static Node.Mapping canonical(
            Document document, Set<String> extensions, CanonicalShapes shapes) {
        DocumentKind kind =
                switch (document) {
                    case RouteDocument _ -> DocumentKind.ROUTE;
                    case FunctionDocument _ -> DocumentKind.FUNCTION;
                    case ExtensionDocument _ -> DocumentKind.EXTENSION;
                };
        var reader =
                new DocumentReader(
                        DocumentSettings.DEFAULTS.withExtensionOperations(extensions),
                        Optional.of(kind),
                        new Diagnostics(document.name()),
                        Optional.of(shapes));
        reader.read(document.syntax());
        return shapes.document(document.syntax());
    }

    /**
     * Returns the operations that extensions of the text add, wherever they stand in it (DOC-7).
     */
    public static Set<String> extensionOperations(SyntaxText text) {
        Set<String> operations = new HashSet<>();
        for (SourceDocument source : text.documents()) {
            if (source.root() instanceof Node.Mapping root
                    && DocumentKind.of(root).filter(k -> k == DocumentKind.EXTENSION).isPresent()) {
                textOf(root, "name")
                        .or(() -> textOf(root, "operationName"))
                        .map(ExtensionDocument::operationOf)
                        .ifPresent(operations::add);
            }
        }
        return operations;
    }

    private Optional<Document> read(Node root) {
        if (!(root instanceof Node.Mapping mapping)) {
            diagnostics.report(
                    DiagnosticCode.WRONG_TYPE,
                    "A document must be a mapping, not " + NodeKind.of(root),
                    root.position(),
                    root.pointer());
            return Optional.empty();
        }
        Optional<DocumentKind> kind = kind(mapping);
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        return switch (kind.get()) {
            case ROUTE -> Optional.of(route(mapping));
            case FUNCTION -> Optional.of(function(mapping));
            case EXTENSION -> Optional.of(extension(mapping));
            case SERVICE, TENANT -> {
                refuseGatewayDocument(mapping, kind.get());
                yield Optional.empty();
            }
        };
    }

    private Optional<DocumentKind> kind(Node.Mapping root) {
        Optional<Node> written =
                root.find("kind").map(Node.Entry::value).filter(n -> !NodeKind.isNull(n));
        if (written.isPresent()) {
            return writtenKind(written.get());
        }
        boolean isGatewayKind =
                onlyKind.filter(k -> k == DocumentKind.SERVICE || k == DocumentKind.TENANT)
                        .isPresent();
        if (isGatewayKind) {
            diagnostics.report(
                    DiagnosticCode.MISSING_FIELD,
                    "The document needs `kind`",
                    root.position(),
                    root.pointer());
            return Optional.empty();
        }
        Optional<DocumentKind> kind = onlyKind.or(() -> DocumentKind.detect(root));
        if (kind.isEmpty()) {
            diagnostics.report(
                    DiagnosticCode.UNKNOWN_KIND,
                    "Neither a route, a function nor an extension; a service needs `kind: service`",
                    root.position(),
                    root.pointer());
            reportForeignKeys(root);
        }
        return kind;
    }

    private Optional<DocumentKind> writtenKind(Node node) {
        Optional<DocumentKind> kind =
                node instanceof Node.Scalar scalar && scalar.value() instanceof String text
                        ? DocumentKind.find(text)
                        : Optional.empty();
        boolean isAccepted = kind.isPresent() && (onlyKind.isEmpty() || onlyKind.equals(kind));
        if (isAccepted) {
            return kind;
        }
        List<String> kinds =
                onlyKind.map(k -> List.of(k.text()))
                        .orElse(
                                Arrays.stream(DocumentKind.values())
                                        .map(DocumentKind::text)
                                        .toList());
        String written = node instanceof Node.Scalar scalar ? scalar.text() : NodeKind.of(node);
        String message =
                "`kind` is `" + written + "`; it must be `" + String.join("`, `", kinds) + "`";
        NearestName.find(written, kinds)
                .ifPresentOrElse(
                        s ->
                                diagnostics.report(
                                        DiagnosticCode.INVALID_VALUE,
                                        message,
                                        node.position(),
                                        node.pointer(),
                                        s),
                        () ->
                                diagnostics.report(
                                        DiagnosticCode.INVALID_VALUE,
                                        message,
                                        node.position(),
                                        node.pointer()));
        return Optional.empty();
    }

    private void refuseGatewayDocument(Node.Mapping root, DocumentKind kind) {
        Node place = root.find("kind").map(Node.Entry::value).orElse(root);
        String subject = kind == DocumentKind.SERVICE ? "Services" : "Tenants";
        diagnostics.report(
                DiagnosticCode.UNSUPPORTED,
                subject + " belong to the gateway, which this version does not have",
                place.position(),
                place.pointer());
    }

    private Document route(Node.Mapping root) {
        String name = RouteReader.nameOf(root);
        var reading = reading(name, root);
        Fields fields = fields(RouteReader.tableFor(root), reading, root);
        RouteDocument document = new RouteReader(reading, fields, root).read(name);
        finish(reading, root);
        return document;
    }

    private Document function(Node.Mapping root) {
        String name = textOf(root, "name").orElse("function");
        var reading = reading(name, root);
        Fields fields = fields(FunctionReader.FIELDS, reading, root);
        FunctionDocument document = new FunctionReader(reading, fields, root).read();
        if (fields.has("name") && !functionNames.add(document.name())) {
            reading.report(
                    DiagnosticCode.DUPLICATE_FUNCTION,
                    "Function `" + document.name() + "` is defined twice",
                    fields.node("name").orElse(root));
        }
        finish(reading, root);
        return document;
    }

    private Document extension(Node.Mapping root) {
        String name = textOf(root, "name").orElse("extension");
        var reading = reading(name, root);
        Fields fields = fields(ExtensionReader.FIELDS, reading, root);
        ExtensionDocument document = new ExtensionReader(reading, fields, root).read();
        if (fields.has("name") && !extensionNames.add(document.operation())) {
            reading.report(
                    DiagnosticCode.DUPLICATE_FUNCTION,
                    "Operation `" + document.operation() + "` is defined twice",
                    fields.node("name").orElse(root));
        }
        finish(reading, root);
        return document;
    }

    private Reading reading(String name, Node root) {
        return new Reading(diagnostics, settings, name, root, shapes);
    }

    /** Returns the text of a top-level key. */
    static Optional<String> textOf(Node.Mapping root, String key) {
        return root.find(key)
                .map(Node.Entry::value)
                .map(n -> n instanceof Node.Scalar s && s.value() instanceof String t ? t : "")
                .filter(t -> !t.isEmpty());
    }

    /**
     * Returns the top-level fields: names are taken as listed, and a null counts as absent
     * (DOC-11).
     */
    private static Fields fields(FieldTable table, Reading reading, Node.Mapping root) {
        var fields = new Fields(table, reading, root);
        for (Node.Entry entry : root.entries()) {
            if (isFreeKey(entry.key())) {
                continue;
            }
            Optional<FieldSpec> field = table.findListed(entry.key());
            if (field.isEmpty()) {
                if (!isAbsentRouteField(entry, table)) {
                    reportUnknown(entry, table, reading);
                }
            } else if (!NodeKind.isNull(entry.value())
                    || field.get().position() == FieldPosition.BLOCK) {
                fields.put(field.get().name(), entry);
            }
        }
        fields.checkRequired();
        reading.noteFields(root, fields);
        return fields;
    }

    /** Returns whether a key is null that routes of the other type have: stored forms list all. */
    private static boolean isAbsentRouteField(Node.Entry entry, FieldTable table) {
        return NodeKind.isNull(entry.value())
                && (table.equals(RouteFields.HTTP) || table.equals(RouteFields.WEB_SOCKET))
                && (RouteFields.HTTP.findListed(entry.key()).isPresent()
                        || RouteFields.WEB_SOCKET.findListed(entry.key()).isPresent());
    }

    /** Returns whether authors may use a top-level key as they like. */
    static boolean isFreeKey(String key) {
        return key.startsWith(FREE_KEY_PREFIX);
    }

    private static void reportUnknown(Node.Entry entry, FieldTable table, Reading reading) {
        String replacement = REPLACEMENT_BY_KEY.get(entry.key());
        if (replacement == null && !entry.key().equals("route")) {
            reading.reportUnknownField(entry, table.owner(), table.names());
            return;
        }
        reading.reportKey(
                DiagnosticCode.UNKNOWN_FIELD,
                foreignKeyMessage(entry.key()),
                entry,
                Optional.ofNullable(replacement));
    }

    private static String foreignKeyMessage(String key) {
        return key.equals("route")
                ? "`route` is not a field; write its members at the top level"
                : "`" + key + "` is not a field; write `logic`";
    }

    private void reportForeignKeys(Node.Mapping root) {
        for (Node.Entry entry : root.entries()) {
            String replacement = REPLACEMENT_BY_KEY.get(entry.key());
            Pointer pointer = entry.value().pointer();
            if (replacement != null) {
                diagnostics.report(
                        DiagnosticCode.UNKNOWN_FIELD,
                        foreignKeyMessage(entry.key()),
                        entry.keyPosition(),
                        pointer,
                        replacement);
            } else if (entry.key().equals("route")) {
                diagnostics.report(
                        DiagnosticCode.UNKNOWN_FIELD,
                        foreignKeyMessage(entry.key()),
                        entry.keyPosition(),
                        pointer);
            }
        }
    }

    private void finish(Reading reading, Node.Mapping root) {
        TagCheck.report(root, e -> !isFreeKey(e.key()), reading);
        int max = settings.limits().operationsMax();
        if (reading.operations() > max) {
            reading.report(
                    DiagnosticCode.TOO_MANY_OPERATIONS,
                    String.format(
                            Locale.ROOT, "%,d operations exceed %,d", reading.operations(), max),
                    root);
        }
    }
}
