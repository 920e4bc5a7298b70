package dev.tiercel.frontend.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.frontend.syntax.Pointer;
import dev.tiercel.frontend.syntax.Position;
import dev.tiercel.ir.Diagnostic;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values and texts with templates (LANG-26 to LANG-31). */
class TemplateTest {
    private static final Position ENTRY = new Position(7, 5);

    @ParameterizedTest(name = "{0}")
    @DisplayName(
            "LANG-29: one template without any other character keeps its type, other text is joined")
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '§',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "{{ n }}→n",
                "{{n}}→n",
                "n={{n}}, m={{m}}→(text \"n=\" n \", m=\" m)",
                "{{ n }} →(text n \" \")",
                " {{ n }}→(text \" \" n)",
                "{{a}}{{b}}→(text a b)",
                "plain→\"plain\"",
                "→\"\"",
                "a}}b→\"a}}b\"",
                "a } b { c→\"a } b { c\"",
                "${n}→\"${n}\"",
                "{{ a }}}→(text a \"}\")",
                "{ {{ a }} }→(text \"{ \" a \" }\")",
                "{{ n + 1 }}→(+ n 1)",
                "{{ {'a': {'b': n}} }}→(object \"a\" (object \"b\" n))",
                "{{{'a': 1}}}→(object \"a\" 1)",
                "{{ [{a: [1]}][0] }}→([] (array (object \"a\" (array 1))) 0)",
                "{{ '}}' }}→\"}}\"",
                "{{ \"}}\" + '\\'}}' }}→(+ \"}}\" \"'}}\")",
                "{{ '{{ x }}' }}→\"{{ x }}\"",
            })
    void readsTemplates(String text, String tree) {
        assertThat(Reading.value(text == null ? "" : text).tree()).isEqualTo(tree);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("LANG-28: a run of backslashes before {{ is halved, an odd one escapes")
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '§',
            value = {
                "\\{{ n }} → \"{{ n }}\"",
                "\\\\{{ n }} → (text \"\\\" n)",
                "\\\\\\{{ n }} → \"\\{{ n }}\"",
                "\\\\\\\\{{ n }} → (text \"\\\\\" n)",
                "a\\b{{ n }} → (text \"a\\b\" n)",
                "a\\\\b\\ {{ n }} → (text \"a\\\\b\\ \" n)",
                "\\{{ {{ n }} → (text \"{{ \" n)",
                "\\{{{{ n }} → (text \"{{\" n)",
                "{{ n }}\\{{ n }} → (text n \"{{ n }}\")",
                "\\{ n } → \"\\{ n }\"",
            })
    void readsEscapes(String text, String tree) {
        assertThat(Reading.value(text).tree()).isEqualTo(tree);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("LANG-26: templates that are unfinished or empty")
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '§',
            value = {
                "a {{ b → TEMPLATE_UNCLOSED @3: `{{` is not closed: write `}}` behind the"
                        + " expression, or `\\{{` for the characters",
                "{{ b } → TEMPLATE_UNCLOSED @1: `{{` is not closed: write `}}` behind the"
                        + " expression, or `\\{{` for the characters",
                "{{ → TEMPLATE_UNCLOSED @1: `{{` is not closed: write `}}` behind the expression,"
                        + " or `\\{{` for the characters",
                "{{ f(a }} → TEMPLATE_UNCLOSED @1: `{{` is not closed: `(` in it is not",
                "{{ [a }} → TEMPLATE_UNCLOSED @1: `{{` is not closed: `[` in it is not",
                "{{ {a: 1 }} → TEMPLATE_UNCLOSED @1: `{{` is not closed: write `}}` behind the"
                        + " expression, or `\\{{` for the characters",
                "{{ user's }} → TEMPLATE_UNCLOSED @1: `{{` is not closed: the string that begins"
                        + " with `'` in it is not",
                "{{a}} and {{b → TEMPLATE_UNCLOSED @11: `{{` is not closed: write `}}` behind the"
                        + " expression, or `\\{{` for the characters",
                "{{}} → EXPRESSION_SYNTAX @3: The expression is empty",
                "a {{ }} b → EXPRESSION_SYNTAX @6: The expression is empty",
            })
    void rejectsUnfinishedTemplates(String text, String finding) {
        assertThat(Reading.value(text).described()).isEqualTo(finding);
    }

    @Test
    void reportsEveryFaultyTemplateOfAText() {
        assertThat(Reading.value("{{ a + }} {{ b }} {{ = }}").described())
                .isEqualTo(
                        """
                        EXPRESSION_SYNTAX @6: The expression ends after `+`
                        EXPRESSION_SYNTAX @22: `=` is no operator; equality is written == -> ==\
                        """);
    }

    @Test
    void keepsScalarsThatAreNoStrings() {
        assertThat(Reading.of(Reading.scalar(5L), ExpressionReader::value).expression())
                .isEqualTo(new Expression.Literal(5L, Reading.START));
        assertThat(Reading.of(nullScalar(), ExpressionReader::value).expression())
                .isEqualTo(new Expression.Literal(null, Reading.START));
        assertThat(Reading.of(Reading.scalar(true), ExpressionReader::expression).expression())
                .isEqualTo(new Expression.Literal(true, Reading.START));
    }

    @Test
    @DisplayName("LANG-30: templates are processed in nested values and in keys")
    void readsNestedValues() {
        Node node =
                mapping(
                        entry("a", Reading.scalar("{{ n }}")),
                        entry("{{ k }}", sequence(Reading.scalar("x{{ m }}"), Reading.scalar(1L))),
                        entry("k-{{ k }}", mapping()));

        Reading reading = Reading.of(node, ExpressionReader::value);

        assertThat(reading.tree())
                .isEqualTo(
                        "(object \"a\" n (text k) (array (text \"x\" m) 1) (text \"k-\" k)"
                                + " (object))");
    }

    @Test
    @DisplayName("LANG-32: a list or mapping in an expression position is a value")
    void readsValuesInExpressionPositions() {
        Node node = sequence(Reading.scalar("a"), Reading.scalar("{{ a }}"));

        Reading reading = Reading.of(node, ExpressionReader::expression);

        assertThat(reading.tree()).isEqualTo("(array \"a\" a)");
    }

    @Test
    @DisplayName("LANG-31: $literal yields its content without template processing")
    void keepsLiteralContent() {
        Node literal =
                mapping(
                        entry(
                                "$literal",
                                mapping(
                                        entry(
                                                "{{ k }}",
                                                sequence(
                                                        Reading.scalar("{{x}}"),
                                                        Reading.scalar("{{"))))));

        Reading reading = Reading.of(mapping(entry("a", literal)), ExpressionReader::value);

        assertThat(reading.tree())
                .isEqualTo("(object \"a\" (object \"{{ k }}\" (array \"{{x}}\" \"{{\")))");
    }

    @Test
    @DisplayName("LANG-31: $literal beside another key is an ordinary key")
    void readsLiteralKeyAmongOthers() {
        Node node =
                mapping(entry("$literal", Reading.scalar("{{x}}")), entry("b", Reading.scalar(1L)));

        Reading reading = Reading.of(node, ExpressionReader::value);

        assertThat(reading.tree()).isEqualTo("(object \"$literal\" x \"b\" 1)");
    }

    @Test
    @DisplayName("LANG-32: a text position always gives a string")
    void readsTexts() {
        assertThat(Reading.of("{{ n }}", ExpressionReader::text).tree()).isEqualTo("(text n)");
        assertThat(Reading.of("a {{ n }}", ExpressionReader::text).tree())
                .isEqualTo("(text \"a \" n)");
        assertThat(Reading.of("a", ExpressionReader::text).tree()).isEqualTo("\"a\"");
        assertThat(Reading.of(Reading.scalar(5L), ExpressionReader::text).tree())
                .isEqualTo("(text 5)");
        assertThat(Reading.of(nullScalar(), ExpressionReader::text).tree())
                .isEqualTo("(text null)");
        assertThat(Reading.of(sequence(), ExpressionReader::text).tree())
                .isEqualTo("(text (array))");
    }

    @Test
    @DisplayName("LANG-32: a key that is one template keeps its type, so that null can be told")
    void readsKeys() {
        assertThat(Reading.of("{{ n }}", ExpressionReader::key).tree()).isEqualTo("n");
        assertThat(Reading.of("a:{{ n }}", ExpressionReader::key).tree())
                .isEqualTo("(text \"a:\" n)");
        assertThat(Reading.of(Reading.scalar(5L), ExpressionReader::key).tree())
                .isEqualTo("(text 5)");
    }

    @Test
    @DisplayName(
            "DOC-50: a fault in the key of a mapping is reported at the key, with the member's pointer")
    void reportsFaultsInKeys() {
        Node node = mapping(entry("{{ a + }}", Reading.scalar(1L)));

        Diagnostic finding = Reading.of(node, ExpressionReader::value).findings().getFirst();

        assertThat(finding.location().line()).isEqualTo(7);
        assertThat(finding.location().column()).isEqualTo(5);
        assertThat(finding.location().pointer()).isEqualTo("/field");
    }

    private static Node.Scalar nullScalar() {
        return new Node.Scalar(
                null, "null", Reading.START, Pointer.ROOT, Optional.empty(), Optional.empty());
    }

    private static Node sequence(Node... items) {
        return new Node.Sequence(List.of(items), ENTRY, Pointer.ROOT, Optional.empty());
    }

    private static Node mapping(Node.Entry... entries) {
        return new Node.Mapping(List.of(entries), ENTRY, Pointer.ROOT, Optional.empty());
    }

    private static Node.Entry entry(String key, Node value) {
        return new Node.Entry(key, ENTRY, value);
    }
}
