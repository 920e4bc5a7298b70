package dev.tiercel.frontend.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.ir.Diagnostic;
import dev.tiercel.ir.DiagnosticCode;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts of value positions that are meant to be computed (LANG-36). */
class LooksLikeArithmeticTest {
    @ParameterizedTest(name = "{0}")
    @DisplayName("LANG-36: templates with numbers and a spaced operator between or around them")
    @CsvSource(
            delimiter = '→',
            value = {
                "{{n}} + 1 → {{ n + 1 }}",
                "{{ a }} * {{ b }} → {{ a * b }}",
                "({{a}} + {{b}}) * 2 → {{ (a + b) * 2 }}",
                "{{ a + 1 }} * 2 → {{ (a + 1) * 2 }}",
                "2 ** {{ n }} → {{ 2 ** n }}",
                "{{ a }} % 1.5 → {{ a % 1.5 }}",
            })
    void warnsWithTheTemplateThatComputes(String text, String suggestion) {
        Reading reading = Reading.value(text);

        Diagnostic finding = reading.findings().getFirst();
        assertThat(reading.findings()).hasSize(1);
        assertThat(finding.code()).isEqualTo(DiagnosticCode.LOOKS_LIKE_ARITHMETIC);
        assertThat(finding.suggestion()).contains(suggestion);
        assertThat(finding.message()).isEqualTo("`" + text + "` is text; write " + suggestion);
        assertThat(finding.location().column()).isEqualTo(1);
        assertThat(finding.location().pointer()).isEqualTo("/field");
    }

    @Test
    void warnsWithoutSuggestionIfTheTextIsNoExpression() {
        assertThat(Reading.value("{{ a }} - ").described())
                .isEqualTo("LOOKS_LIKE_ARITHMETIC @1: `{{ a }} -` is text");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{n}}+1",
                "{{n}} +1",
                "{{n}} + 1 Euro",
                "{{a}}-{{b}}",
                "{{a}} {{b}}",
                "{{a}}",
                "{{ a + 1 }}",
                "1 + 1",
                "a + b",
                "{{a}}, {{b}} + 1",
                "\\{{n}} + 1",
                "{{a}}: 1 + 1",
                "n = {{n}} + 1",
            })
    void staysSilentAboutOtherTexts(String text) {
        assertThat(Reading.value(text).findings()).isEmpty();
    }

    @Test
    @DisplayName("LANG-36: only value positions are texts that are never computed")
    void staysSilentInOtherPositions() {
        assertThat(Reading.of("{{n}} + 1", ExpressionReader::text).findings()).isEmpty();
        assertThat(Reading.of("{{n}} + 1", ExpressionReader::key).findings()).isEmpty();
        assertThat(Reading.of("{{n}} + 1", ExpressionReader::expression).findings()).isEmpty();
    }

    @Test
    @DisplayName(
            "LOOKS_LIKE_ARITHMETIC: name op name and name op number, where every name is assigned")
    void recognisesNamesThatAreAssigned() {
        Set<String> assigned = Set.of("price", "qty");

        assertThat(LooksLikeArithmetic.isOfNames("price * qty", assigned)).isTrue();
        assertThat(LooksLikeArithmetic.isOfNames("price + 1.5", assigned)).isTrue();
        assertThat(LooksLikeArithmetic.isOfNames("price ** 2", assigned)).isTrue();
        assertThat(LooksLikeArithmetic.isOfNames("price*qty", assigned)).isFalse();
        assertThat(LooksLikeArithmetic.isOfNames("price - other", assigned)).isFalse();
        assertThat(LooksLikeArithmetic.isOfNames("2 * price", assigned)).isFalse();
        assertThat(LooksLikeArithmetic.isOfNames("price * qty * 2", assigned)).isFalse();
        assertThat(LooksLikeArithmetic.isOfNames("price / qty!", assigned)).isFalse();
    }
}
