package dev.tiercel.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.runtime.function.SearchFunctions;
import dev.tiercel.runtime.function.TextFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The search for text in text, also where it occurs nearly everywhere. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TextSearchTest {
    /** Comparing at every character would take 10^12 steps. */
    private static final String REPEATED = "a".repeat(2_000_000);

    private static final String NEARLY = "a".repeat(1_000_000) + "b";
    private static final String PART = "a".repeat(1_000_000);

    private final ExecutionContext context = Fixture.context();

    @Test
    void textThatNearlyOccursEverywhereIsNotFoundInShortTime() {
        assertThat(Comparisons.in(context, NEARLY, REPEATED)).isFalse();
        assertThat(SearchFunctions.contains(context, REPEATED, NEARLY)).isEqualTo(false);
        assertThat(SearchFunctions.indexOf(context, REPEATED, NEARLY)).isEqualTo(-1L);
        assertThat(TextFunctions.replace(context, REPEATED, NEARLY, "")).isEqualTo(REPEATED);
        assertThat(TextFunctions.split(context, REPEATED, NEARLY))
                .isInstanceOfSatisfying(
                        ArrayValue.class, parts -> assertThat(parts.size()).isOne());
    }

    @Test
    void longTextIsFoundWhereItEnds() {
        String text = REPEATED + NEARLY + "c";

        assertThat(SearchFunctions.indexOf(context, text, NEARLY)).isEqualTo(2_000_000L);
        assertThat(TextFunctions.replace(context, text, NEARLY, "x")).isEqualTo(REPEATED + "xc");
    }

    @Test
    void longOccurrencesDoNotOverlap() {
        assertThat(TextFunctions.replace(context, REPEATED + "a", PART, "x")).isEqualTo("xxa");
        assertThat(TextFunctions.split(context, REPEATED + "a", PART))
                .isInstanceOfSatisfying(
                        ArrayValue.class,
                        parts -> {
                            assertThat(parts.size()).isEqualTo(3);
                            assertThat(parts.get(2)).isEqualTo("a");
                        });
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void findsWhatTheSearchOfTheJdkFinds(long seed) {
        Random random = new Random(seed);
        String text = letters(random, 60_000);
        int start = random.nextInt(30_000);
        String sought = text.substring(start, start + 17 + random.nextInt(40));

        TextSearch search = TextSearch.of(text, sought);
        List<Integer> found = new ArrayList<>();
        for (int at = search.next(0); at >= 0; at = search.next(at + 1)) {
            found.add(at);
        }

        List<Integer> expected = new ArrayList<>();
        for (int at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + 1)) {
            expected.add(at);
        }
        assertThat(found).isNotEmpty().isEqualTo(expected);
    }

    /** Returns text in which longer parts come back, of letters of which one is frequent. */
    private static String letters(Random random, int length) {
        StringBuilder letters = new StringBuilder();
        while (letters.length() < length) {
            if (letters.length() > 100 && random.nextInt(20) == 0) {
                int start = random.nextInt(letters.length() - 60);
                letters.append(letters, start, start + 60);
            } else {
                letters.append("aaab".charAt(random.nextInt(4)));
            }
        }
        return letters.toString();
    }
}
