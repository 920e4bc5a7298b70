package dev.tiercel.frontend.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.frontend.syntax.Diagnostics;
import dev.tiercel.frontend.syntax.DocumentLimits;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.frontend.syntax.Pointer;
import dev.tiercel.frontend.syntax.Position;
import dev.tiercel.ir.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Positions of the parts of expressions (DOC-50). */
class PositionTest {
    private static final Pointer POINTER = Pointer.ROOT.member("logic").element(2).member("set");
    private static final Position SCALAR = new Position(4, 10);
    private static final Position CONTENT = new Position(4, 11);

    private static Node.Scalar quoted(String text) {
        return new Node.Scalar(text, text, SCALAR, POINTER, Optional.empty(), Optional.of(CONTENT));
    }

    private static Node.Scalar multiLine(String text) {
        return new Node.Scalar(text, text, SCALAR, POINTER, Optional.empty(), Optional.empty());
    }

    private static List<Integer> columns(Expression expression) {
        List<Integer> columns = new ArrayList<>();
        ExpressionWalk.forEach(expression, part -> columns.add(part.position().column()));
        return columns;
    }

    @Test
    @DisplayName("DOC-50: a part of an expression stands where its token does")
    void placesPartsAtTheirTokens() {
        //                                columns: 11       20        30        40
        Reading reading =
                Reading.of(quoted("{{ a.b[1] + f(-x) ?? {k: [y]} }}"), ExpressionReader::value);

        assertThat(reading.tree())
                .isEqualTo(
                        "(coalesce (+ ([] (. a b) 1) (call f (neg x))) (object \"k\" (array y)))");
        assertThat(columns(reading.expression()))
                .containsExactly(29, 21, 17, 16, 14, 18, 23, 25, 26, 32, 33, 36, 37);
    }

    @Test
    @DisplayName("DOC-50: columns count code points")
    void countsCodePoints() {
        Reading reading = Reading.of(quoted("😀{{ '😀' + x }}"), ExpressionReader::value);

        assertThat(reading.tree()).isEqualTo("(text \"😀\" (+ \"😀\" x))");
        assertThat(columns(reading.expression())).containsExactly(10, 10, 19, 15, 21);
    }

    @Test
    @DisplayName("DOC-50: of a scalar with escapes or several lines only its own position is known")
    void fallsBackToTheScalar() {
        Reading reading = Reading.of(multiLine("{{ a +\n b }}"), ExpressionReader::value);

        assertThat(columns(reading.expression())).containsExactly(10, 10, 10);
        assertThat(reading.expression().position()).isEqualTo(SCALAR);
    }

    @Test
    @DisplayName("DOC-50: a fault has the position of its token and the pointer of its scalar")
    void reportsFaultsAtTheirToken() {
        Diagnostic exact =
                Reading.of(quoted("a && b = c"), ExpressionReader::expression)
                        .findings()
                        .getFirst();
        Diagnostic whole =
                Reading.of(multiLine("a\n= c"), ExpressionReader::expression).findings().getFirst();

        assertThat(exact.location())
                .isEqualTo(new Diagnostic.Location("test.yaml", 4, 18, "/logic/2/set"));
        assertThat(whole.location())
                .isEqualTo(new Diagnostic.Location("test.yaml", 4, 10, "/logic/2/set"));
    }

    @Test
    @DisplayName("LANG-56: a predicate has positions of its own if its literal has no escapes")
    void placesPartsOfPredicates() {
        Expression.Literal plain =
                predicate(Reading.of(quoted("filter(a, 'x > y')"), ExpressionReader::expression));
        Expression.Literal escaped =
                predicate(
                        Reading.of(
                                quoted("filter(a, 'x > \\'y\\'')"), ExpressionReader::expression));
        Expression.Literal ofLines =
                predicate(
                        Reading.of(
                                multiLine("filter(a,\n 'x > y')"), ExpressionReader::expression));

        assertThat(plain.contentPosition()).contains(new Position(4, 22));
        assertThat(columns(body(plain))).containsExactly(24, 22, 26);
        assertThat(columns(body(escaped))).containsExactly(21, 21, 21);
        assertThat(columns(body(ofLines))).containsExactly(10, 10, 10);
    }

    @Test
    @DisplayName("LANG-56: a predicate is an expression without templates")
    void reportsFaultsOfPredicates() {
        var diagnostics = new Diagnostics("test.yaml");
        var reader = new ExpressionReader(diagnostics, DocumentLimits.DEFAULTS);
        var literal = new Expression.Literal("x >", SCALAR, Optional.of(CONTENT));

        Expression body = reader.predicate(literal, POINTER);

        assertThat(body).isEqualTo(new Expression.Literal(null, SCALAR));
        assertThat(diagnostics.sorted())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.location().column()).isEqualTo(13);
                    assertThat(finding.location().pointer()).isEqualTo("/logic/2/set");
                });
    }

    @Test
    void triesPredicatesWithoutFindings() {
        var diagnostics = new Diagnostics("test.yaml");
        var reader = new ExpressionReader(diagnostics, DocumentLimits.DEFAULTS);

        assertThat(reader.predicateIfParses(new Expression.Literal("x * 2", SCALAR))).isPresent();
        assertThat(reader.predicateIfParses(new Expression.Literal("two words", SCALAR))).isEmpty();
        assertThat(diagnostics.sorted()).isEmpty();
    }

    private static Expression.Literal predicate(Reading reading) {
        assertThat(reading.findings()).isEmpty();
        return (Expression.Literal) ((Expression.Call) reading.expression()).arguments().getLast();
    }

    private static Expression body(Expression.Literal literal) {
        var reader = new ExpressionReader(new Diagnostics("test.yaml"), DocumentLimits.DEFAULTS);
        return reader.predicate(literal, POINTER);
    }
}
