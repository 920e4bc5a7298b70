package dev.tiercel.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.frontend.syntax.SourceText;
import dev.tiercel.ir.Diagnostic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the text, the front end answers with findings and never fails: what has no error lowers
 * to IR that verifies. The texts are documents with random mutations; a seed always makes the same
 * texts. {@code -Dtiercel.fuzz.seeds=n} runs more of them.
 */
class MutationFuzzTest {
    private static final int TEXTS_PER_SEED = 100;
    private static final int MUTATIONS_MAX = 4;
    private static final int LENGTH_MAX = 20_000;
    private static final String[] PIECES = {
        "{{",
        "}}",
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "\"",
        "'",
        "\n",
        "\n  ",
        " ",
        "- ",
        "\\",
        "*a",
        "&a ",
        "<<: ",
        "!Set ",
        "!!int ",
        "null",
        "true",
        "-1",
        "1e999",
        "0.5",
        "999999999999999999999",
        "set",
        "if",
        "then",
        "return",
        "try",
        "catch",
        "finally",
        "loop",
        "break",
        "continue",
        "parallel",
        "tasks",
        "for_each",
        "call_function",
        "define_function",
        "name",
        "body",
        "value",
        "retry",
        "while",
        "item",
        "loop.index",
        "error",
        "result",
        "a | map('x')",
        "x ? y : z",
        "??",
        "--- ",
        "%",
        "# ",
        "é",
        "😀",
        "\u0000",
        "\t",
        "|",
        ">",
        "args",
        "switch",
        "cases",
        "as",
        "race"
    };

    private static List<String> corpus = List.of();

    @BeforeAll
    static void readCorpus() throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files =
                Stream.of("src/test/resources/lower", "../examples")
                        .flatMap(MutationFuzzTest::list)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String text = Files.readString(file).replaceFirst("(?s)\n----\n.*", "\n");
                boolean areSteps = text.contains("\n- ") && !text.contains("\nname:");
                texts.add(
                        areSteps
                                ? "name: t\npath: /t/:id\nmethod: POST\nlogic:\n" + text.indent(2)
                                : text);
            }
        }
        corpus = List.copyOf(texts);
    }

    private static Stream<Path> list(String folder) {
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static IntStream seeds() {
        return IntStream.range(0, Integer.getInteger("tiercel.fuzz.seeds", 30));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName("GEN-3, DOC-50: every text is answered with findings or registers")
    void answersEveryText(int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < TEXTS_PER_SEED; i++) {
            byte[] text = mutated(random);
            check(text, "seed " + seed + ", text " + i);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName("Random steps are answered with findings or lower to IR that verifies")
    void answersRandomSteps(int seed) {
        RandomSteps steps = new RandomSteps(new Random(seed));
        for (int i = 0; i < TEXTS_PER_SEED; i++) {
            byte[] text = steps.route().getBytes(StandardCharsets.UTF_8);
            check(text, "seed " + seed + ", route " + i);
        }
    }

    private static void check(byte[] text, String what) {
        String shown = what + ":\n" + new String(text, StandardCharsets.UTF_8);
        try {
            Registration registration = Registration.of(new SourceText("fuzz.yaml", text, true));
            for (Diagnostic finding : registration.findings()) {
                assertThat(finding.message()).as(shown).isNotBlank();
                assertThat(finding.location().line()).as(shown).isPositive();
                assertThat(finding.location().column()).as(shown).isPositive();
            }
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError(shown, e);
        }
    }

    private static byte[] mutated(Random random) {
        StringBuilder text = new StringBuilder(corpus.get(random.nextInt(corpus.size())));
        int mutations = 1 + random.nextInt(MUTATIONS_MAX);
        for (int i = 0; i < mutations && text.length() < LENGTH_MAX; i++) {
            mutate(text, random);
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(50) == 0 && bytes.length > 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }

    private static void mutate(StringBuilder text, Random random) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + random.nextInt(12));
        switch (random.nextInt(8)) {
            case 0 -> text.delete(from, to);
            case 1 -> text.insert(from, PIECES[random.nextInt(PIECES.length)]);
            case 2 -> text.replace(from, to, PIECES[random.nextInt(PIECES.length)]);
            case 3 -> replaceWord(text, from, PIECES[random.nextInt(PIECES.length)]);
            case 4 -> replaceWord(text, from, anyWord(random));
            case 5 -> copyLines(text, random);
            case 6 -> deleteLine(text, random);
            default -> replaceLine(text, random);
        }
    }

    /**
     * Returns a word of any document, so that names and fields meet that do not belong together.
     */
    private static String anyWord(Random random) {
        String[] words = corpus.get(random.nextInt(corpus.size())).split("[^A-Za-z_]+");
        return words.length == 0 ? "x" : words[random.nextInt(words.length)];
    }

    private static void replaceWord(StringBuilder text, int near, String replacement) {
        int start = near;
        while (start < text.length() && !Character.isLetter(text.charAt(start))) {
            start++;
        }
        int end = start;
        while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        text.replace(start, end, replacement);
    }

    private static void copyLines(StringBuilder text, Random random) {
        List<String> lines = lines(text);
        int from = random.nextInt(lines.size());
        int to = Math.min(lines.size(), from + 1 + random.nextInt(4));
        lines.addAll(random.nextInt(lines.size()), List.copyOf(lines.subList(from, to)));
        setLines(text, lines);
    }

    private static void deleteLine(StringBuilder text, Random random) {
        List<String> lines = lines(text);
        lines.remove(random.nextInt(lines.size()));
        setLines(text, lines);
    }

    private static void replaceLine(StringBuilder text, Random random) {
        List<String> lines = lines(text);
        List<String> others = lines(new StringBuilder(corpus.get(random.nextInt(corpus.size()))));
        lines.set(random.nextInt(lines.size()), others.get(random.nextInt(others.size())));
        setLines(text, lines);
    }

    private static List<String> lines(StringBuilder text) {
        return new ArrayList<>(List.of(text.toString().split("\n", -1)));
    }

    private static void setLines(StringBuilder text, List<String> lines) {
        text.setLength(0);
        text.append(String.join("\n", lines));
    }
}
