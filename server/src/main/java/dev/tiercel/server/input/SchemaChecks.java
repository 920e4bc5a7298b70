package dev.tiercel.server.input;

import dev.tiercel.frontend.document.Document;
import dev.tiercel.frontend.document.ExtensionDocument;
import dev.tiercel.frontend.document.FunctionDocument;
import dev.tiercel.frontend.document.RegexSyntax;
import dev.tiercel.frontend.document.RouteDocument;
import dev.tiercel.frontend.syntax.Diagnostics;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.frontend.syntax.NodeJson;
import dev.tiercel.ir.DiagnosticCode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** INVALID_SCHEMA of the JSON Schemas in documents: those of 2020-12 are accepted (DOC-28). */
public final class SchemaChecks {
    private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";

    /** Keywords whose members are schemas by name. */
    private static final Set<String> SCHEMAS_BY_NAME =
            Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas");

    /** Keywords that hold values, which are no schemas. */
    private static final Set<String> VALUES =
            Set.of("const", "enum", "default", "example", "examples");

    private static final Set<String> REFERENCES = Set.of("$ref", "$dynamicRef");
    private static final Set<String> ANCHORS = Set.of("$anchor", "$dynamicAnchor");

    private final Node root;
    private final Diagnostics diagnostics;
    private final Set<String> anchors = new HashSet<>();

    private SchemaChecks(Node root, Diagnostics diagnostics) {
        this.root = root;
        this.diagnostics = diagnostics;
    }

    /** Reports what is wrong with the schemas of a document. */
    public static void check(Document document, Diagnostics diagnostics) {
        switch (document) {
            case RouteDocument route -> {
                RouteDocument.RouteOptions options = route.options();
                options.requestSchema().ifPresent(schema -> check(schema, diagnostics));
                options.responseSchema().ifPresent(schema -> check(schema, diagnostics));
            }
            case ExtensionDocument extension ->
                    extension.schema().ifPresent(schema -> check(schema, diagnostics));
            case FunctionDocument _ -> {}
        }
    }

    private static void check(Node schema, Diagnostics diagnostics) {
        if (schema instanceof Node.Mapping) {
            new SchemaChecks(schema, diagnostics).check();
        }
    }

    private void check() {
        Set<String> reported = new HashSet<>();
        for (InputProblem problem : MetaSchema.problems(NodeJson.of(root))) {
            // Several keywords of the standard speak about one place; the first says enough.
            if (problem.place() instanceof InputProblem.Place.Pointer(var pointer)
                    && reported.add(pointer)) {
                Node place = NodePath.nearest(root, NodePath.parts(pointer));
                report(DiagnosticCode.INVALID_SCHEMA, subject(place) + problem.message(), place);
            }
        }
        if (reported.isEmpty()) {
            collectAnchors(root);
            walk(root);
        }
    }

    private static String subject(Node place) {
        String pointer = place.pointer().toString();
        return "`" + pointer.substring(pointer.lastIndexOf('/') + 1) + "`: ";
    }

    private void collectAnchors(Node node) {
        if (node instanceof Node.Sequence sequence) {
            sequence.items().forEach(this::collectAnchors);
        } else if (node instanceof Node.Mapping mapping) {
            for (Node.Entry entry : mapping.entries()) {
                if (ANCHORS.contains(entry.key()) && entry.value() instanceof Node.Scalar name) {
                    anchors.add(name.text());
                }
                collectAnchors(entry.value());
            }
        }
    }

    private void walk(Node node) {
        if (node instanceof Node.Sequence sequence) {
            sequence.items().forEach(this::walk);
        } else if (node instanceof Node.Mapping schema) {
            schema.entries().forEach(this::checkKeyword);
        }
    }

    private void checkKeyword(Node.Entry entry) {
        String keyword = entry.key();
        if (REFERENCES.contains(keyword) && entry.value() instanceof Node.Scalar reference) {
            checkReference(reference);
        } else if (keyword.equals("$schema") && entry.value() instanceof Node.Scalar draft) {
            checkDraft(draft);
        } else if (keyword.equals("pattern") && entry.value() instanceof Node.Scalar pattern) {
            checkPattern(pattern.text(), pattern);
        } else if (SCHEMAS_BY_NAME.contains(keyword)
                && entry.value() instanceof Node.Mapping schemas) {
            for (Node.Entry member : schemas.entries()) {
                if (keyword.equals("patternProperties")) {
                    checkPattern(member.key(), member.value());
                }
                walk(member.value());
            }
        } else if (!VALUES.contains(keyword)) {
            walk(entry.value());
        }
    }

    private void checkDraft(Node.Scalar draft) {
        if (!draft.text().equals(DRAFT) && !draft.text().equals(DRAFT + "#")) {
            report(
                    DiagnosticCode.INVALID_SCHEMA,
                    "`" + draft.text() + "` is not JSON Schema 2020-12",
                    draft,
                    Optional.of(DRAFT));
        }
    }

    private void checkPattern(String pattern, Node place) {
        RegexSyntax.fault(pattern)
                .ifPresent(fault -> report(DiagnosticCode.INVALID_REGEX, fault, place));
    }

    private void checkReference(Node.Scalar reference) {
        String target = reference.text();
        if (!target.startsWith("#")) {
            report(
                    DiagnosticCode.INVALID_SCHEMA,
                    "`" + target + "` is outside of the document, and is not fetched",
                    reference);
        } else if (!isKnown(target.substring(1))) {
            report(
                    DiagnosticCode.INVALID_SCHEMA,
                    "`" + target + "` is nothing that the schema has",
                    reference);
        }
    }

    private boolean isKnown(String fragment) {
        if (fragment.isEmpty() || anchors.contains(fragment)) {
            return true;
        }
        return fragment.startsWith("/")
                && NodePath.find(root, NodePath.parts(decoded(fragment))).isPresent();
    }

    private static String decoded(String fragment) {
        try {
            return URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return fragment;
        }
    }

    private void report(DiagnosticCode code, String message, Node place) {
        report(code, message, place, Optional.empty());
    }

    private void report(
            DiagnosticCode code, String message, Node place, Optional<String> suggestion) {
        suggestion.ifPresentOrElse(
                s -> diagnostics.report(code, message, place.position(), place.pointer(), s),
                () -> diagnostics.report(code, message, place.position(), place.pointer()));
    }
}
