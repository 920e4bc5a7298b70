package dev.tiercel.frontend.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** UNKNOWN_NAME and MAYBE_UNASSIGNED. */
class NameChecksTest {
    @Test
    @DisplayName("LANG-10: a name that nothing provides is reported at its token")
    void reportsUnknownNames() {
        assertThat(Checked.logic("- set: {a: 1}\n- return: \"{{ a + guess }}\"\n"))
                .containsExactly(
                        "UNKNOWN_NAME 2:19 /logic/1/return: `guess` is read from the request;"
                                + " declare it or write body.guess -> body.guess");
    }

    @Test
    @DisplayName("LANG-10: the nearest visible name is suggested")
    void suggestsTheNearestName() {
        assertThat(Checked.logic("- set: {total: 1}\n- get: totl + 1\n"))
                .containsExactly(
                        "UNKNOWN_NAME 2:8 /logic/1/get: `totl` is read from the request; declare"
                                + " it or write body.totl -> total");
        assertThat(Checked.logic("- loop: \"[1]\"\n  as: line\n  do: [{log: \"{{ lin }}\"}]\n"))
                .containsExactly(
                        "UNKNOWN_NAME 3:18 /logic/0/do/0/log: `lin` is read from the request;"
                                + " declare it or write body.lin -> line");
    }

    @Test
    @DisplayName("LANG-35: a word that a value is compared with is suggested as a string")
    void suggestsQuotesForComparedWords() {
        assertThat(Checked.logic("- set: {status: 1}\n- get: status == active\n"))
                .containsExactly(
                        "UNKNOWN_NAME 2:18 /logic/1/get: `active` is read from the request;"
                                + " declare it or write body.active -> 'active'");
        assertThat(Checked.logic("- set: {status: 1}\n- get: status in [open, 'paid']\n"))
                .containsExactly(
                        "UNKNOWN_NAME 2:19 /logic/1/get: `open` is read from the request; declare"
                                + " it or write body.open -> 'open'");
        assertThat(Checked.logic("- set: {status: 1}\n- get: status === 'active'\n")).isEmpty();
        assertThat(Checked.logic("- get: guess == 'active'\n"))
                .containsExactly(
                        "UNKNOWN_NAME 1:8 /logic/0/get: `guess` is read from the request; declare"
                                + " it or write body.guess -> body.guess");
    }

    @ParameterizedTest
    @DisplayName("LANG-9, LANG-12: roots, parts of the path, loop variables and results are known")
    @ValueSource(
            strings = {
                "- return: [\"{{ request }}\", \"{{ body }}\", \"{{ payload }}\", \"{{ env }}\"]",
                "- return: [\"{{ params }}\", \"{{ path_params }}\", \"{{ headers }}\"]",
                "- return: [\"{{ query }}\", \"{{ query_params }}\", \"{{ id }}\"]",
                "- loop: \"[1]\"\n  do: [{get: \"item + index + loop.index\"}]",
                "- loop: \"[1]\"\n  as: x\n  index_var: i\n  loop_var: l\n"
                        + "  do: [{get: \"x + i + index + l.index\"}]",
                "- for_range: {start: 0, end: id, var: i}\n  do: [{get: \"i + loop.index\"}]",
                "- while: \"body.x\"\n  loop_var: l\n  do: [{get: \"l.index\"}]",
                "- parallel: {for_each: \"[1]\", as: x, do: [{get: \"x + index + loop.index\"}]}",
                "- try: [{get: body.x}]\n  catch: [{log: \"{{ error }}\"}]",
                "- try:\n    body: [{get: body.x}]\n    catch: {as: e, when: \"e.status > 1\", body:"
                        + " [{log: \"{{ e }}\"}]}",
                "- try:\n    body: [{get: body.x}]\n    retry: {when: error.retryable}",
                "- math_op: {operation: sum, args: [1]}\n- get: math_result",
                "- string_op: {operation: trim, input: a, output_var: s}\n- get: s + string_result",
                "- parallel: [[{set: {a: 1}}], [{set: {b: 2}}]]\n- get: a + b",
                "- parallel: {tasks: [[{get: id}]], on_error: collect}\n- get: parallel_errors",
                "- get: \"filter(body, 'price > limit') | map('name')\"",
                "- filter: {input: body.items, condition: \"price > limit\"}",
                "- get: \"{guess: id}.guess\"",
            })
    void knowsWhatIsProvided(String logic) {
        assertThat(Checked.logic(logic)).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("LANG-14, ERR-2: loop variables and errors are known in their block only")
    @ValueSource(
            strings = {
                "- loop: \"[1]\"\n  as: x\n  do: [{get: x}]\n- get: x",
                "- while: loop.index\n  do: [{get: id}]",
                "- try: [{get: id}]\n  catch: [{get: error}]\n  finally: [{get: error}]",
                "- try: {body: [{get: error}], catch: [{get: error}]}",
                "- loop: items\n  do: []",
            })
    void forgetsNamesBehindTheirBlock(String logic) {
        assertThat(Checked.logic(logic)).singleElement().asString().startsWith("UNKNOWN_NAME");
    }

    @Test
    @DisplayName("LANG-10: an assignment behind the only read provides nothing")
    void reportsReadsBeforeTheFirstAssignment() {
        assertThat(Checked.logic("- get: total\n- set: {total: 1}\n"))
                .containsExactly(
                        "UNKNOWN_NAME 1:8 /logic/0/get: `total` is read from the request; declare"
                                + " it or write body.total -> body.total");
    }

    @Test
    @DisplayName("LANG-10: parameters and fields of schemas are declared")
    void knowsDeclaredNames() {
        String route =
                """
                name: t
                path: /t/{a}/*rest
                method: POST
                parameters: [{name: page, in: query}]
                %s
                logic:
                  - get: a + rest + page + %s
                """;

        assertThat(Checked.document(route.formatted("schema: {age: integer}", "age"))).isEmpty();
        assertThat(
                        Checked.document(
                                route.formatted(
                                        "schema: {type: object, properties: {age: {}}}", "age")))
                .isEmpty();
        assertThat(
                        Checked.document(
                                route.formatted(
                                        "request_schema: {type: object, properties: {age: {}}}",
                                        "age")))
                .isEmpty();
        assertThat(Checked.document(route.formatted("schema: {age: integer}", "ages")))
                .containsExactly(
                        "UNKNOWN_NAME 7:28 /logic/0/get: `ages` is read from the request; declare"
                                + " it or write body.ages -> age");
        assertThat(
                        Checked.document(
                                route.formatted("request_schema: {required: [other]}", "other")))
                .hasSize(1);
    }

    @Test
    @DisplayName("DOC-50: the pointer leads to the scalar that holds the expression, also to a key")
    void pointsAtTheScalar() {
        assertThat(
                        Checked.logic(
                                """
                                - return:
                                    value: {list: [1, "x{{ guess }}"], "{{ other }}": 1}
                                    headers: {X: "{{ more }}"}
                                """))
                .containsExactly(
                        "UNKNOWN_NAME 2:28 /logic/0/return/value/list/1: `guess` is read from the"
                                + " request; declare it or write body.guess -> body.guess",
                        "UNKNOWN_NAME 2:40 /logic/0/return/value/{{ other }}: `other` is read from"
                                + " the request; declare it or write body.other -> body.other",
                        "UNKNOWN_NAME 3:22 /logic/0/return/headers/X: `more` is read from the"
                                + " request; declare it or write body.more -> body.more");
    }

    @Test
    @DisplayName(
            "DOC-50: a value used twice by an alias is reported below the operation that uses it")
    void pointsIntoTheOperationThatUsesAnAlias() {
        assertThat(Checked.logic("- get: &e guess\n- set: {guess: 1}\n- get: *e\n- log: *e\n"))
                .singleElement()
                .asString()
                .contains("/logic/0/get");
    }

    @ParameterizedTest
    @DisplayName("LANG-11: a name assigned on some paths to the read only")
    @ValueSource(
            strings = {
                "- if: body.x\n  then: [{set: {role: a}}]\n- get: role",
                "- if: body.x\n  then: [{set: {role: a}}]\n  else: [{get: id}]\n- get: role",
                "- if: body.x\n  then: [{set: {role: a}}]\n  else_if: [{if: body.y, then: []}]\n"
                        + "  else: [{set: {role: b}}]\n- get: role",
                "- switch: body.x\n  cases: [{value: 1, do: [{set: {role: a}}]}]\n- get: role",
                "- loop: body.x\n  do: [{set: {role: a}}]\n- get: role",
                "- loop: body.x\n  do: [{get: role}, {set: {role: a}}]",
                "- while: body.x\n  do: [{set: {role: a}}]\n- get: role",
                "- while: role\n  do: [{set: {role: a}}]",
                "- for_range: {start: 0, end: body.n, var: i}\n  do: [{set: {role: a}}]\n"
                        + "- get: role",
                "- loop: \"[1]\"\n  do:\n    - if: body.x\n      then: [break]\n"
                        + "    - set: {role: a}\n- get: role",
                "- loop: \"[1]\"\n  do:\n    - if: body.x\n      then: [continue]\n"
                        + "    - set: {role: a}\n- get: role",
                "- try: [{get: body.x}, {set: {role: a}}]\n  catch: [{get: id}]\n- get: role",
                "- try: [{get: body.x}, {set: {role: a}}]\n  catch: [{get: role}]",
                "- try: [{get: body.x}, {set: {role: a}}]\n  finally: [{get: role}]",
                "- try: [{set: {role: \"{{ body.x }}\"}}]\n  catch: [{get: role}]",
                "- try: {body: [{get: body.x}, {set: {role: a}}], retry: {when: role}}",
                "- parallel: {for_each: body, do: [{set: {role: a}}]}\n- get: role",
                "- parallel: {tasks: [[{set: {role: a}}], []], race: true}\n- get: role",
                "- parallel: {tasks: [[{set: {role: a}}]], on_error: collect}\n- get: role",
                "- parallel: [[{if: body.x, then: [{return: 1}]}, {set: {role: a}}]]\n- get: role",
            })
    void reportsNamesAssignedOnSomePaths(String logic) {
        assertThat(Checked.logic(logic))
                .singleElement()
                .asString()
                .startsWith("MAYBE_UNASSIGNED")
                .endsWith(": `role` is assigned on some paths only; a request could supply it");
    }

    @ParameterizedTest
    @DisplayName("LANG-11: a name assigned on every path to the read")
    @ValueSource(
            strings = {
                "- set: {role: a}\n- if: body.x\n  then: [{set: {role: b}}]\n- get: role",
                "- if: body.x\n  then: [{set: {role: a}}]\n  else: [{set: {role: b}}]\n- get: role",
                "- if: body.x\n  then: [{set: {role: a}}]\n  else: [{return: 1}]\n- get: role",
                "- if: body.x\n  then: [{set: {role: a}}]\n  else: [{throw: no}]\n- get: role",
                "- if: \"true\"\n  then: [{set: {role: a}}]\n- get: role",
                "- if: \"false\"\n  then: [{get: id}]\n  else: [{set: {role: a}}]\n- get: role",
                "- switch: body.x\n  cases: [{value: 1, do: [{set: {role: a}}]}]\n"
                        + "  default: [{set: {role: b}}]\n- get: role",
                "- loop: body.x\n  do: [{set: {role: a}}, {get: role}]",
                "- loop: \"[1, 2]\"\n  do: [{set: {role: a}}]\n- get: role",
                "- for_range: {start: 0, end: 3, var: i}\n  do: [{set: {role: a}}]\n- get: role",
                "- while: \"true\"\n  do: [{set: {role: a}}, break]\n- get: role",
                "- set: {role: 0, next: \"{{ role + 1 }}\"}",
                "- try: [{set: {role: a}}, {get: body.x}]\n  catch: [{get: role}]\n- get: role",
                "- try: [{get: body.x}, {set: {role: a}}]\n  catch: [{set: {role: b}}]\n"
                        + "- get: role",
                "- try: [{get: body.x}, {set: {role: a}}]\n  catch: [{return: 1}]\n- get: role",
                "- try: [{get: body.x}]\n  finally: [{set: {role: a}}]\n- get: role",
                "- parallel: [[{set: {role: a}}], [{get: id}]]\n- get: role",
                "- parallel: {tasks: [[{set: {role: a}}], [{set: {role: b}}]], race: true}\n"
                        + "- get: role",
                "- parallel: [[{set: {role: a}}, {return: 1}]]\n- get: role",
                "- return: 1\n- get: role\n- set: {role: a}",
                "- if: body.x\n  then: [{set: {id: 1}}]\n- get: id",
            })
    void staysSilentAboutNamesAssignedOnEveryPath(String logic) {
        assertThat(Checked.logic(logic)).noneMatch(finding -> finding.contains("role"));
    }

    @Test
    @DisplayName("LANG-14: assigning a loop variable assigns no variable of the route")
    void keepsAssignmentsOfLoopVariablesInside() {
        assertThat(Checked.logic("- loop: \"[1]\"\n  as: x\n  do: [{set: {x: 2}}]\n- get: x\n"))
                .singleElement()
                .asString()
                .startsWith("UNKNOWN_NAME 4:8 ");
        assertThat(
                        Checked.logic(
                                """
                                - set: {x: 1}
                                - loop: "[1]"
                                  as: x
                                  do: [{get: x}]
                                - get: x
                                """))
                .isEmpty();
    }

    @Test
    @DisplayName("LANG-16, WS-14: variables of a connection last from hook to hook")
    void knowsVariablesOfTheConnection() {
        String hooks =
                """
                name: t
                path: /t/:room
                ws_hooks:
                  on_connect: [{set: {user: "{{ query.name }}"}}]
                  on_message:
                    - get: user + room + message + seen
                    - set: {seen: 1}
                    - get: guess
                  on_disconnect: [{get: user + seen + close_code}]
                """;

        assertThat(Checked.document(hooks))
                .containsExactly(
                        "MAYBE_UNASSIGNED 6:36 /ws_hooks/on_message/0/get: `seen` is assigned on"
                                + " some paths only; a request could supply it",
                        "UNKNOWN_NAME 8:12 /ws_hooks/on_message/2/get: `guess` is read from the"
                                + " request; declare it or write query.guess -> query.guess",
                        "MAYBE_UNASSIGNED 9:32 /ws_hooks/on_disconnect/0/get: `seen` is assigned on"
                                + " some paths only; a request could supply it");
    }

    @Test
    @DisplayName(
            "LANG-12: the roots of a hook are no roots of an HTTP route, and the other way round")
    void knowsRootsWhereTheyAre() {
        assertThat(Checked.logic("- get: message\n")).hasSize(1);
        assertThat(Checked.document("name: t\npath: /t\nws_hooks: {on_message: [{get: body}]}\n"))
                .hasSize(1);
    }

    @Test
    @DisplayName(
            "LANG-18, LANG-19: a function sees its parameters, its own and the route's variables")
    void knowsWhatFunctionsSee() {
        String grade =
                """
                - define_function:
                    name: grade
                    params: [points]
                    body:
                      - if: points >= bonus_limit
                        then: [{return: gold}]
                      - set: {own: 1}
                      - return: "{{ own + points }}"
                """;

        assertThat(
                        Checked.logic(
                                grade
                                        + "- set: {bonus_limit: 100}\n- return: \"{{ grade(120) }}\""))
                .isEmpty();
        assertThat(Checked.logic(grade + "- return: \"{{ grade(120) }}\""))
                .containsExactly(
                        "UNKNOWN_NAME 5:23 /logic/0/define_function/body/0/if: `bonus_limit` is read"
                                + " from the request; make it a parameter");
        assertThat(Checked.logic(grade + "- set: {bonus_limit: 1}\n- get: points + own"))
                .hasSize(2)
                .allMatch(finding -> finding.startsWith("UNKNOWN_NAME"));
    }

    @Test
    @DisplayName("LANG-11, LANG-19: a variable that only some calls of a function find assigned")
    void comparesTheCallsOfFunctions() {
        String functions =
                """
                - define_function: {name: inner, body: [{return: "{{ limit }}"}]}
                - define_function: {name: outer, body: [{call_function: inner}]}
                """;

        assertThat(Checked.logic(functions + "- set: {limit: 1}\n- get: outer()")).isEmpty();
        assertThat(Checked.logic(functions + "- get: outer()\n- set: {limit: 1}\n- get: outer()"))
                .singleElement()
                .asString()
                .startsWith("MAYBE_UNASSIGNED 1:54 ");
        assertThat(
                        Checked.logic(
                                functions
                                        + "- set: {limit: 1}\n"
                                        + "- get: \"map([1], 'outer()')\""))
                .isEmpty();
        assertThat(
                        Checked.logic(
                                functions
                                        + "- get: \"map([1], 'outer()')\"\n"
                                        + "- set: {limit: 1}\n"))
                .singleElement()
                .asString()
                .startsWith("UNKNOWN_NAME 1:54 ");
    }

    @Test
    @DisplayName("LANG-10: a global function knows its parameters and what it assigns")
    void checksGlobalFunctions() {
        assertThat(
                        Checked.document(
                                """
                                name: f
                                params: [a]
                                logic:
                                  - set: {b: 1}
                                  - return: "{{ a + b + body.x + message + c }}"
                                """))
                .containsExactly(
                        "UNKNOWN_NAME 5:44 /logic/1/return: `c` is read from the request; make it a"
                                + " parameter");
    }
}
