package dev.tiercel.frontend.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SCALAR_MEMBER and ALWAYS_FAILS, each with the nearest expression that is no finding. */
class TypeChecksTest {
    @ParameterizedTest
    @DisplayName("LANG-48: a member of a number, boolean or text of bytes is always null")
    @CsvSource(
            delimiter = '|',
            value = {
                "n.name | SCALAR_MEMBER 3:11 /logic/2/get: `.name` of an integer is null",
                "(n + 1).a.b | SCALAR_MEMBER 3:17 /logic/2/get: `.a` of an integer is null",
                "(n / 2).a | SCALAR_MEMBER 3:17 /logic/2/get: `.a` of a number is null",
                "true[0] | SCALAR_MEMBER 3:13 /logic/2/get: `[…]` of a boolean is null",
                "(n > 1)?.a | SCALAR_MEMBER 3:18 /logic/2/get: `.a` of a boolean is null",
                "length(n).x + o.x | SCALAR_MEMBER 3:19 /logic/2/get: `.x` of an integer is null",
            })
    void reportsMembersOfScalars(String expression, String finding) {
        assertThat(Checked.logic(steps(expression))).containsExactly(finding);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "o.name",
                "body.n.name",
                "('a' + n).length",
                "(id ? n : o).name",
                "[n].0",
                "null.name",
                "filter(body, 'n.name')",
            })
    void staysSilentAboutMembersOfOtherValues(String expression) {
        assertThat(Checked.logic(steps(expression))).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("LANG-43 to LANG-46: operators that raise whatever happens")
    @CsvSource(
            delimiter = '|',
            value = {
                "1 / 0 | ALWAYS_FAILS 3:11 /logic/2/get: `1 / 0` raises DIVISION_BY_ZERO",
                "id % 0.0 | ALWAYS_FAILS 3:12 /logic/2/get: `id % 0.0` raises DIVISION_BY_ZERO",
                "null + n | ALWAYS_FAILS 3:14 /logic/2/get: `null + n` raises TYPE_ERROR",
                "o * 2 | ALWAYS_FAILS 3:11 /logic/2/get: `o * 2` raises TYPE_ERROR",
                "-[1] | ALWAYS_FAILS 3:9 /logic/2/get: `-[1]` raises TYPE_ERROR",
                "n < [1] | ALWAYS_FAILS 3:11 /logic/2/get: `n < [1]` raises TYPE_ERROR",
            })
    void reportsOperatorsThatAlwaysRaise(String expression, String finding) {
        assertThat(Checked.logic(steps(expression))).containsExactly(finding);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 / n",
                "id / 1",
                "null + 'a'",
                "n * '2'",
                "n * id",
                "'a' < 'b'",
                "n < '5'",
                "-id",
                "9223372036854775806 + 1",
                "n == o && o == null",
            })
    void staysSilentAboutOperatorsThatMayWork(String expression) {
        assertThat(Checked.logic(steps(expression))).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("LANG-70: a variable has the types of every path that leads to its use")
    @ValueSource(
            strings = {
                "- if: id\n  then: [{set: {n: 1}}]\n  else: [{set: {n: {a: 1}}}]\n- get: n.a",
                "- set: {n: 1}\n- loop: body.x\n  do: [{get: n.a}, {set: {n: \"{{ item }}\"}}]",
                "- set: {n: 1}\n- try: [{set: {n: \"{{ id }}\"}}, {log: a}]\n  catch: [{get: n.a}]",
                "- set: {n: 1}\n- loop: body.x\n  as: n\n  do: [{get: n.a}]",
                "- set: {n: 1}\n- math_op: {operation: sum, args: body.x, assign: n}\n- get: n.a",
            })
    void followsAssignmentsOnEveryPath(String logic) {
        assertThat(Checked.logic(logic)).noneMatch(f -> f.startsWith("SCALAR_MEMBER"));
    }

    private static String steps(String expression) {
        return "- set: {n: 5}\n- set: {o: {name: a}}\n- get: \"" + expression + "\"\n";
    }
}
