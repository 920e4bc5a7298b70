package dev.tiercel.frontend.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a misspelt name most likely means. */
final class NearestNameTest {
    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource({
        "retrun, return",
        "retur, return",
        "rretturn, return",
        "lgo, log",
        "ouput_vra, output_var",
        "outp_vra, output_var",
        "conditional, condition"
    })
    @DisplayName("DOC-51: two edits, or three of a name of eight characters and more")
    void nearNamesAreFound(String name, String expected) {
        assertThat(find(name)).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({"rtrnn", "outpvr", "conditionally", "xyz"})
    @DisplayName("DOC-51: names that are further away are not suggested")
    void farNamesAreNotFound(String name) {
        assertThat(find(name)).isEmpty();
    }

    @Test
    @DisplayName("DOC-51: exchanged neighbours are one edit")
    void exchangesCountOnce() {
        assertThat(NearestName.distance("retrun", "return")).isEqualTo(1);
        assertThat(NearestName.distance("abcd", "badc")).isEqualTo(2);
        assertThat(NearestName.distance("", "abc")).isEqualTo(3);
    }

    private static Optional<String> find(String name) {
        return NearestName.find(name, List.of("return", "log", "output_var", "condition"));
    }
}
