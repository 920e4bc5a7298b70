package dev.tiercel.server.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.frontend.document.CanonicalForm;
import dev.tiercel.frontend.document.Document;
import dev.tiercel.frontend.document.DocumentReader;
import dev.tiercel.frontend.document.DocumentSettings;
import dev.tiercel.frontend.format.DocumentFormatter;
import dev.tiercel.frontend.format.JsonPrinter;
import dev.tiercel.frontend.syntax.Diagnostics;
import dev.tiercel.frontend.syntax.DocumentLimits;
import dev.tiercel.frontend.syntax.Format;
import dev.tiercel.frontend.syntax.SourceText;
import dev.tiercel.frontend.syntax.SyntaxReader;
import dev.tiercel.frontend.syntax.SyntaxText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The canonical form of every document of the golden corpus, the examples and the documents that
 * existing users have.
 */
final class CanonicalFormTest {
    private static final DocumentFormatter FORMATTER =
            new DocumentFormatter(DocumentSettings.DEFAULTS);
    private static final int FORMATTED_EVERY = 7;
    private static final SequencedSet<String> texts = new LinkedHashSet<>();

    private static int fileCount;

    @BeforeAll
    static void readTexts() throws IOException {
        for (Path file : GoldenCasesTest.files()) {
            GoldenCasesTest.scenarios(file).forEach(s -> texts.addAll(s.documents()));
        }
        addFiles(Path.of("../examples"));
        addFiles(Path.of(System.getProperty("reference", "../../shared/reference")));
    }

    private static void addFiles(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file :
                        files.filter(f -> f.toString().matches(".*\\.(json|yaml)")).toList()) {
                    fileCount += texts.add(Files.readString(file)) ? 1 : 0;
                }
            }
        }
    }

    @Test
    @DisplayName(
            "ADM-16: the canonical form of a document reads as the same typed document, and is its"
                    + " own canonical form")
    void canonicalFormMeansTheSame() {
        List<String> changed = new ArrayList<>();
        int count = 0;
        for (String text : texts) {
            for (Document document : read(text)) {
                String canonical = JsonPrinter.compact(CanonicalForm.of(document));
                List<Document> again = read(canonical, settings(text));
                count++;
                if (again.size() != 1
                        || !MeaningText.of(again.getFirst()).equals(MeaningText.of(document))
                        || !JsonPrinter.compact(CanonicalForm.of(again.getFirst()))
                                .equals(canonical)) {
                    changed.add(text + "\n→ " + canonical);
                }
            }
        }
        assertThat(changed).isEmpty();
        assertThat(count).isGreaterThan(500);
    }

    @Test
    @DisplayName("CFG-25: fmt keeps the meaning, and changes nothing of its own output")
    void formattingTwiceIsFormattingOnce() {
        List<String> kept = new ArrayList<>();
        List<String> sample = sample();
        for (String text : sample) {
            if (read(text).isEmpty()) {
                continue;
            }
            for (Format format : Format.values()) {
                switch (FORMATTER.formatAs(format, source(text))) {
                    case DocumentFormatter.Result.Formatted(_, String formatted) -> {
                        assertThat(FORMATTER.format(source(formatted)))
                                .as(text)
                                .isEqualTo(
                                        new DocumentFormatter.Result.Formatted(format, formatted));
                        assertThat(read(formatted))
                                .as(formatted)
                                .map(MeaningText::of)
                                .isEqualTo(read(text).stream().map(MeaningText::of).toList());
                    }
                    case DocumentFormatter.Result.Kept(String reason) -> {
                        boolean isExpected =
                                reason.startsWith("anchors")
                                        || (format == Format.JSON && text.contains("#"));
                        if (!isExpected) {
                            kept.add(reason + "\n" + text);
                        }
                    }
                    case DocumentFormatter.Result.Faulty _ -> {}
                }
            }
        }
        assertThat(kept).isEmpty();
    }

    /** Returns every so manyth text, and every file at the end. */
    private static List<String> sample() {
        List<String> all = new ArrayList<>(texts);
        int files = all.size() - fileCount;
        return IntStream.range(0, all.size())
                .filter(i -> i % FORMATTED_EVERY == 0 || i >= files)
                .mapToObj(all::get)
                .toList();
    }

    private static SourceText source(String text) {
        return new SourceText("request", text.getBytes(StandardCharsets.UTF_8), false);
    }

    private static DocumentSettings settings(String text) {
        SyntaxText syntax =
                SyntaxReader.read(
                        source(text), DocumentLimits.DEFAULTS, new Diagnostics("request"));
        return DocumentSettings.DEFAULTS.withExtensionOperations(
                DocumentReader.extensionOperations(syntax));
    }

    private static List<Document> read(String text) {
        return read(text, DocumentSettings.DEFAULTS);
    }

    private static List<Document> read(String text, DocumentSettings settings) {
        Diagnostics diagnostics = new Diagnostics("request");
        List<Document> documents =
                DocumentReader.read(
                        SyntaxReader.read(source(text), settings.limits(), diagnostics),
                        settings,
                        diagnostics);
        return diagnostics.hasErrors() ? List.of() : documents;
    }
}
