package dev.tiercel.server.cli;

import dev.tiercel.frontend.document.Document;
import dev.tiercel.frontend.document.DocumentKind;
import dev.tiercel.frontend.document.DocumentSchema;
import dev.tiercel.frontend.document.ExtensionDocument;
import dev.tiercel.server.assembly.IsolatedServer;
import dev.tiercel.server.route.Registered;
import dev.tiercel.server.text.JsonText;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;

/** {@code tiercel schema}: prints the JSON Schema of documents, for editors. */
@CommandLine.Command(
        name = "schema",
        description = "Prints the JSON Schema of documents.",
        mixinStandardHelpOptions = true)
final class SchemaCommand extends Subcommand {
    @CommandLine.Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "<kind>",
            defaultValue = "any",
            description = "route, function, extension or any.")
    private Kind kind = Kind.ANY;

    @CommandLine.Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "<file|dir>",
            description = "Documents whose extensions the schema knows.")
    private List<Path> arguments = List.of();

    private SchemaCommand() {}

    /** What the schema describes. */
    enum Kind {
        ROUTE(Optional.of(DocumentKind.ROUTE)),
        FUNCTION(Optional.of(DocumentKind.FUNCTION)),
        EXTENSION(Optional.of(DocumentKind.EXTENSION)),
        ANY(Optional.empty());

        private final Optional<DocumentKind> document;

        Kind(Optional<DocumentKind> document) {
            this.document = document;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    int run() {
        if (arguments.isEmpty()) {
            print(List.of());
            return 0;
        }
        try (ServedDocuments served =
                ServedDocuments.start(
                        options(), Map.of(), IsolatedServer.Isolation.COMPLETE, arguments)) {
            if (refuses(served)) {
                return FAILED;
            }
            print(
                    served.server().registry().current().documents(DocumentKind.EXTENSION).stream()
                            .flatMap(SchemaCommand::extension)
                            .toList());
            return 0;
        }
    }

    private static Stream<ExtensionDocument> extension(Registered registered) {
        Optional<Document> document = registered.document();
        return document.stream()
                .filter(ExtensionDocument.class::isInstance)
                .map(ExtensionDocument.class::cast);
    }

    private void print(List<ExtensionDocument> extensions) {
        Map<String, Object> schema = DocumentSchema.ofTexts(kind.document, extensions);
        out().println(JsonText.indentedObject(json -> schema.forEach(json::data)));
    }
}
