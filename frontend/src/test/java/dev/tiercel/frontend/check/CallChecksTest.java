package dev.tiercel.frontend.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** UNKNOWN_FUNCTION, ARITY and NOT_LITERAL. */
class CallChecksTest {
    private static final Map<String, Integer> GLOBALS = Map.of("calculate_tax", 1, "ping", 0);
    private static final String LOCAL =
            "- define_function: {name: area, params: [w, h], body: [{return: 1}]}\n";

    @Test
    @DisplayName("LANG-53: an unknown function is reported at its name with the nearest one")
    void reportsUnknownFunctions() {
        assertThat(Checked.logic("- return: \"{{ 1 + uper(id) }}\"\n"))
                .containsExactly(
                        "UNKNOWN_FUNCTION 1:19 /logic/0/return: Unknown function `uper`; did you"
                                + " mean `upper`? -> upper");
        assertThat(Checked.logic("- get: id | calculate_tex\n", GLOBALS))
                .containsExactly(
                        "UNKNOWN_FUNCTION 1:13 /logic/0/get: Unknown function `calculate_tex`; did"
                                + " you mean `calculate_tax`? -> calculate_tax");
        assertThat(Checked.logic(LOCAL + "- get: aera(1, 2)\n"))
                .containsExactly(
                        "UNKNOWN_FUNCTION 2:8 /logic/1/get: Unknown function `aera`; did you mean"
                                + " `area`? -> area");
        assertThat(Checked.logic("- get: frobnicate(1)\n"))
                .containsExactly(
                        "UNKNOWN_FUNCTION 1:8 /logic/0/get: Unknown function `frobnicate`");
    }

    @Test
    @DisplayName("LANG-53: a variable behind a bar was meant as a condition")
    void suggestsTheOperatorForVariablesBehindBars() {
        assertThat(Checked.logic("- set: {fallback_1: 2}\n- get: id | fallback_1\n"))
                .containsExactly(
                        "UNKNOWN_FUNCTION 2:13 /logic/1/get: Unknown function `fallback_1`; a"
                                + " condition is joined by || -> ||");
        assertThat(Checked.logic("- set: {fallback_1: 2}\n- get: fallback_1(id)\n"))
                .containsExactly(
                        "UNKNOWN_FUNCTION 2:8 /logic/1/get: Unknown function `fallback_1`");
    }

    @Test
    @DisplayName("LANG-21: call_function calls user functions only")
    void reportsUnknownFunctionsOfOperations() {
        assertThat(Checked.logic("- call_function: calculate_tacks\n", GLOBALS))
                .containsExactly(
                        "UNKNOWN_FUNCTION 1:18 /logic/0/call_function: Unknown function"
                                + " `calculate_tacks`; did you mean `calculate_tax`? ->"
                                + " calculate_tax");
        assertThat(Checked.logic("- call: {args: [1], name: upper}\n"))
                .containsExactly(
                        "UNKNOWN_FUNCTION 1:27 /logic/0/call/name: Unknown function `upper`; a"
                                + " built-in function is called in an expression");
        assertThat(Checked.logic("- call: {name: calculate_tax, args: [1]}\n", GLOBALS)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("LANG-20, LANG-52, LANG-53: numbers of arguments")
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '§',
            value = {
                "calculate_tax(1, 2) → `calculate_tax` takes 1 argument, 2 given",
                "calculate_tax() → `calculate_tax` takes 1 argument, 0 given",
                "id | ping → `ping` takes 0 arguments, 1 given",
                "area(1) → `area` takes 2 arguments, 1 given",
                "upper() → `upper` takes 1 argument, 0 given",
                "upper(id, 1) → `upper` takes 1 argument, 2 given",
                "replace(id, 'a') → `replace` takes 3 arguments, 2 given",
                "split(id, ',', 1) → `split` takes 1 or 2 arguments, 3 given",
                "range() → `range` takes 1, 2 or 3 arguments, 0 given",
                "random(1) → `random` takes 0 or 2 arguments, 1 given",
                "coalesce() → `coalesce` takes at least 1 argument, 0 given",
                "id | concat → `concat` takes at least 2 arguments, 1 given",
                "id | now → `now` takes 0 arguments, 1 given",
            })
    void reportsWrongNumbersOfArguments(String expression, String message) {
        assertThat(Checked.logic(LOCAL + "- get: \"" + expression + "\"\n", GLOBALS))
                .singleElement()
                .asString()
                .startsWith("ARITY 2:")
                .endsWith(" /logic/1/get: " + message);
    }

    @Test
    @DisplayName("LANG-20: call_function passes as many arguments as there are parameters")
    void reportsWrongNumbersOfArgumentsOfOperations() {
        assertThat(Checked.logic(LOCAL + "- call_function: {name: area, args: [1]}\n"))
                .containsExactly(
                        "ARITY 2:25 /logic/1/call_function/name: `area` takes 2 arguments, 1"
                                + " given");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "calculate_tax(1)",
                "id | calculate_tax",
                "ping()",
                "area(1, 2)",
                "id | upper",
                "id | round(2)",
                "id | round",
                "random()",
                "random(1, 2)",
                "max(1, 2, 3, 4)",
                "'a' | contains('b')",
            })
    void acceptsRightNumbersOfArguments(String expression) {
        assertThat(Checked.logic(LOCAL + "- get: \"" + expression + "\"\n", GLOBALS)).isEmpty();
    }

    @Test
    @DisplayName("LANG-53: user functions take precedence, local before global before built-in")
    void prefersUserFunctions() {
        assertThat(Checked.logic("- get: upper(1, 2)\n", Map.of("upper", 2))).isEmpty();
        assertThat(Checked.logic("- get: upper(1)\n", Map.of("upper", 2)))
                .containsExactly("ARITY 1:8 /logic/0/get: `upper` takes 2 arguments, 1 given");
        assertThat(Checked.logic(LOCAL + "- get: area(1, 2)\n", Map.of("area", 5))).isEmpty();
    }

    @Test
    @DisplayName("LANG-21: a function may call itself")
    void knowsTheFunctionItself() {
        String function = "name: f\nparams: [a]\nlogic: [{return: \"{{ f(a%s) }}\"}]\n";

        assertThat(Checked.document(function.formatted(""))).isEmpty();
        assertThat(Checked.document(function.formatted(", 1")))
                .containsExactly("ARITY 3:22 /logic/0/return: `f` takes 1 argument, 2 given");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("LANG-56: a predicate is a string literal")
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '§',
            value = {
                "filter(body, price > 10) → 28 The argument of `filter` must be a string literal ->"
                        + " 'price > 10'",
                "body | map(id) → 20 The argument of `map` must be a string literal -> 'id'",
                "count(body, 'a' + 'b') → 25 The argument of `count` must be a string literal ->"
                        + " '\\'a\\' + \\'b\\''",
                "sort(body, 1, 'desc') → 20 The argument of `sort` must be a string literal -> '1'",
                "group_by(body, null) → 24 The argument of `group_by` must be a string literal -> 'null'",
            })
    void reportsPredicatesThatAreNoLiterals(String expression, String finding) {
        String column = finding.substring(0, finding.indexOf(' '));
        String rest = finding.substring(finding.indexOf(' ') + 1);

        assertThat(Checked.logic("- get: \"" + expression + "\"\n"))
                .filteredOn(f -> f.startsWith("NOT_LITERAL"))
                .containsExactly("NOT_LITERAL 1:" + column + " /logic/0/get: " + rest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "filter(body, 'price > 10')",
                "count(body)",
                "sort(body)",
                "sort(body, 'age', id)",
                "min(id, 2)",
                "min(body, 'price')",
                "min(id, 'two words')",
                "max(body, id)",
            })
    void acceptsPredicatesThatAreLiterals(String expression) {
        assertThat(Checked.logic("- get: \"" + expression + "\"\n")).isEmpty();
    }

    @Test
    @DisplayName("LANG-56: predicates are parsed at registration, with positions of their own")
    void reportsFaultsInPredicates() {
        assertThat(Checked.logic("- get: \"filter(body, 'price = 10')\"\n"))
                .containsExactly(
                        "EXPRESSION_SYNTAX 1:29 /logic/0/get: `=` is no operator; equality is"
                                + " written == -> ==");
        assertThat(Checked.logic("- get: \"filter(body, 'uper(name)')\"\n"))
                .containsExactly(
                        "UNKNOWN_FUNCTION 1:23 /logic/0/get: Unknown function `uper`; did you mean"
                                + " `upper`? -> upper");
        assertThat(Checked.logic("- get: \"filter(body, \\\"any(tags, 'upper()')\\\")\"\n"))
                .containsExactly("ARITY 1:8 /logic/0/get: `upper` takes 1 argument, 0 given");
        assertThat(Checked.logic("- map: {input: body, transform: \"upper()\"}\n"))
                .containsExactly(
                        "ARITY 1:34 /logic/0/map/transform: `upper` takes 1 argument, 0 given");
    }

    @Test
    @DisplayName("LANG-53: a user function named like one with a predicate has none")
    void readsNoPredicatesOfUserFunctions() {
        assertThat(Checked.logic("- get: \"filter(body, 'a = b')\"\n", Map.of("filter", 2)))
                .isEmpty();
    }

    @Test
    @DisplayName("DOC-18: the function of an extension exists and has one parameter")
    void checksFunctionsOfExtensions() {
        String extension = "name: NotifyOp\nfunction: %s\n";

        assertThat(Checked.document(extension.formatted("calculate_tax"), GLOBALS)).isEmpty();
        assertThat(Checked.document(extension.formatted("ping"), GLOBALS))
                .containsExactly("ARITY 2:11 /function: `ping` takes 0 arguments, 1 given");
        assertThat(Checked.document(extension.formatted("pong"), GLOBALS))
                .containsExactly(
                        "UNKNOWN_FUNCTION 2:11 /function: Unknown function `pong`; did you mean"
                                + " `ping`? -> ping");
    }

    @Test
    void checksTheKeyOfARateLimit() {
        assertThat(
                        Checked.document(
                                """
                                name: t
                                path: /t
                                method: GET
                                rate_limit: {requests: 1, key: "uper(query.user)"}
                                response: 1
                                """))
                .containsExactly(
                        "UNKNOWN_FUNCTION 4:33 /rate_limit/key: Unknown function `uper`; did you"
                                + " mean `upper`? -> upper");
    }
}
