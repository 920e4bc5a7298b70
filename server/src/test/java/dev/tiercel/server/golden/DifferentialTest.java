package dev.tiercel.server.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.frontend.document.RouteDocument;
import dev.tiercel.ir.Diagnostic;
import dev.tiercel.ir.Program;
import dev.tiercel.runtime.BudgetLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Generated documents give the same answers, errors, steps and effects in every tier.
 *
 * <p>{@code -Ddifferential.programs=200000} makes more of them, {@code -Ddifferential.seed=…}
 * others. A document that fails is written to {@code target/differential}; put into the resources,
 * it is checked in every build.
 */
final class DifferentialTest {
    private static final long PROGRAMS = Long.getLong("differential.programs", 20_000);
    private static final long FIRST_SEED = Long.getLong("differential.seed", 1);
    private static final int SHOWN_MAX = 5;

    /** Of so many programs one is verified after each pass, the others in the end. */
    private static final int VERIFICATION_PERIOD = 8;

    private static final long FUEL = 3_000;
    private static final CaseSettings SETTINGS =
            new CaseSettings(
                    new BudgetLimits(FUEL, 30_000, 64L << 20, 256, 50),
                    CaseSettings.DEFAULTS.now(),
                    Map.of("REGION", "eu"));
    private static final List<CaseRequest> REQUESTS =
            List.of(
                    new CaseRequest(
                            "POST",
                            "/generated/path?q=7&r=1&r=2",
                            Map.of("x-h", "head"),
                            """
                            {"n":3,"d":0.25,"big":9007199254740993,"s":"abc","u":"é😀","t":true,
                             "list":[3,1,2],"words":["b","a","b"],"o":{"a":1,"b":{"c":[1]}},
                             "items":[{"name":"x","price":2.5,"qty":2},{"name":"y","price":4,"qty":1}],
                             "date":"2024-02-29T12:00:00Z","v3":"from body"}
                            """
                                    .strip()),
                    new CaseRequest("POST", "/generated/5", Map.of(), ""));

    @Test
    @DisplayName("generated documents mean the same in every tier")
    void generatedDocumentsMeanTheSameInEveryTier() {
        ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();

        LongStream.range(FIRST_SEED, FIRST_SEED + PROGRAMS)
                .parallel()
                .forEach(seed -> check(seed, failures));

        assertThat(failures.stream().limit(SHOWN_MAX))
                .as("%d of %d programs from seed %d", failures.size(), PROGRAMS, FIRST_SEED)
                .isEmpty();
    }

    @Test
    @DisplayName("documents that once meant different things mean the same in every tier")
    void documentsOfEarlierFailuresMeanTheSameInEveryTier() throws IOException {
        Path folder = GoldenCasesTest.root().resolve("differential");
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                compare(Files.readString(file), true);
            }
        }
    }

    private static void check(long seed, ConcurrentLinkedQueue<String> failures) {
        String document = DocumentMaker.make(seed);
        try {
            compare(document, seed % VERIFICATION_PERIOD == 0);
        } catch (AssertionError | RuntimeException | StackOverflowError e) {
            failures.add("seed " + seed + ": " + e + "\n" + document);
            write(seed, document);
        }
    }

    /** Checks that a document registers and that its runs differ in nothing. */
    private static void compare(String text, boolean verifiesPasses) {
        RegisteredDocuments registered = new RegisteredDocuments(Set.of("REGION"));
        List<Diagnostic> found = registered.register(text);
        assertThat(found.stream().filter(Diagnostic::isError)).as("findings").isEmpty();
        RouteDocument document = registered.newestRoute();
        Program program = registered.compile(document);
        RouteUnderTest route =
                new RouteUnderTest(
                        document, program, TieredProgram.of(program, verifiesPasses), SETTINGS);
        REQUESTS.forEach(route::run);
    }

    private static void write(long seed, String document) {
        try {
            Path folder = Files.createDirectories(Path.of("target", "differential"));
            Files.writeString(folder.resolve(seed + ".json"), document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
