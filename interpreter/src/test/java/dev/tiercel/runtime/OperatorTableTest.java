package dev.tiercel.runtime;

import static dev.tiercel.runtime.Fixture.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * LANG-43, LANG-44, LANG-47, LANG-50: every operator with every pair of types; E stands for
 * TYPE_ERROR.
 */
final class OperatorTableTest {
    private static final String HEADINGS = "N B I D S# S~ A O Y";

    private static final Map<String, String> OPERANDS =
            Map.of(
                    "N",
                    "null",
                    "B",
                    "true",
                    "I",
                    "6",
                    "D",
                    "1.5",
                    "S#",
                    "'2'",
                    "S~",
                    "'a'",
                    "A",
                    "[1]",
                    "O",
                    "{\"k\":1}",
                    "Y",
                    "<AQI=>");

    private static final String ADD =
            """
            E       E       E    E      'null2'    'nulla'    E      E          E
            E       E       E    E      'true2'    'truea'    E      E          E
            E       E       12   7.5    8          '6a'       E      E          E
            E       E       7.5  3.0    3.5        '1.5a'     E      E          E
            '2null' '2true' 8    3.5    '22'       '2a'       '2[1]' '2{"k":1}' '2AQI='
            'anull' 'atrue' 'a6' 'a1.5' 'a2'       'aa'       'a[1]' 'a{"k":1}' 'aAQI='
            E       E       E    E      '[1]2'     '[1]a'     [1,1]  E          E
            E       E       E    E      '{"k":1}2' '{"k":1}a' E      E          E
            E       E       E    E      'AQI=2'    'AQI=a'    E      E          E
            """;

    private static final String SUBTRACT =
            """
            E E E    E   E    E E E E
            E E E    E   E    E E E E
            E E 0    4.5 4    E E E E
            E E -4.5 0.0 -0.5 E E E E
            E E -4   0.5 0    E E E E
            E E E    E   E    E E E E
            E E E    E   E    E E E E
            E E E    E   E    E E E E
            E E E    E   E    E E E E
            """;

    private static final String MULTIPLY =
            """
            E E E   E    E   E E E E
            E E E   E    E   E E E E
            E E 36  9.0  12  E E E E
            E E 9.0 2.25 3.0 E E E E
            E E 12  3.0  4   E E E E
            E E E   E    E   E E E E
            E E E   E    E   E E E E
            E E E   E    E   E E E E
            E E E   E    E   E E E E
            """;

    private static final String DIVIDE =
            """
            E E E                  E                  E    E E E E
            E E E                  E                  E    E E E E
            E E 1.0                4.0                3.0  E E E E
            E E 0.25               1.0                0.75 E E E E
            E E 0.3333333333333333 1.3333333333333333 1.0  E E E E
            E E E                  E                  E    E E E E
            E E E                  E                  E    E E E E
            E E E                  E                  E    E E E E
            E E E                  E                  E    E E E E
            """;

    private static final String REMAINDER =
            """
            E E E   E   E   E E E E
            E E E   E   E   E E E E
            E E 0   0.0 0   E E E E
            E E 1.5 0.0 1.5 E E E E
            E E 2   0.5 0   E E E E
            E E E   E   E   E E E E
            E E E   E   E   E E E E
            E E E   E   E   E E E E
            E E E   E   E   E E E E
            """;

    private static final String POWER =
            """
            E E E         E                  E    E E E E
            E E E         E                  E    E E E E
            E E 46656     14.696938456699069 36   E E E E
            E E 11.390625 1.8371173070873836 2.25 E E E E
            E E 64        2.82842712474619   4    E E E E
            E E E         E                  E    E E E E
            E E E         E                  E    E E E E
            E E E         E                  E    E E E E
            E E E         E                  E    E E E E
            """;

    private static final String LESS =
            """
            E E E     E     E     E     E E E
            E E E     E     E     E     E E E
            E E false false false E     E E E
            E E true  false true  E     E E E
            E E true  false false true  E E E
            E E E     E     false false E E E
            E E E     E     E     E     E E E
            E E E     E     E     E     E E E
            E E E     E     E     E     E E E
            """;

    private static final String LESS_OR_EQUAL =
            """
            E E E    E     E     E    E E E
            E E E    E     E     E    E E E
            E E true false false E    E E E
            E E true true  true  E    E E E
            E E true false true  true E E E
            E E E    E     false true E E E
            E E E    E     E     E    E E E
            E E E    E     E     E    E E E
            E E E    E     E     E    E E E
            """;

    private static final String GREATER =
            """
            E E E     E     E     E     E E E
            E E E     E     E     E     E E E
            E E false true  true  E     E E E
            E E false false false E     E E E
            E E false true  false false E E E
            E E E     E     true  false E E E
            E E E     E     E     E     E E E
            E E E     E     E     E     E E E
            E E E     E     E     E     E E E
            """;

    private static final String GREATER_OR_EQUAL =
            """
            E E E     E    E     E     E E E
            E E E     E    E     E     E E E
            E E true  true true  E     E E E
            E E false true false E     E E E
            E E false true true  false E E E
            E E E     E    true  true  E E E
            E E E     E    E     E     E E E
            E E E     E    E     E     E E E
            E E E     E    E     E     E E E
            """;

    private static final String EQUAL =
            """
            true  false false false false false false false false
            false true  false false false false false false false
            false false true  false false false false false false
            false false false true  false false false false false
            false false false false true  false false false false
            false false false false false true  false false false
            false false false false false false true  false false
            false false false false false false false true  false
            false false false false false false false false true
            """;

    private static final String NOT_EQUAL =
            """
            false true  true  true  true  true  true  true  true
            true  false true  true  true  true  true  true  true
            true  true  false true  true  true  true  true  true
            true  true  true  false true  true  true  true  true
            true  true  true  true  false true  true  true  true
            true  true  true  true  true  false true  true  true
            true  true  true  true  true  true  false true  true
            true  true  true  true  true  true  true  false true
            true  true  true  true  true  true  true  true  false
            """;

    private static final String IN =
            """
            false E E E false false false false E
            false E E E false false false false E
            false E E E false false false false E
            false E E E false false false false E
            false E E E true  false false false E
            false E E E false true  false false E
            false E E E false false false false E
            false E E E false false false false E
            false E E E false false false false E
            """;

    private static final String NOT_IN =
            """
            true E E E true  true  true true E
            true E E E true  true  true true E
            true E E E true  true  true true E
            true E E E true  true  true true E
            true E E E false true  true true E
            true E E E true  false true true E
            true E E E true  true  true true E
            true E E E true  true  true true E
            true E E E true  true  true true E
            """;

    /** An operator in the form for operands of any type. */
    interface Operator {
        @Nullable Object apply(
                ExecutionContext context, @Nullable Object left, @Nullable Object right);
    }

    /** One cell of a table. */
    record Cell(String symbol, String left, String right, String expected, Operator operator) {
        @Override
        public String toString() {
            return left + " " + symbol + " " + right + " gives " + expected;
        }
    }

    static Stream<Cell> cells() {
        return Stream.of(
                        table("+", ADD, Arithmetic::add),
                        table("-", SUBTRACT, Arithmetic::subtract),
                        table("*", MULTIPLY, Arithmetic::multiply),
                        table("/", DIVIDE, Arithmetic::divide),
                        table("%", REMAINDER, Arithmetic::remainder),
                        table("**", POWER, Arithmetic::power),
                        table("<", LESS, Comparisons::less),
                        table("<=", LESS_OR_EQUAL, Comparisons::lessOrEqual),
                        table(">", GREATER, Comparisons::greater),
                        table(">=", GREATER_OR_EQUAL, Comparisons::greaterOrEqual),
                        table("==", EQUAL, Comparisons::equal),
                        table("!=", NOT_EQUAL, Comparisons::notEqual),
                        table("===", EQUAL, Comparisons::strictEqual),
                        table("!==", NOT_EQUAL, Comparisons::strictNotEqual),
                        table("in", IN, Comparisons::in),
                        table("not in", NOT_IN, Comparisons::notIn))
                .flatMap(List::stream);
    }

    private static List<Cell> table(String symbol, String rows, Operator operator) {
        String[] types = HEADINGS.split(" ");
        String[] lines = rows.strip().split("\n");
        List<Cell> cells = new ArrayList<>();
        for (int row = 0; row < types.length; row++) {
            String[] results = lines[row].strip().split(" +");
            for (int column = 0; column < types.length; column++) {
                cells.add(new Cell(symbol, types[row], types[column], results[column], operator));
            }
        }
        return cells;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void operatorGivesWhatItsTableSays(Cell cell) {
        Object left = value(operand(cell.left()));
        Object right = value(operand(cell.right()));
        Operator operator = cell.operator();
        ExecutionContext context = Fixture.context();

        if (cell.expected().equals("E")) {
            LogicError error =
                    catchThrowableOfType(
                            LogicError.class, () -> operator.apply(context, left, right));
            assertThat(error.code()).isEqualTo("TYPE_ERROR");
        } else {
            assertThat(operator.apply(context, left, right)).isEqualTo(value(cell.expected()));
        }
    }

    private static String operand(String type) {
        String literal = OPERANDS.get(type);
        assertThat(literal).as("operand of type %s", type).isNotNull();
        return literal;
    }
}
