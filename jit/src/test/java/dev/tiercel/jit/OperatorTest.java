package dev.tiercel.jit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.ir.BinaryOperator;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.Root;
import dev.tiercel.ir.UnaryOperator;
import dev.tiercel.jit.Operation.Arrival;
import dev.tiercel.jit.Operation.Operand;
import dev.tiercel.runtime.Arithmetic;
import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.Comparisons;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.LogicError;
import dev.tiercel.runtime.Members;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.runtime.TextForm;
import dev.tiercel.runtime.Truth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Operators compiled for each combination of representations give what the run time's methods give.
 */
final class OperatorTest {
    private static final List<@Nullable Object> VALUES =
            Arrays.asList(
                    0L,
                    7L,
                    Long.MIN_VALUE,
                    -0.0,
                    2.5,
                    1e308,
                    true,
                    false,
                    "7",
                    "ab",
                    null,
                    ArrayValue.copyOf(List.of(7L, "ab")),
                    ObjectValue.EMPTY);

    @ParameterizedTest
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            textBlock =
                    """
                    OPERATOR     | LEFT | RIGHT | RESULT
                    ADD          | 7    | 5     | 12
                    ADD          | 9223372036854775807 | 1 | ARITHMETIC_OVERFLOW
                    ADD          | 1.5  | 2     | 3.5
                    SUBTRACT     | 7    | 9     | -2
                    MULTIPLY     | 7    | -3    | -21
                    DIVIDE       | 7    | 2     | 3.5
                    DIVIDE       | 7    | 0     | DIVISION_BY_ZERO
                    REMAINDER    | -7   | 3     | -1
                    REMAINDER    | 7    | 0     | DIVISION_BY_ZERO
                    POWER        | 2    | 10    | 1024
                    LESS         | 2    | 10    | true
                    LESS         | 2    | 2     | false
                    LESS_OR_EQUAL| 2    | 2     | true
                    GREATER      | 2.5  | 2     | true
                    GREATER_OR_EQUAL | 2 | 2.5  | false
                    EQUAL        | 2    | 2.0   | true
                    STRICT_EQUAL | 2    | 2     | true
                    NOT_EQUAL    | 2    | 3     | true
                    STRICT_NOT_EQUAL | 2 | 2    | false
                    EQUAL        | 9007199254740993 | 9007199254740992.0 | false
                    """)
    void operatorOnUnboxedNumbers(
            BinaryOperator operator, String left, String right, String result) {
        List<Operand> operands = List.of(Operand.exact(number(left)), Operand.exact(number(right)));

        for (Arrival arrival : Arrival.values()) {
            assertThat(
                            String.valueOf(
                                    Operation.apply(
                                            new Opcode.Binary(operator), arrival, operands)))
                    .as(arrival.name())
                    .isEqualTo(result);
        }
    }

    private static Object number(String text) {
        if (text.contains(".")) {
            return Double.valueOf(text);
        }
        return Long.valueOf(text);
    }

    @ParameterizedTest
    @EnumSource
    void binaryOperatorGivesWhatItsMethodGives(BinaryOperator operator) {
        for (Object left : VALUES) {
            for (Object right : VALUES) {
                check(operator, left, right);
            }
        }
    }

    private static void check(
            BinaryOperator operator, @Nullable Object left, @Nullable Object right) {
        Object expected = outcome(context -> general(operator, context, left, right));
        List<List<Operand>> combinations =
                List.of(
                        List.of(Operand.exact(left), Operand.exact(right)),
                        List.of(Operand.any(left), Operand.exact(right)),
                        List.of(Operand.exact(left), Operand.any(right)));
        for (List<Operand> operands : combinations) {
            Opcode opcode = new Opcode.Binary(operator);
            assertThat(Operation.apply(opcode, Arrival.STACKED, operands))
                    .as("%s %s %s", left, operator.symbol(), operands)
                    .isEqualTo(expected);
            if (expected instanceof Boolean) {
                assertThat(Operation.branch(opcode, Arrival.STACKED, operands))
                        .as("if %s %s %s", left, operator.symbol(), operands)
                        .isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void operandsInLocalsAndConstantsGiveTheSame(BinaryOperator operator) {
        List<@Nullable Object> values = Arrays.asList(7L, -3L, 2.5, true, "7", null);
        for (Object left : values) {
            for (Object right : values) {
                Object expected = outcome(context -> general(operator, context, left, right));
                List<Operand> operands = List.of(Operand.exact(left), Operand.exact(right));

                assertThat(Operation.apply(new Opcode.Binary(operator), Arrival.HELD, operands))
                        .isEqualTo(expected);
                assertThat(Operation.apply(new Opcode.Binary(operator), Arrival.CONSTANT, operands))
                        .isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void unaryOperatorGivesWhatItsMethodGives(UnaryOperator operator) {
        for (Object value : VALUES) {
            Object expected = outcome(context -> general(operator, context, value));
            for (Arrival arrival : List.of(Arrival.STACKED, Arrival.HELD)) {
                for (Operand operand : List.of(Operand.exact(value), Operand.any(value))) {
                    Opcode opcode = new Opcode.Unary(operator);
                    assertThat(Operation.apply(opcode, arrival, List.of(operand)))
                            .as("%s %s %s", operator, arrival, operand)
                            .isEqualTo(expected);
                    if (expected instanceof Boolean) {
                        assertThat(Operation.branch(opcode, arrival, List.of(operand)))
                                .isEqualTo(expected);
                    }
                }
            }
        }
    }

    @Test
    void negatedConditionsSwapTheBranches() {
        CompiledProgram program =
                CompiledProgram.of(
                        Texts.blocks(
                                """
                                b0:
                                    %0:I = loadRoot body
                                    %1:I = constant 5
                                    %2:B = less %0, %1
                                    %3:B = not %2
                                    %4:B = truth %3
                                    branch %4 b1() b2()
                                b1:
                                    %5:S = constant "not less"
                                    return %5
                                b2:
                                    %6:S = constant "less"
                                    return %6
                                """));

        assertThat(program.with(r -> r.root(Root.BODY, 4L)).run()).isEqualTo("less");
        assertThat(program.with(r -> r.root(Root.BODY, 5L)).run()).isEqualTo("not less");
        assertThat(program.code().listing()).contains("LCMP").doesNotContain("isFalsy");
    }

    private static @Nullable Object general(
            BinaryOperator operator,
            ExecutionContext context,
            @Nullable Object left,
            @Nullable Object right) {
        return switch (operator) {
            case ADD -> Arithmetic.add(context, left, right);
            case SUBTRACT -> Arithmetic.subtract(context, left, right);
            case MULTIPLY -> Arithmetic.multiply(context, left, right);
            case DIVIDE -> Arithmetic.divide(context, left, right);
            case REMAINDER -> Arithmetic.remainder(context, left, right);
            case POWER -> Arithmetic.power(context, left, right);
            case LESS -> Comparisons.less(context, left, right);
            case LESS_OR_EQUAL -> Comparisons.lessOrEqual(context, left, right);
            case GREATER -> Comparisons.greater(context, left, right);
            case GREATER_OR_EQUAL -> Comparisons.greaterOrEqual(context, left, right);
            case EQUAL -> Comparisons.equal(context, left, right);
            case NOT_EQUAL -> Comparisons.notEqual(context, left, right);
            case STRICT_EQUAL -> Comparisons.strictEqual(context, left, right);
            case STRICT_NOT_EQUAL -> Comparisons.strictNotEqual(context, left, right);
            case IN -> Comparisons.in(context, left, right);
            case NOT_IN -> Comparisons.notIn(context, left, right);
        };
    }

    private static @Nullable Object general(
            UnaryOperator operator, ExecutionContext context, @Nullable Object value) {
        return switch (operator) {
            case NEGATE -> Arithmetic.negate(context, value);
            case NOT -> Truth.isFalsy(value);
            case TRUTH -> Truth.isTruthy(value);
            case IS_NULL -> value == null;
            case IS_PRESENT -> true;
            case TEXT -> TextForm.of(context, value);
            case HEADER_KEY -> Members.headerKey(context, value);
        };
    }

    /** An operation on a context. */
    private interface Computation {
        @Nullable Object in(ExecutionContext context);
    }

    private static @Nullable Object outcome(Computation computation) {
        TestRequest request = new TestRequest();
        request.begin(new ArrayList<>());
        try {
            return computation.in(request.context());
        } catch (LogicError e) {
            return e.code();
        }
    }
}
