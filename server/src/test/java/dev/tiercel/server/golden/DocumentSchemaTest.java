package dev.tiercel.server.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import dev.tiercel.frontend.document.DocumentKind;
import dev.tiercel.frontend.document.DocumentSchema;
import dev.tiercel.frontend.document.ExtensionDocument;
import dev.tiercel.frontend.syntax.Diagnostics;
import dev.tiercel.frontend.syntax.DocumentLimits;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.frontend.syntax.NodeJson;
import dev.tiercel.frontend.syntax.SourceDocument;
import dev.tiercel.frontend.syntax.SourceText;
import dev.tiercel.frontend.syntax.SyntaxReader;
import dev.tiercel.ir.Diagnostic;
import dev.tiercel.server.text.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The JSON Schema of documents accepts what registers: every example, every reference document and
 * every document of the golden corpus. It refuses what is refused for its shape alone.
 */
final class DocumentSchemaTest {
    /** Findings about the shape of documents, which the schema makes as well. */
    private static final Set<String> SHAPE =
            Set.of("UNKNOWN_FIELD", "UNKNOWN_OPERATION", "NOT_AN_OPERATION", "MULTIPLE_OPERATIONS");

    private static final Schema ANY = schema(Optional.empty(), List.of());

    private static Schema schema(Optional<DocumentKind> kind, List<ExtensionDocument> extensions) {
        Map<String, Object> members = DocumentSchema.ofTexts(kind, extensions);
        return SchemaRegistry.withDefaultDialect(Dialects.getDraft202012())
                .getSchema(JsonText.object(json -> members.forEach(json::data)), InputFormat.JSON);
    }

    /** Returns the documents of a text as JSON, but for those with tags, which JSON has not. */
    private static List<String> documents(String text) {
        Diagnostics diagnostics = new Diagnostics("text");
        return SyntaxReader.read(
                        new SourceText("text", text.getBytes(StandardCharsets.UTF_8), false),
                        DocumentLimits.DEFAULTS,
                        diagnostics)
                .documents()
                .stream()
                .map(SourceDocument::root)
                .filter(root -> !hasTag(root))
                .map(NodeJson::of)
                .toList();
    }

    private static boolean hasTag(Node node) {
        return node.tag().isPresent()
                || switch (node) {
                    case Node.Scalar _ -> false;
                    case Node.Sequence list ->
                            list.items().stream().anyMatch(DocumentSchemaTest::hasTag);
                    case Node.Mapping mapping ->
                            mapping.entries().stream().anyMatch(e -> hasTag(e.value()));
                };
    }

    private static boolean accepts(Schema schema, String json) {
        return schema.validate(json, InputFormat.JSON).isEmpty();
    }

    @Test
    void everyExampleIsValid() throws IOException {
        List<String> refused = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("../examples"))) {
            for (Path file : files.filter(f -> !f.toString().endsWith(".md")).toList()) {
                String text = Files.readString(file);
                RegisteredDocuments registered = new RegisteredDocuments(Set.of());
                registered.register(text);
                Schema schema = schema(Optional.empty(), registered.extensions());
                documents(text).stream().filter(d -> !accepts(schema, d)).forEach(refused::add);
            }
        }

        assertThat(refused).isEmpty();
    }

    @Test
    @DisplayName("every document of the corpus that registers is valid, and none of a wrong shape")
    void goldenDocumentsAreValidAsFarAsTheyRegister() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Path file : GoldenCasesTest.files()) {
            RegisteredDocuments registered = new RegisteredDocuments(Set.of());
            Schema schema = ANY;
            int known = 0;
            for (Scenario scenario : GoldenCasesTest.scenarios(file)) {
                for (String text : scenario.documents()) {
                    Set<String> errors =
                            registered.register(text).stream()
                                    .filter(Diagnostic::isError)
                                    .map(finding -> finding.code().name())
                                    .collect(Collectors.toSet());
                    if (registered.extensions().size() != known) {
                        known = registered.extensions().size();
                        schema = schema(Optional.empty(), registered.extensions());
                    }
                    compare(schema, text, errors)
                            .ifPresent(what -> wrong.add(file + ":" + scenario.line() + what));
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    private static Optional<String> compare(Schema schema, String text, Set<String> errors) {
        List<String> documents = documents(text);
        List<String> refused = documents.stream().filter(d -> !accepts(schema, d)).toList();
        boolean isShape = !errors.isEmpty() && SHAPE.containsAll(errors);
        if (errors.isEmpty() && !refused.isEmpty()) {
            return Optional.of(
                    " is refused: "
                            + refused
                            + schema.validate(refused.getFirst(), InputFormat.JSON));
        }
        return isShape && refused.isEmpty() && !documents.isEmpty()
                ? Optional.of(" is accepted in spite of " + errors + ": " + documents)
                : Optional.empty();
    }
}
