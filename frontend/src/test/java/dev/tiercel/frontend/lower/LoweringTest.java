package dev.tiercel.frontend.lower;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.frontend.Registration;
import dev.tiercel.ir.text.IrParser;
import dev.tiercel.ir.text.IrPrinter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The verified IR of small documents. Each case is a file: comments, the steps of a route {@code
 * POST /t/:id} or whole documents, a line of hyphens, and the program as text.
 *
 * <p>{@code -Dtiercel.accept=true} writes the programs as they are into the cases, to be reviewed
 * before they are committed.
 */
class LoweringTest {
    private static final Path CASES = Path.of("src/test/resources/lower");
    private static final String SEPARATOR = "----\n";
    private static final String ACCEPT = "tiercel.accept";

    @TestFactory
    Stream<DynamicTest> lowersToTheProgramOfTheCase() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            return files.sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(name(file), () -> check(file)));
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName()).replace(".case", "");
    }

    private static void check(Path file) throws IOException {
        String content = Files.readString(file);
        int separator = content.indexOf("\n" + SEPARATOR) + 1;
        String source = separator == 0 ? content : content.substring(0, separator);
        String expected = content.substring(source.length()).replaceFirst(SEPARATOR, "");

        var program = Registration.of(document(source)).program();

        String text = IrPrinter.print(program);
        if (Boolean.getBoolean(ACCEPT)) {
            write(file, source + SEPARATOR + text);
            return;
        }
        assertThat(text)
                .as("accept with: mvn -pl frontend -Dtest=LoweringTest -D%s=true test", ACCEPT)
                .isEqualTo(expected);
        assertThat(IrPrinter.print(IrParser.parse(text))).isEqualTo(text);
    }

    private static String document(String source) {
        boolean areSteps =
                source.lines()
                        .filter(line -> !line.startsWith("#"))
                        .findFirst()
                        .orElse("")
                        .startsWith("- ");
        return areSteps
                ? "name: t\npath: /t/:id\nmethod: POST\nlogic:\n" + source.indent(2)
                : source;
    }

    private static void write(Path file, String content) {
        try {
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
