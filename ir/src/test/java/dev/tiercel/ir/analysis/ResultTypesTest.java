package dev.tiercel.ir.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.ir.BinaryOperator;
import dev.tiercel.ir.Builtin;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.UnaryOperator;
import dev.tiercel.ir.ValueType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultTypesTest {
    private static final String LETTERS = "NBIDSAOY";

    @DisplayName("LANG-44: the table of + for every pair")
    @ParameterizedTest(name = "{0} + each of NBIDSAOY")
    @CsvSource({
        "N, - - - - S - - -",
        "B, - - - - S - - -",
        "I, - - I D IDS - - -",
        "D, - - D D DS - - -",
        "S, S S IDS DS S S S S",
        "A, - - - - S A - -",
        "O, - - - - S - - -",
        "Y, - - - - S - - -",
    })
    void sumsHaveTheTypesOfTheTable(String left, String row) {
        for (int i = 0; i < LETTERS.length(); i++) {
            String right = LETTERS.substring(i, i + 1);
            assertThat(binary(BinaryOperator.ADD, left, right))
                    .as(left + " + " + right)
                    .isEqualTo(row.split(" ")[i]);
        }
    }

    @DisplayName("LANG-43: operators but +")
    @ParameterizedTest(name = "{0} {1} {2} is {3}")
    @CsvSource({
        "SUBTRACT, I, I, I",
        "SUBTRACT, I, D, D",
        "MULTIPLY, D, D, D",
        "MULTIPLY, S, I, ID",
        "REMAINDER, S, D, D",
        "REMAINDER, S, S, ID",
        "SUBTRACT, A, I, -",
        "SUBTRACT, N, I, -",
        "SUBTRACT, IN, I, I",
        "DIVIDE, I, I, D",
        "DIVIDE, S, S, D",
        "DIVIDE, O, I, -",
        "POWER, I, I, ID",
        "POWER, I, D, D",
        "POWER, S, I, ID",
        "POWER, B, I, -",
        "LESS, N, I, B",
        "EQUAL, A, O, B",
        "NOT_IN, I, N, B",
    })
    void operatorsHaveTheTypesOfTheTable(
            BinaryOperator operator, String l, String r, String result) {
        assertThat(binary(operator, l, r)).isEqualTo(result);
    }

    @DisplayName("LANG-43, LANG-44: strings of known content")
    @ParameterizedTest(name = "{0} {1} and the constant {2} is {3}")
    @CsvSource({
        "ADD, I, 42, I",
        "ADD, I, 4.0, D",
        "ADD, I, 1e3, D",
        "ADD, I, 9223372036854775808, D",
        "ADD, I, -0, I",
        "ADD, I, ' items', S",
        "ADD, I, 042, S",
        "ADD, I, 1., S",
        "ADD, I, .5, S",
        "ADD, I, 1e999, S",
        "ADD, I, '+1', S",
        "ADD, D, 1, D",
        "ADD, S, 1, S",
        "SUBTRACT, I, 42, I",
        "SUBTRACT, I, x, -",
        "DIVIDE, I, 42, D",
        "POWER, I, 2, I",
        "POWER, I, -2, ID",
    })
    void contentOfConstantStringsCounts(
            BinaryOperator op, String left, String right, String result) {
        assertThat(withConstant(op, left, right)).isEqualTo(result);
    }

    @DisplayName("LANG-43: the sign of a constant exponent decides the type of a power")
    @Test
    void signOfExponentDecides() {
        assertThat(withConstant(BinaryOperator.POWER, "I", 0L)).isEqualTo("I");
        assertThat(withConstant(BinaryOperator.POWER, "I", -1L)).isEqualTo("D");
        assertThat(withConstant(BinaryOperator.POWER, "D", 2L)).isEqualTo("D");
    }

    @DisplayName("LANG-43: negation")
    @ParameterizedTest
    @CsvSource({"I, I", "D, D", "S, ID", "N, -", "NI, I", "AOY, -"})
    void negationGivesNumbers(String operand, String result) {
        assertThat(of(new Opcode.Unary(UnaryOperator.NEGATE), operand)).isEqualTo(result);
    }

    @DisplayName("LANG-48: members")
    @ParameterizedTest(name = "member {1} of {0} is {2}")
    @CsvSource({
        "O, length, NBIDSAOY",
        "A, length, I",
        "AN, length, NI",
        "A, 0, NBIDSAOY",
        "A, -1, NBIDSAOY",
        "A, name, N",
        "A, 1.5, N",
        "S, length, I",
        "S, 2, NS",
        "S, name, N",
        "BIDYN, name, N",
        "-, name, -",
    })
    void membersHaveTheTypesOfTheTable(String value, String name, String result) {
        assertThat(of(new Opcode.GetMember(name, -1), value)).isEqualTo(result);
    }

    @DisplayName("LANG-48: elements")
    @ParameterizedTest(name = "element {1} of {0} is {2}")
    @CsvSource({
        "O, S, NBIDSAOY",
        "O, N, N",
        "A, I, NBIDSAOY",
        "A, B, N",
        "S, I, NS",
        "S, S, NIS",
        "S, A, N",
        "NI, S, N",
    })
    void elementsHaveTheTypesOfTheTable(String value, String key, String result) {
        assertThat(of(new Opcode.GetElement(), value, key)).isEqualTo(result);
    }

    @Test
    void firstPresentDropsAbsentOnlyFromTheFirst() {
        assertThat(of(new Opcode.FirstPresent(), "I?", "S")).isEqualTo("IS");
        assertThat(of(new Opcode.FirstPresent(), "I", "S")).isEqualTo("I");
        assertThat(of(new Opcode.FirstPresent(), "?", "S?")).isEqualTo("S?");
    }

    @Test
    void ownMembersAreAbsentFromWhatIsNoObject() {
        assertThat(of(new Opcode.GetOwnMember("a", -1), "NA")).isEqualTo("?");
        assertThat(of(new Opcode.GetOwnMember("a", -1), "NO")).isEqualTo("NBIDSAOY?");
    }

    @DisplayName("LANG-54: functions give null for a leading null")
    @Test
    void functionsPropagateNull() {
        assertThat(of(new Opcode.CallBuiltin(Builtin.UPPER), "S")).isEqualTo("S");
        assertThat(of(new Opcode.CallBuiltin(Builtin.UPPER), "NS")).isEqualTo("NS");
        assertThat(of(new Opcode.CallBuiltin(Builtin.LENGTH), "NS")).isEqualTo("I");
    }

    @DisplayName("LANG-70: constants have exact types")
    @Test
    void constantsHaveExactTypes() {
        assertThat(ResultTypes.ofConstant(null)).isEqualTo(ValueType.NULL);
        assertThat(ResultTypes.ofConstant(1L)).isEqualTo(ValueType.INTEGER);
        assertThat(ResultTypes.ofConstant(1.0)).isEqualTo(ValueType.DOUBLE);
        assertThat(ResultTypes.ofConstant(List.of())).isEqualTo(ValueType.ARRAY);
    }

    private static String withConstant(BinaryOperator operator, String left, Object right) {
        ValueType type = ResultTypes.ofConstant(right);
        ValueFacts facts = facts(new Opcode.Constant(right), ValueType.parse(left), type);
        return ResultTypes.of(new Opcode.Binary(operator), new int[] {0, 1}, facts).letters();
    }

    private static String binary(BinaryOperator operator, String left, String right) {
        return of(new Opcode.Binary(operator), left, right);
    }

    private static String of(Opcode opcode, String... types) {
        ValueType[] parsed = new ValueType[types.length];
        int[] operands = new int[types.length];
        for (int i = 0; i < types.length; i++) {
            parsed[i] = ValueType.parse(types[i]);
            operands[i] = i;
        }
        return ResultTypes.of(opcode, operands, facts(null, parsed)).letters();
    }

    private static ValueFacts facts(Opcode.@Nullable Constant last, ValueType... types) {
        return new ValueFacts() {
            @Override
            public ValueType type(int value) {
                return types[value];
            }

            @Override
            public Opcode.@Nullable Constant constant(int value) {
                return value == types.length - 1 ? last : null;
            }
        };
    }
}
