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
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** INVALID_SCHEMA of the JSON Schemas in documents: those of 2020-12 are accepted (DOC-28). */
public final class SchemaChecks {
    private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";

    private static final Set<String> REFERENCES = Set.of("$ref", "$dynamicRef");

    private final Node root;
    private final Diagnostics diagnostics;
    private final SchemaResources resources;

    private SchemaChecks(Node root, Diagnostics diagnostics) {
        this.root = root;
        this.diagnostics = diagnostics;
        this.resources = SchemaResources.of(root);
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
            walk(root, SchemaResources.DEFAULT_BASE);
        }
    }

    private static String subject(Node place) {
        String pointer = place.pointer().toString();
        return "`" + pointer.substring(pointer.lastIndexOf('/') + 1) + "`: ";
    }

    private void walk(Node node, String outer) {
        if (node instanceof Node.Sequence sequence) {
            sequence.items().forEach(item -> walk(item, outer));
        } else if (node instanceof Node.Mapping schema) {
            String base = SchemaResources.base(schema, outer);
            schema.entries().forEach(entry -> checkKeyword(entry, base));
        }
    }

    private void checkKeyword(Node.Entry entry, String base) {
        String keyword = entry.key();
        if (REFERENCES.contains(keyword) && entry.value() instanceof Node.Scalar reference) {
            resources
                    .fault(reference.text(), base)
                    .ifPresent(fault -> report(DiagnosticCode.INVALID_SCHEMA, fault, reference));
        } else if (keyword.equals("$schema") && entry.value() instanceof Node.Scalar draft) {
            checkDraft(draft);
        } else if (keyword.equals("pattern") && entry.value() instanceof Node.Scalar pattern) {
            checkPattern(pattern.text(), pattern);
        } else if (SchemaResources.SCHEMAS_BY_NAME.contains(keyword)
                && entry.value() instanceof Node.Mapping schemas) {
            for (Node.Entry member : schemas.entries()) {
                if (keyword.equals("patternProperties")) {
                    checkPattern(member.key(), member.value());
                }
                walk(member.value(), base);
            }
        } else if (!SchemaResources.VALUES.contains(keyword)) {
            walk(entry.value(), base);
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
