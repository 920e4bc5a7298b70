package dev.tiercel.frontend.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The notations in which an operation can be written (documents.md, sections 10 and 11). */
class OperationShapeTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource({"variables", "control", "errorsAndTasks", "functions"})
    void reads(String logic, String expected) {
        Source source = Source.ofLogic(logic);

        assertThat(source.operations()).isEqualTo(expected);
    }

    /** DOC-39, DOC-43, DOC-46, DOC-47: set, get, return, comment, log, sleep. */
    static Stream<Arguments> variables() {
        return Stream.of(
                arguments("- set: {var: a, value: 1}", "set a = 1"),
                arguments("- set: {variable: a, value: 1}", "set a = 1"),
                arguments("- {set: {var: a}, value: 1}", "set a = 1"),
                arguments("- {set: null, var: a, value: 1}", "set a = 1"),
                arguments("- set: {a: 1, b: '{{ a + 1 }}'}", "set a = 1, b = a + 1"),
                arguments("- set: {value: 1}", "set value = 1"),
                arguments(
                        "- set: {variable: 1, value: 2, x: 3}",
                        "set variable = 1, value = 2, x = 3"),
                arguments("- set_var: {name: a, value: 1}", "set a = 1"),
                arguments("- set_variable: {variable: a, value: 1}", "set a = 1"),
                arguments("- {variable: a, value: 1}", "set a = 1"),
                arguments("- variable: {var: a, value: 1}", "set a = 1"),
                arguments("- set: {a: {$literal: '{{x}}'}}", "set a = '\\u007b{x}}'"),
                arguments("- get: user.name", "get user.name"),
                arguments("- get: {var: user.name}", "get user.name"),
                arguments("- return: 5", "return 5"),
                arguments("- return: null", "return null"),
                arguments("- return: {message: hi}", "return {message: 'hi'}"),
                arguments("- return: {}", "return {}"),
                arguments("- return: [1, '{{ n }}']", "return [1, n]"),
                arguments(
                        "- return: {value: 1, status: 404, raw: true, headers: {x: y}}",
                        "return 1 status 404 raw true headers {x: 'y'}"),
                arguments("- return: {body: 1, status: 'code + 1'}", "return 1 status code + 1"),
                arguments(
                        "- {return: {error: no}, status: 404}", "return {error: 'no'} status 404"),
                arguments("- comment: Validate", "comment"),
                arguments("- comment: {text: Validate}", "comment"),
                arguments("- comment:", "comment"),
                arguments("- log: 'n = {{ n }}'", "log INFO 'n = {{ n }}'"),
                arguments("- {log: hi, level: warning}", "log WARN 'hi'"),
                arguments("- log: {level: debug, message: 5}", "log DEBUG '{{ 5 }}'"),
                arguments("- sleep: 100", "sleep 100"),
                arguments("- sleep: {ms: 'delay * 2'}", "sleep delay * 2"),
                arguments("- sleep: {duration: '{{ d }}'}", "sleep d"));
    }

    /** DOC-16, DOC-47: branches and loops. */
    static Stream<Arguments> control() {
        return Stream.of(
                arguments(
                        "- if: {condition: 'x > 1', then: [{log: big}], else: [{log: small}]}",
                        "if x > 1 {log INFO 'big'} else {log INFO 'small'}"),
                arguments(
                        "- {if: 'x > 1', then: {log: big}, otherwise: null}",
                        "if x > 1 {log INFO 'big'} else {}"),
                arguments(
                        "- {if: a, then: [], else_if: [{if: b, then: []}, {condition: c, then: break}]}",
                        "WRONG_TYPE 2:73 /logic/0/else_if/1/then"
                                + " | `then` must be a list of steps, not a string"),
                arguments(
                        "- {if: a, then: [], elseIf: {if: b, then: []}}",
                        "if a {} else if b {} else {}"),
                arguments(
                        """
                        - switch: body.role
                          cases:
                            - {value: admin, body: {set: {n: 1}}}
                            - {case: 2, operations: []}
                            - {value: a, actions: []}
                            - {value: b, then: []}
                            - {value: c, do: []}
                          default: [{set: {n: 0}}]
                        """,
                        "switch body.role case 'admin' {set n = 1} case 2 {} case 'a' {} case 'b' {}"
                                + " case 'c' {} default {set n = 0}"),
                arguments("- {loop: items, do: []}", "loop item loop in items {}"),
                arguments("- {foreach: items, as: x, actions: []}", "loop x loop in items {}"),
                arguments(
                        "- for_each: {items: '[1, 2]', item: x, index: i, loop_var: l, operations: []}",
                        "loop x,i l in [1, 2] {}"),
                arguments("- {loop: [1, 2], item_var: x, body: []}", "loop x loop in [1, 2] {}"),
                arguments("- {loop: a, item_name: x, body: []}", "loop x loop in a {}"),
                arguments(
                        "- {while: 'n < 5', max_iterations: 7, do: [break, continue]}",
                        "while n < 5 max 7 loop {break; continue}"),
                arguments("- {until: 'n == 0', loop_var: l, body: []}", "until n == 0 l {}"),
                arguments(
                        "- {for_range: {start: 1, end: 4}, variable: i, do: []}",
                        "range i loop 1..4 {}"),
                arguments(
                        "- for_range: {start: a, end: 'b - 1', step: -1, as: i, actions: []}",
                        "range i loop a..b - 1 step -1 {}"),
                arguments(
                        "- {while: a, do: [{break: true}, {break: {}}, {break: null}, {Break: }]}",
                        "while a loop {break; break; break; break}"),
                arguments(
                        "- {while: a, do: [Continue, {continue: true}]}",
                        "while a loop {continue; continue}"));
    }

    /** ERR-9, ERR-12, DOC-47: try, throw, parallel. */
    static Stream<Arguments> errorsAndTasks() {
        return Stream.of(
                arguments("- {try: [{log: a}], retry: 2}", "try {log INFO 'a'} retry(max 2)"),
                arguments("- try: {actions: [], retry: true}", "try {} retry()"),
                arguments(
                        "- {try: [], retry: {max_attempts: n, delay_ms: 5, multiplier: 1.5,"
                                + " max_delay_ms: 9, jitter: none, when: 'error.status > 1'}}",
                        "try {} retry(max n delay 5 multiplier 1.5 maxDelay 9 noJitter when"
                                + " error.status > 1)"),
                arguments("- {try: [], catch: [{log: a}]}", "try {} catch [] error {log INFO 'a'}"),
                arguments("- {try: [], catch: {log: a}}", "try {} catch [] error {log INFO 'a'}"),
                arguments("- {try: [], catch: null}", "try {} catch [] error {}"),
                arguments("- {try: [], catch: []}", "try {} catch [] error {}"),
                arguments("- {try: [], catch: [!Log a]}", "try {} catch [] error {log INFO 'a'}"),
                arguments(
                        "- {try: [], catch: {codes: [A, B_*, '*'], body: []}}",
                        "try {} catch [A, B_*, *] error {}"),
                arguments(
                        "- {try: [], catch: [{codes: [A], as: e, do: []}, {when: 'error.data',"
                                + " operations: [{log: b}]}]}",
                        "try {} catch [A] e {} catch [] error when error.data {log INFO 'b'}"),
                arguments("- {try: [], finally: {log: a}}", "try {} finally {log INFO 'a'}"),
                arguments("- throw: no", "throw 'no'"),
                arguments("- throw: '{{ error }}'", "throw error"),
                arguments(
                        "- throw: {message: m, code: C, status: 409, data: {a: 1}}",
                        "throw 'm' code 'C' status 409 data {a: 1}"),
                arguments(
                        "- parallel: [[{log: a}], {log: b}, {name: t, logic: {log: c}}, {do: []}, null]",
                        "parallel {log INFO 'a'} {log INFO 'b'} t{log INFO 'c'} {} {} throw"),
                arguments(
                        "- {parallel: {tasks: []}, max_concurrent: 2, on_error: collect, assign: r}",
                        "parallel  max 2 collect > r"),
                arguments(
                        "- parallel: {for_each: ids, as: id, do: {log: '{{ id }}'}, race: true}",
                        "parallel id in ids {log INFO '{{ id }}'} throw race true"),
                arguments(
                        "- {parallel: null, for_each: ids, logic: [], on_error: fail_fast}",
                        "parallel item in ids {} fail_fast"),
                arguments(
                        "- parallel: {tasks: [], race: false, on_error: collect}",
                        "parallel  collect race false"),
                arguments("- {await_all: [a], store_in: x}", "await > x"));
    }

    /** DOC-46, DOC-47: functions and computation. */
    static Stream<Arguments> functions() {
        return Stream.of(
                arguments(
                        "- define_function: {name: f, params: [a, b], body: [{return: '{{ a }}'}]}",
                        "define f[a, b] {return a}"),
                arguments("- {define_function: f, logic: null}", "define f[] {}"),
                arguments(
                        "- call_function: {name: f, args: [1, '{{ x }}'], output_var: r}",
                        "call f(1, x) > r"),
                arguments("- {call: f, arguments: [], result_var: r}", "call f() > r"),
                arguments("- call: f", "call f()"),
                arguments(
                        "- math_op: {operation: mul, args: ['{{ p }}', 1.1], assign: t}",
                        "math MULTIPLY(p, 1.1) > t"),
                arguments("- {math: average, values: numbers}", "math AVG(numbers)"),
                arguments("- {math: round, args: 'x + 1'}", "math ROUND(x + 1)"),
                arguments(
                        "- string_op: {operation: split, input: '{{ csv }}', args: [',']}",
                        "string_result = SPLIT(csv, ',')"),
                arguments(
                        "- {string: startsWith, value: abc, args: [a]}",
                        "string_result = STARTS_WITH('abc', 'a')"),
                arguments("- {string: len, input: abc}", "string_result = LENGTH('abc')"),
                arguments("- {string: reverse, input: abc}", "string_result = REVERSE('abc')"),
                arguments(
                        "- json_op: {operation: get_path, input: user, args: ['address.city']}",
                        "json_result = GET(user, 'address.city')"),
                arguments(
                        "- {json: set_path, value: user, args: [a, 1]}",
                        "json_result = SET_PATH(user, 'a', 1)"),
                arguments(
                        "- {json: merge, input: a, args: [{b: 1}]}",
                        "json_result = MERGE(a, {b: 1})"),
                arguments("- {json: parse, input: text}", "json_result = JSON_PARSE(text)"),
                arguments(
                        "- {json: stringify, input: '{\"a\": 1}'}",
                        "json_result = JSON_STRINGIFY({a: 1})"),
                arguments("- {json: pretty, input: x}", "json_result = JSON_PRETTY(x)"),
                arguments(
                        "- map: {input: numbers, transform: 'x * 2'}",
                        "map_result = MAP(numbers item: x * 2)"),
                arguments(
                        "- {map: users, as: u, transform: {n: '{{ u.name }}'}, assign: r}",
                        "map_result = MAP(users u: {n: u.name}) > r"),
                arguments(
                        "- filter: {input: users, condition: 'age > 18'}",
                        "filter_result = FILTER(users item: age > 18)"),
                arguments(
                        "- aggregate: {input: a, operation: sum, by: 'p * q'}",
                        "aggregate_result = SUM_BY(a item: p * q)"),
                arguments("- {aggregate: a, operation: sum}", "aggregate_result = SUM(a)"),
                arguments("- {aggregate: a, operation: avg}", "aggregate_result = AVG(a)"),
                arguments(
                        "- {aggregate: a, operation: count}",
                        "aggregate_result = COUNT_ELEMENTS(a)"),
                arguments("- {aggregate: a, operation: min}", "aggregate_result = MIN_ELEMENT(a)"),
                arguments(
                        "- {aggregate: a, operation: max, by: x, as: e}",
                        "aggregate_result = MAX_BY(a e: x)"));
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("DOC-41: operations in every case style")
    @CsvSource({
        "SetVar, set a = 1",
        "setVar, set a = 1",
        "set-var, set a = 1",
        "set_variable, set a = 1",
        "SetVariable, set a = 1",
    })
    void readsOperationsInEveryCaseStyle(String key, String expected) {
        Source source = Source.ofLogic("- " + key + ": {name: a, value: 1}");

        assertThat(source.operations()).isEqualTo(expected);
    }

    @Test
    @DisplayName("DOC-41: fields in every case style")
    void readsFieldsInEveryCaseStyle() {
        Source source =
                Source.ofLogic(
                        """
                        - {while: a, maxIterations: 1, Body: []}
                        - {while: a, max-iterations: 1, do: []}
                        - {while: a, MaxIterations: 1, do: [], loopVar: l}
                        """);

        assertThat(source.operations())
                .isEqualTo("while a max 1 loop {}; while a max 1 loop {}; while a max 1 l {}");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @DisplayName("DOC-41: conversion of names")
    @CsvSource({
        "SetVar, set_var",
        "httpRequest, http_request",
        "math-op, math_op",
        "JSONOp, json_op",
        "WsOp, ws_op",
        "SHA256Of, sha256_of",
        "a1B, a1_b",
        "already_snake, already_snake",
        "SET, set",
        "X, x",
        "ABc, a_bc",
    })
    void convertsToSnakeCase(String name, String expected) {
        assertThat(SnakeCase.of(name)).isEqualTo(expected);
    }

    @Test
    @DisplayName("DOC-42: tags of YAML")
    void readsTagsAsOperations() {
        Source source =
                Source.ofLogic(
                        """
                        - !Set {var: a, value: 1}
                        - !Set {b: 2, c: 3}
                        - !Log "text"
                        - !SLEEP 5
                        - !If {condition: a, then: !Log b}
                        - !While {condition: a, do: [!Break , !Continue {}]}
                        - !Return
                          x: 1
                        """);

        assertThat(source.operations())
                .isEqualTo(
                        "set a = 1; set b = 2, c = 3; log INFO 'text'; sleep 5;"
                                + " if a {log INFO 'b'} else {}; while a loop {break; continue};"
                                + " return {x: 1}");
    }

    @Test
    @DisplayName("DOC-42: JSON has no tags, but every other notation")
    void readsJson() {
        Source source =
                Source.of(
                        """
                        {"name": "r", "path": "/r", "method": "get",
                         "logic": {"If": {"condition": "a", "then": [{"break": {}}, "continue"]}}}
                        """);

        assertThat(source.places())
                .isEqualTo(
                        """
                        BREAK_OUTSIDE_LOOP 2:46 /logic/If/then/0
                        BREAK_OUTSIDE_LOOP 2:61 /logic/If/then/1
                        UNREACHABLE 2:61 /logic/If/then/1\
                        """);
    }

    @Test
    @DisplayName("DOC-14: response is appended as a return")
    void appendsTheResponse() {
        String head = "name: r\npath: /r\nmethod: GET\n";

        assertThat(Source.of(head + "response: {message: 'hi {{ name }}'}").operations())
                .isEqualTo("return {message: 'hi {{ name }}'}");
        assertThat(Source.of(head + "response: {body: 1, status: 201}").operations())
                .isEqualTo("return 1 status 201");
        assertThat(Source.of(head + "logic: {log: a}\nresponse: {value: 1}").operations())
                .isEqualTo("log INFO 'a'; return 1");
        assertThat(Source.of(head + "response: text").operations()).isEqualTo("return 'text'");
    }

    @Test
    @DisplayName("ERR-1: the location of an operation is its element of the block")
    void locatesOperations() {
        RouteDocument route =
                Source.of(
                                """
                                name: orders
                                path: /r
                                method: GET
                                logic:
                                  - SetVar: {name: a, value: 1}
                                  - if: a
                                    then: {log: b}
                                response: 5
                                """)
                        .route();
        Operation.If branch = (Operation.If) route.logic().get(1);

        assertThat(route.logic())
                .extracting(o -> o.location().toString())
                .containsExactly(
                        "SourceLocation[document=orders, operation=set, pointer=/logic/0, line=5,"
                                + " column=5]",
                        "SourceLocation[document=orders, operation=if, pointer=/logic/1, line=6,"
                                + " column=5]",
                        "SourceLocation[document=orders, operation=return, pointer=/response,"
                                + " line=8, column=11]");
        assertThat(branch.arms().getFirst().body().getFirst().location().pointer())
                .isEqualTo("/logic/1/then");
    }
}
