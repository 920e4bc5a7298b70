package dev.tiercel.frontend.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** LOOKS_LIKE_ARITHMETIC, LOOKS_LIKE_VARIABLE and WRITE_CONFLICT. */
class TextAndTaskChecksTest {
    private static final String ASSIGNED = "- set: {price: 2, qty: 3}\n";

    @Test
    @DisplayName(
            "LANG-36: name op name and name op number in a value, where every name is assigned")
    void reportsTextThatLooksLikeArithmetic() {
        assertThat(Checked.logic(ASSIGNED + "- set: {total: price * qty}\n"))
                .containsExactly(
                        "LOOKS_LIKE_ARITHMETIC 2:16 /logic/1/set/total: `price * qty` is text;"
                                + " write {{ price * qty }} -> {{ price * qty }}");
        assertThat(Checked.logic(ASSIGNED + "- return: {list: [1, \"price + 1\"]}\n"))
                .containsExactly(
                        "LOOKS_LIKE_ARITHMETIC 2:22 /logic/1/return/list/1: `price + 1` is text;"
                                + " write {{ price + 1 }} -> {{ price + 1 }}");
    }

    @ParameterizedTest
    @DisplayName("LANG-36: other texts, and positions that are no values")
    @ValueSource(
            strings = {
                "- set: {total: price * other}",
                "- set: {total: price-qty}",
                "- set: {total: price * qty items}",
                "- log: price - qty",
                "- get: price * qty",
                "- set: {total: \"{{ 'price - qty' }}\"}",
                "- set: {total: {$literal: price * qty}}",
            })
    void acceptsOtherTexts(String logic) {
        assertThat(Checked.logic(ASSIGNED + logic)).isEmpty();
    }

    @Test
    @DisplayName(
            "LOOKS_LIKE_VARIABLE: the name of a variable as value of set, a word as input of join")
    void reportsTextThatLooksLikeAVariable() {
        assertThat(Checked.logic(ASSIGNED + "- set: {total: price}\n"))
                .containsExactly(
                        "LOOKS_LIKE_VARIABLE 2:16 /logic/1/set/total: `price` is text; write {{"
                                + " price }} -> {{ price }}");
        assertThat(Checked.logic("- string_op: {operation: join, input: tags}\n"))
                .containsExactly(
                        "LOOKS_LIKE_VARIABLE 1:39 /logic/0/string_op/input: `tags` is text; write"
                                + " {{ tags }} -> {{ tags }}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- set: {total: other}",
                "- set: {total: {$literal: price}}",
                "- set: {total: [price]}",
                "- set: {total: \"{{ 'price' }}\"}",
                "- set: {total: \"{{ price }}\"}",
                "- return: price",
                "- log: price",
                "- string_op: {operation: join, input: \"{{ price }}\"}",
                "- string_op: {operation: join, input: [a, b]}",
                "- string_op: {operation: join, input: two words}",
                "- string_op: {operation: upper, input: tags}",
                "- get: join('tags')",
            })
    void acceptsOtherWords(String logic) {
        assertThat(Checked.logic(ASSIGNED + logic)).isEmpty();
    }

    @Test
    @DisplayName("OP-9: variables that several tasks of one parallel assign")
    void reportsVariablesOfSeveralTasks() {
        assertThat(
                        Checked.logic(
                                """
                                - parallel:
                                    - [{set: {total: 1}}]
                                    - [{get: id}]
                                    - - if: body.x
                                        then: [{set: {other: 1, total: 2}}]
                                """))
                .containsExactly(
                        "WRITE_CONFLICT 5:33 /logic/0/parallel/2/0/then/0/set/total: `total` is"
                                + " assigned by tasks 0 and 2; task 2 wins");
        assertThat(
                        Checked.logic(
                                """
                                - parallel:
                                    tasks:
                                      - {logic: [{math_op: {operation: sum, args: [1], assign: a}}]}
                                      - {logic: [{set: {a: 1}}]}
                                      - {logic: [{set: {a: 1}}]}
                                """))
                .containsExactly(
                        "WRITE_CONFLICT 5:25 /logic/0/parallel/tasks/2/logic/0/set/a: `a` is"
                                + " assigned by tasks 0, 1 and 2; task 2 wins");
    }

    @ParameterizedTest
    @DisplayName("OP-2, OP-9, OP-12: implicit results, loop variables and races do not conflict")
    @ValueSource(
            strings = {
                "- parallel: [[{set: {a: 1}}], [{set: {b: 1}}]]",
                "- parallel: [[{set: {a: 1}}, {set: {a: 2}}], [{get: id}]]",
                "- parallel: [[{math_op: {operation: sum, args: [1]}}],"
                        + " [{math_op: {operation: sum, args: [1]}}]]",
                "- parallel: [[{loop: \"[1]\", as: a, do: [{set: {a: 1}}]}], [{set: {a: 1}}]]",
                "- loop: \"[1]\"\n  as: a\n  do: [{parallel: [[{set: {a: 1}}], [{set: {a: 2}}]]}]",
                "- parallel: {tasks: [[{set: {a: 1}}], [{set: {a: 2}}]], race: true}",
                "- parallel: {for_each: \"[1, 2]\", do: [{set: {a: 1}}]}",
            })
    void acceptsOtherTasks(String logic) {
        assertThat(Checked.logic(logic)).isEmpty();
    }

    @Test
    @DisplayName("OP-9: nested operations are checked by themselves")
    void reportsNestedTasks() {
        assertThat(
                        Checked.logic(
                                """
                                - parallel:
                                    - [{parallel: [[{set: {a: 1}}], [{set: {a: 2}}]]}]
                                """))
                .singleElement()
                .asString()
                .startsWith("WRITE_CONFLICT 2:45 /logic/0/parallel/0/0/parallel/1/0/set/a: ");
    }
}
