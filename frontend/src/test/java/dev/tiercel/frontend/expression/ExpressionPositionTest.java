package dev.tiercel.frontend.expression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Templates within the text of expression positions (LANG-33). */
class ExpressionPositionTest {
    @ParameterizedTest(name = "{0}")
    @DisplayName("LANG-33: a template stands for an expression in brackets")
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '§',
            value = {
                "a > 1 → (> a 1)",
                "{{a}} > 1 → (> a 1)",
                "{{ a > 1 }} → (> a 1)",
                "{{ a + b }} * c → (* (+ a b) c)",
                "{{ a ?? b }}.c → (. (coalesce a b) c)",
                "!{{ a == b }} → (not (== a b))",
                "f({{ a }}, {{ b }}) → (call f a b)",
                "[{{ a }}] → (array a)",
                "{k: {{ a }}} → (object \"k\" a)",
                "{{ items }} | filter('x > 1') → (call filter items \"x > 1\")",
                "delay * 2 → (* delay 2)",
                "{{ {a: {b: 1}} }} → (object \"a\" (object \"b\" 1))",
            })
    void readsTemplatesAsOperands(String text, String tree) {
        assertThat(Reading.expression(text).tree()).isEqualTo(tree);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("LANG-33: a string literal of the outer text with a template is interpolated")
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '§',
            value = {
                "'{{a}}-x' == b → (== (text a \"-x\") b)",
                "'{{a}}' == b → (== (text a) b)",
                "\"{{a}}{{b}}\" → (text a b)",
                "'it\\'s {{ a }}\\t!' → (text \"it's \" a \"\t!\")",
                "'{{ f('x', \"y\") }}!' → (text (call f \"x\" \"y\") \"!\")",
                "'{{ '}}' }}' → (text \"}}\")",
                "{'{{ k }}': 1} → (object (text k) 1)",
                "'\\{{a}}' → \"{{a}}\"",
                "'\\\\{{a}}' → (text \"\\\" a)",
                "'a } b' → \"a } b\"",
                "'{' + a → (+ \"{\" a)",
            })
    void interpolatesStringLiterals(String text, String tree) {
        assertThat(Reading.expression(text).tree()).isEqualTo(tree);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("LANG-33: inside a template, string literals are not scanned for templates")
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '§',
            value = {
                "{{ '{{a}}' }} → \"{{a}}\"",
                "{{ '{{' == b }} → (== \"{{\" b)",
                "x == {{ '{{a}}-x' }} → (== x \"{{a}}-x\")",
            })
    void keepsStringLiteralsInsideTemplates(String text, String tree) {
        assertThat(Reading.expression(text).tree()).isEqualTo(tree);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("LANG-26, LANG-33: faults of templates in expression positions")
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '§',
            value = {
                "{{ a > 1 → TEMPLATE_UNCLOSED @1: `{{` is not closed: write `}}` behind the"
                        + " expression, or `\\{{` for the characters",
                "a == '{{' → TEMPLATE_UNCLOSED @7: `{{` is not closed: the string that begins with"
                        + " `'` in it is not",
                "{{ }} → EXPRESSION_SYNTAX @4: The expression is empty",
                "a == {{ b + }} → EXPRESSION_SYNTAX @11: The expression ends after `+`",
                "'{{ b + }}' → EXPRESSION_SYNTAX @7: The expression ends after `+`",
                "{{ '\\{{a}}' }} → EXPRESSION_SYNTAX @5: Unknown escape `\\{`; a backslash is"
                        + " written `\\\\` -> \\\\{",
            })
    void reportsFaults(String text, String finding) {
        assertThat(Reading.expression(text).described()).isEqualTo(finding);
    }
}
