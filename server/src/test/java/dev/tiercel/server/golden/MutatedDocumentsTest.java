package dev.tiercel.server.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.frontend.document.RouteDocument;
import dev.tiercel.ir.Diagnostic;
import dev.tiercel.runtime.BudgetLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Documents of the corpus and generated ones with random damage are refused with findings, or run
 * without a defect. {@code -Dmutation.documents=200000} makes more, {@code -Dmutation.seed=…}
 * others.
 */
final class MutatedDocumentsTest {
    private static final long DOCUMENTS = Long.getLong("mutation.documents", 2_000);
    private static final long FIRST_SEED = Long.getLong("mutation.seed", 1);
    private static final int SHOWN_MAX = 5;
    private static final CaseSettings SETTINGS =
            new CaseSettings(
                    new BudgetLimits(2_000, 30_000, 16L << 20, 256, 50),
                    CaseSettings.DEFAULTS.now(),
                    Map.of());
    private static final List<String> FRAGMENTS =
            List.of(
                    "{{",
                    "}}",
                    "{",
                    "}",
                    "[",
                    "]",
                    "(",
                    ")",
                    "\"",
                    "'",
                    ":",
                    ": ",
                    ",",
                    "- ",
                    "-",
                    "|",
                    "null",
                    "true",
                    "1e999",
                    "0",
                    "-1",
                    "9223372036854775808",
                    "\\",
                    "\\u",
                    "\\ud800",
                    "&a ",
                    "*a",
                    "!!int ",
                    "!Set ",
                    "<<: *a",
                    "#",
                    " ",
                    "\n",
                    "\n  ",
                    "\t",
                    "%",
                    ".",
                    "?",
                    "==",
                    "**",
                    "in",
                    "not",
                    "é",
                    "😀",
                    "\u0000",
                    "\u00a0",
                    "\uFEFF",
                    "set: ",
                    "if",
                    "else",
                    "body",
                    "item",
                    "loop",
                    "value",
                    "var",
                    "tasks",
                    "catch",
                    "retry",
                    "$literal",
                    "x-",
                    "---\n");

    @Test
    @DisplayName("damaged documents are refused with findings, or run without a defect")
    void damagedDocumentsAreRefusedOrRun() throws IOException {
        List<String> corpus = corpus();
        ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();

        LongStream.range(FIRST_SEED, FIRST_SEED + DOCUMENTS)
                .parallel()
                .forEach(seed -> check(seed, corpus, failures));

        assertThat(failures.stream().limit(SHOWN_MAX))
                .as("%d of %d documents from seed %d", failures.size(), DOCUMENTS, FIRST_SEED)
                .isEmpty();
    }

    static List<String> corpus() throws IOException {
        List<String> texts = new ArrayList<>();
        for (Path file : GoldenCasesTest.files()) {
            GoldenCasesTest.scenarios(file).forEach(s -> texts.addAll(s.documents()));
        }
        return texts;
    }

    static void check(long seed, List<String> corpus, ConcurrentLinkedQueue<String> failures) {
        Random random = new Random(seed);
        String text =
                random.nextInt(4) == 0
                        ? DocumentMaker.make(seed)
                        : corpus.get(random.nextInt(corpus.size()));
        String damaged = damage(text, random);
        try {
            registerAndRun(damaged);
        } catch (AssertionError | RuntimeException | StackOverflowError e) {
            failures.add("seed " + seed + ": " + e + "\n" + damaged);
        }
    }

    private static String damage(String text, Random random) {
        StringBuilder damaged = new StringBuilder(text);
        for (int i = 1 + random.nextInt(3); i > 0 && !damaged.isEmpty(); i--) {
            int at = random.nextInt(damaged.length());
            int end = Math.min(damaged.length(), at + 1 + random.nextInt(6));
            switch (random.nextInt(5)) {
                case 0 -> damaged.delete(at, end);
                case 1 -> damaged.insert(at, damaged.substring(at, end));
                case 2 -> damaged.replace(at, end, fragment(random));
                case 3 -> damaged.insert(at, fragment(random));
                default -> {
                    int other = random.nextInt(damaged.length());
                    String moved = damaged.substring(at, end);
                    damaged.delete(at, end).insert(Math.min(other, damaged.length()), moved);
                }
            }
        }
        return damaged.toString();
    }

    private static String fragment(Random random) {
        return FRAGMENTS.get(random.nextInt(FRAGMENTS.size()));
    }

    private static void registerAndRun(String text) {
        RegisteredDocuments registered = new RegisteredDocuments(Set.of());
        List<Diagnostic> found = registered.register(text.getBytes(StandardCharsets.UTF_8));
        if (found.stream().anyMatch(Diagnostic::isError)) {
            assertThat(found)
                    .allSatisfy(finding -> {
                        assertThat(finding.message()).isNotBlank();
                        assertThat(finding.location().line()).isPositive();
                        assertThat(finding.location().column()).isPositive();
                    });
            return;
        }
        for (RouteDocument route : registered.routes()) {
            if (!route.isWebSocket() && route.parameters().isEmpty()) {
                String path = route.path().pattern().replaceAll("[:*{}]+", "");
                new RouteUnderTest(route, registered.compile(route), SETTINGS)
                        .run(new CaseRequest(route.method(), path, Map.of(), "{\"n\":1}"));
            }
        }
    }
}
