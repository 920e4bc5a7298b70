package dev.tiercel.frontend.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tiercel.frontend.syntax.DocumentLimits;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is wrong with operations: code, place, suggestion and message. The logic begins at line 2,
 * column 3.
 */
class OperationFindingsTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource({"recognition", "fields", "names", "control", "errors", "tasks", "functions"})
    void reports(String logic, String finding) {
        assertThat(Source.ofLogic(logic).described()).isEqualTo(finding);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"quietRecognition", "quietControl"})
    void reportsNothing(String logic) {
        assertThat(Source.ofLogic(logic).described()).isEmpty();
    }

    /** DOC-40, DOC-42, DOC-45, DOC-49: which operation a step is. */
    static Stream<Arguments> recognition() {
        return Stream.of(
                arguments(
                        "- sett: {a: 1}",
                        "UNKNOWN_OPERATION 2:5 /logic/0/sett -> set"
                                + " | Unknown operation `sett`; did you mean `set`?"),
                arguments(
                        "- print: hi",
                        "UNKNOWN_OPERATION 2:5 /logic/0/print -> log"
                                + " | Unknown operation `print`; did you mean `log`?"),
                arguments(
                        "- {name: f, call_functoin: [1]}",
                        "UNKNOWN_OPERATION 2:15 /logic/0/call_functoin -> call_function"
                                + " | Unknown operation `call_functoin`; did you mean"
                                + " `call_function`?"),
                arguments(
                        "- total: 5",
                        "UNKNOWN_OPERATION 2:5 /logic/0/total -> set: {total: 5}"
                                + " | Unknown operation `total`"),
                arguments(
                        "- x: '{{ a }}'",
                        "UNKNOWN_OPERATION 2:5 /logic/0/x -> set: {x: \"{{ a }}\"}"
                                + " | Unknown operation `x`"),
                arguments(
                        "- {total: [1, true], count: {a: b c}}",
                        "UNKNOWN_OPERATION 2:6 /logic/0/total ->"
                                + " set: {total: [1, true], count: {a: \"b c\"}}"
                                + " | Unknown operation `total`"),
                arguments(
                        "- a.b.c.d.e.f: 5",
                        "UNKNOWN_OPERATION 2:5 /logic/0/a.b.c.d.e.f"
                                + " | Unknown operation `a.b.c.d.e.f`"),
                arguments("- {}", "UNKNOWN_OPERATION 2:5 /logic/0 | A step needs an operation"),
                arguments(
                        "- {action: SetVar, name: a, value: 1}",
                        "UNKNOWN_OPERATION 2:6 /logic/0/action -> set_var: {name: a, value: 1}"
                                + " | `action` is no operation; the key of a step names its"
                                + " operation"),
                arguments(
                        "- {operation: sum, args: [1]}",
                        "UNKNOWN_OPERATION 2:6 /logic/0/operation"
                                + " | `operation` is no operation; the key of a step names its"
                                + " operation"),
                arguments(
                        "- {if: 'x > 1', return: 1}",
                        "MULTIPLE_OPERATIONS 2:5 /logic/0 -> then: [{return: 1}]"
                                + " | `if` and `return` in one step"),
                arguments(
                        "- {if: a, set: {b: 1}, log: c}",
                        "MULTIPLE_OPERATIONS 2:5 /logic/0 -> then: [{set: {b: 1}}, {log: c}]"
                                + " | `if` and `set` and `log` in one step"),
                arguments(
                        "- {set: {b: 1}, log: c}",
                        "MULTIPLE_OPERATIONS 2:5 /logic/0 | `set` and `log` in one step"),
                arguments(
                        "- 5",
                        "NOT_AN_OPERATION 2:5 /logic/0 | A step must be a mapping, not a number"),
                arguments(
                        "- set",
                        "NOT_AN_OPERATION 2:5 /logic/0 | A step must be a mapping, not a string"),
                arguments(
                        "- null",
                        "NOT_AN_OPERATION 2:5 /logic/0 | A step must be a mapping, not null"),
                arguments(
                        "- [{log: a}]",
                        "NOT_AN_OPERATION 2:5 /logic/0 | A step must be a mapping, not a list"),
                arguments(
                        "- !Sett {a: 1}",
                        "YAML_TAG 2:5 /logic/0 -> !Set"
                                + " | Unknown tag `!Sett`; did you mean `!Set`?"),
                arguments(
                        "- !call_functon f",
                        "YAML_TAG 2:5 /logic/0 -> !CallFunction"
                                + " | Unknown tag `!call_functon`; did you mean `!CallFunction`?"),
                arguments("- !whatsoever 1", "YAML_TAG 2:5 /logic/0 | Unknown tag `!whatsoever`"),
                arguments(
                        "- log: !Log a",
                        "YAML_TAG 2:10 /logic/0/log | Tag `!Log` may only stand on a step"),
                arguments(
                        "- set: {a: [!Whatever b]}",
                        "YAML_TAG 2:15 /logic/0/set/a/0 | Unknown tag `!Whatever`"),
                arguments(
                        "- {if: a, then: break}",
                        "WRONG_TYPE 2:19 /logic/0/then"
                                + " | `then` must be a list of steps, not a string"),
                arguments(
                        "- if: {condition: {left: a, operator: '>', right: 5}, then: []}",
                        "WRONG_TYPE 2:21 /logic/0/if/condition -> a > 5"
                                + " | `condition` must be an expression, not a mapping"),
                arguments(
                        "- {while: {left: [a], operator: '>'}, do: []}",
                        "WRONG_TYPE 2:13 /logic/0/while"
                                + " | `condition` must be an expression, not a mapping"));
    }

    static Stream<String> quietRecognition() {
        return Stream.of(
                "- {for_range: {start: 1, end: 4}, variable: i, do: []}",
                "- {parallel: null, for_each: a, do: []}",
                "- {set: {literal: 5}}",
                "- comment: 5");
    }

    /** DOC-39, DOC-43, DOC-44: fields. */
    static Stream<Arguments> fields() {
        return Stream.of(
                arguments(
                        "- if: {conditon: a, then: []}",
                        "MISSING_FIELD 2:5 /logic/0 | `if` needs `condition`\n"
                                + "UNKNOWN_FIELD 2:10 /logic/0/if/conditon -> condition"
                                + " | `conditon` is not a field of `if`"),
                arguments(
                        "- {if: a, then: [], esle: []}",
                        "UNKNOWN_FIELD 2:24 /logic/0/esle -> else"
                                + " | `esle` is not a field of `if`"),
                arguments(
                        "- {loop: a, do: [], xyz: 1}",
                        "UNKNOWN_FIELD 2:24 /logic/0/xyz | `xyz` is not a field of `loop`"),
                arguments(
                        "- {set: {a: 1}, vaule: 2}",
                        "UNKNOWN_FIELD 2:20 /logic/0/vaule"
                                + " | `vaule` is not a field of `set` with a mapping of variables"),
                arguments("- if: a", "MISSING_FIELD 2:5 /logic/0 | `if` needs `then`"),
                arguments("- log:", "MISSING_FIELD 2:5 /logic/0 | `log` needs `message`"),
                arguments(
                        "- set: {}",
                        "MISSING_FIELD 2:5 /logic/0 | `set` needs `var`\n"
                                + "MISSING_FIELD 2:5 /logic/0 | `set` needs `value`"),
                arguments("- set: {var: a}", "MISSING_FIELD 2:5 /logic/0 | `set` needs `value`"),
                arguments(
                        "- set: a",
                        "WRONG_TYPE 2:10 /logic/0/set"
                                + " | `set` must be a mapping of variables, not a string"),
                arguments(
                        "- set_var: a",
                        "MISSING_FIELD 2:5 /logic/0 | `set` needs `var`\n"
                                + "MISSING_FIELD 2:5 /logic/0 | `set` needs `value`\n"
                                + "WRONG_TYPE 2:14 /logic/0/set_var"
                                + " | `set_var` must be a mapping of its fields, not a string"),
                arguments(
                        "- {if: a, then: [], else: [], otherwise: []}",
                        "DUPLICATE_FIELD 2:44 /logic/0/otherwise"
                                + " | `else` and `otherwise` are the same field"),
                arguments(
                        "- {log: {message: a}, message: b}",
                        "DUPLICATE_FIELD 2:34 /logic/0/message | `message` is given twice"),
                arguments(
                        "- {return: {a: 1}, value: 2}",
                        "DUPLICATE_FIELD 2:29 /logic/0/value"
                                + " | `return` and `value` are the same field"),
                arguments(
                        "- {log: a, level: wran}",
                        "INVALID_VALUE 2:21 /logic/0/level -> warn"
                                + " | `wran` is none of `debug`, `error`, `info`, `warn`,"
                                + " `warning`"),
                arguments(
                        "- {log: a, level: 5}",
                        "WRONG_TYPE 2:21 /logic/0/level | `level` must be a string, not a number"),
                arguments(
                        "- sleep: true",
                        "WRONG_TYPE 2:12 /logic/0/sleep"
                                + " | `duration_ms` must be a number, not a boolean"),
                arguments(
                        "- return: {value: 1, status: 700}",
                        "INVALID_VALUE 2:32 /logic/0/return/status"
                                + " | `status` is 700; it must be 200 to 599"),
                arguments(
                        "- return: {value: 1, status: '199'}",
                        "INVALID_VALUE 2:32 /logic/0/return/status"
                                + " | `status` is 199; it must be 200 to 599"),
                arguments(
                        "- return: {value: 1, status: 200.5}",
                        "WRONG_TYPE 2:32 /logic/0/return/status"
                                + " | `status` must be an integer, not 200.5"),
                arguments(
                        "- return: {value: 1, status: [1]}",
                        "WRONG_TYPE 2:32 /logic/0/return/status"
                                + " | `status` must be an integer, not a list"),
                arguments(
                        "- return: {value: 1, raw: 1}",
                        "WRONG_TYPE 2:29 /logic/0/return/raw | `raw` must be a boolean, not a number"),
                arguments(
                        "- return: {value: 1, headers: [a]}",
                        "WRONG_TYPE 2:33 /logic/0/return/headers"
                                + " | `headers` must be a mapping, not a list"),
                arguments(
                        "- return: {status: 404, error: no}",
                        "STATUS_IN_BODY 2:22 /logic/0/return/status"
                                + " -> return: {value: {error: no}, status: 404}"
                                + " | `status` becomes part of the body; write return: {value:"
                                + " {error: no}, status: 404}"));
    }

    /** LANG-7, LANG-8: names. */
    static Stream<Arguments> names() {
        return Stream.of(
                arguments(
                        "- set: {a.b: 1}",
                        "INVALID_NAME 2:11 /logic/0/set/a.b"
                                + " -> set: {a: \"{{ set_path(a, 'b', …) }}\"}"
                                + " | `a.b` is no variable name"),
                arguments(
                        "- set: {var: '{{ a }}', value: 1}",
                        "INVALID_NAME 2:16 /logic/0/set/var | `{{ a }}` is no variable name"),
                arguments(
                        "- set: {var: 1a, value: 1}",
                        "INVALID_NAME 2:16 /logic/0/set/var | `1a` is no variable name"),
                arguments(
                        "- set: {var: 5, value: 1}",
                        "WRONG_TYPE 2:16 /logic/0/set/var | `var` must be a name, not a number"),
                arguments(
                        "- set: {request: 1, env: 2}",
                        "RESERVED_NAME 2:11 /logic/0/set/request | `request` cannot be assigned\n"
                                + "RESERVED_NAME 2:23 /logic/0/set/env | `env` cannot be assigned"),
                arguments(
                        "- set: {and: 1}",
                        "RESERVED_NAME 2:11 /logic/0/set/and | `and` cannot be assigned"),
                arguments(
                        "- {call: f, assign: not}",
                        "RESERVED_NAME 2:23 /logic/0/assign | `not` cannot be assigned"),
                arguments(
                        "- {loop: a, as: 'x y', do: []}",
                        "INVALID_NAME 2:19 /logic/0/as | `x y` is no variable name"),
                arguments(
                        "- call: a b",
                        "INVALID_NAME 2:11 /logic/0/call | `a b` is no function name"),
                arguments(
                        "- {define_function: 'null', body: []}",
                        "RESERVED_NAME 2:23 /logic/0/define_function"
                                + " | `null` is a reserved word"));
    }

    /** Branches, loops and what follows them. */
    static Stream<Arguments> control() {
        return Stream.of(
                arguments("- break", "BREAK_OUTSIDE_LOOP 2:5 /logic/0 | `break` outside a loop"),
                arguments(
                        "- {loop: a, do: {parallel: [[continue]]}}",
                        "BREAK_OUTSIDE_LOOP 2:34 /logic/0/do/parallel/0/0"
                                + " | `continue` outside a loop"),
                arguments(
                        "- {parallel: {for_each: a, do: [break]}}",
                        "BREAK_OUTSIDE_LOOP 2:37 /logic/0/parallel/do/0 | `break` outside a loop"),
                arguments(
                        "- {while: a, do: {define_function: {name: f, body: [break]}}}",
                        "BREAK_OUTSIDE_LOOP 2:57 /logic/0/do/define_function/body/0"
                                + " | `break` outside a loop"),
                arguments(
                        "- {while: a, do: [{break: false}]}",
                        "WRONG_TYPE 2:29 /logic/0/do/0/break"
                                + " | `break` must be a mapping of its fields, not a boolean"),
                arguments(
                        "- {while: a, do: [{break: {x: 1}}]}",
                        "UNKNOWN_FIELD 2:30 /logic/0/do/0/break/x"
                                + " | `x` is not a field of `break`"),
                arguments(
                        "- {while: a, do: [{break: true, x: 1}]}",
                        "UNKNOWN_FIELD 2:35 /logic/0/do/0/x | `x` is not a field of `break`"),
                arguments(
                        "- return: 1\n- comment: a\n- log: b\n- log: c",
                        "UNREACHABLE 4:5 /logic/2 | This step is never executed"),
                arguments(
                        "- {while: a, do: [break, {log: a}]}",
                        "UNREACHABLE 2:28 /logic/0/do/1 | This step is never executed"),
                arguments(
                        "- throw: a\n- return: 1",
                        "UNREACHABLE 3:5 /logic/1 | This step is never executed"),
                arguments(
                        "- {if: true, then: []}",
                        "CONSTANT_CONDITION 2:10 /logic/0/if | The condition is always true"),
                arguments(
                        "- {if: a, then: [], else_if: {if: \"!1\", then: []}}",
                        "CONSTANT_CONDITION 2:37 /logic/0/else_if/if"
                                + " | The condition is always false"),
                arguments(
                        "- {if: '1 + 1 == 2', then: []}",
                        "CONSTANT_CONDITION 2:10 /logic/0/if | The condition is constant"),
                arguments(
                        "- {if: 'null', then: []}",
                        "CONSTANT_CONDITION 2:10 /logic/0/if | The condition is always false"),
                arguments(
                        "- {if: [], then: []}",
                        "CONSTANT_CONDITION 2:10 /logic/0/if | The condition is always false"),
                arguments(
                        "- {if: {a: 1}, then: []}",
                        "CONSTANT_CONDITION 2:10 /logic/0/if | The condition is always true"),
                arguments(
                        "- {while: 0, do: []}",
                        "CONSTANT_CONDITION 2:13 /logic/0/while | The condition is always false"),
                arguments(
                        "- {until: \"'a'\", do: []}",
                        "CONSTANT_CONDITION 2:13 /logic/0/until | The condition is always true"),
                arguments(
                        "- {while: a, max_iterations: 0, do: []}",
                        "INVALID_VALUE 2:32 /logic/0/max_iterations"
                                + " | `max_iterations` is 0; it must be at least 1"),
                arguments(
                        "- for_range: 5",
                        "MISSING_FIELD 2:5 /logic/0 | `for_range` needs `start`\n"
                                + "MISSING_FIELD 2:5 /logic/0 | `for_range` needs `end`\n"
                                + "MISSING_FIELD 2:5 /logic/0 | `for_range` needs `var`\n"
                                + "MISSING_FIELD 2:5 /logic/0 | `for_range` needs `body`\n"
                                + "WRONG_TYPE 2:16 /logic/0/for_range"
                                + " | `for_range` must be a mapping of its fields, not a number"),
                arguments(
                        "- {for_range: {start: 1.5, end: null}, as: i, do: []}",
                        "WRONG_TYPE 2:25 /logic/0/for_range/start"
                                + " | `start` must be an integer, not 1.5\n"
                                + "WRONG_TYPE 2:35 /logic/0/for_range/end"
                                + " | `end` must be an integer, not null"),
                arguments(
                        "- {switch: a, cases: {value: 1, body: []}}",
                        "WRONG_TYPE 2:24 /logic/0/cases | `cases` must be a list, not a mapping"),
                arguments(
                        "- {switch: a, cases: [1, {value: 1}, {value: 2, bdy: []}]}",
                        "WRONG_TYPE 2:25 /logic/0/cases/0"
                                + " | `an element of cases` must be a mapping, not a number\n"
                                + "MISSING_FIELD 2:28 /logic/0/cases/1"
                                + " | An element of `cases` needs `body`\n"
                                + "MISSING_FIELD 2:40 /logic/0/cases/2"
                                + " | An element of `cases` needs `body`\n"
                                + "UNKNOWN_FIELD 2:51 /logic/0/cases/2/bdy -> body"
                                + " | `bdy` is not a field of an element of `cases`"),
                arguments(
                        "- {if: a, then: [], else_if: [{if: b, condition: c, then: []}]}",
                        "DUPLICATE_FIELD 2:52 /logic/0/else_if/0/condition"
                                + " | `if` and `condition` are the same field"));
    }

    static Stream<String> quietControl() {
        return Stream.of(
                "- return: 1\n- comment: a\n- define_function: {name: f, body: []}",
                "- {while: true, do: [break]}",
                "- {until: false, do: [break]}",
                "- {if: a, then: {return: 1}}\n- log: b",
                "- {if: 'now() == 1', then: []}",
                "- {try: [{return: 1}], catch: [{return: 2}]}",
                "- {try: [], finally: {while: a, do: [break]}}",
                "- {try: [], finally: {define_function: {name: f, body: {return: 1}}}}",
                "- {try: [], finally: {parallel: [[{return: 1}]]}}",
                "- return: {status: 404, value: 1}",
                "- return: {status: '404'}",
                "- return: {status: 99}",
                "- sleep: -5",
                "- {for_range: {start: 1, end: 5, step: 0}, as: i, do: []}");
    }

    /** ERR-9, ERR-12: errors. */
    static Stream<Arguments> errors() {
        return Stream.of(
                arguments("- try: []", "USELESS_TRY 2:5 /logic/0 | `try` has no effect"),
                arguments(
                        "- {try: [], finally: [{return: 1}]}",
                        "RETURN_IN_FINALLY 2:25 /logic/0/finally/0"
                                + " | This `return` discards errors"),
                arguments(
                        "- {while: a, do: {try: [], finally: {if: b, then: [continue]}}}",
                        "RETURN_IN_FINALLY 2:54 /logic/0/do/finally/then/0"
                                + " | This `continue` discards errors"),
                arguments(
                        "- {try: [], finally: {while: a, do: {return: 1}}}",
                        "RETURN_IN_FINALLY 2:39 /logic/0/finally/do"
                                + " | This `return` discards errors"),
                arguments(
                        "- {try: [], retry: {max_attempts: 101}}",
                        "INVALID_VALUE 2:37 /logic/0/retry/max_attempts"
                                + " | `max_attempts` is 101; it must be 0 to 100"),
                arguments(
                        "- {try: [], retry: -1}",
                        "INVALID_VALUE 2:22 /logic/0/retry"
                                + " | `retry` is -1; it must be 0 to 100"),
                arguments(
                        "- {try: [], retry: false}",
                        "WRONG_TYPE 2:22 /logic/0/retry"
                                + " | `retry` must be an integer, `true` or a mapping, not a"
                                + " boolean"),
                arguments(
                        "- {try: [], retry: {multiplier: 0.5, jitter: half, dealy_ms: 1}}",
                        "INVALID_VALUE 2:35 /logic/0/retry/multiplier"
                                + " | `multiplier` is 0.5; it must be at least 1\n"
                                + "INVALID_VALUE 2:48 /logic/0/retry/jitter"
                                + " | `half` is none of `full`, `none`\n"
                                + "UNKNOWN_FIELD 2:54 /logic/0/retry/dealy_ms -> delay_ms"
                                + " | `dealy_ms` is not a field of `retry`"),
                arguments(
                        "- {try: [], catch: [{codes: ['A*B', 5], body: []}]}",
                        "INVALID_VALUE 2:32 /logic/0/catch/0/codes/0"
                                + " | `A*B` is no code; `*` may only end it\n"
                                + "WRONG_TYPE 2:39 /logic/0/catch/0/codes/1"
                                + " | `an element of codes` must be a string, not a number"),
                arguments(
                        "- {try: [], catch: {codes: A}}",
                        "MISSING_FIELD 2:22 /logic/0/catch | A `catch` clause needs `body`\n"
                                + "WRONG_TYPE 2:30 /logic/0/catch/codes"
                                + " | `codes` must be a list, not a string"),
                arguments(
                        "- {try: [], catch: [{body: []}, {log: a}]}",
                        "WRONG_TYPE 2:35 /logic/0/catch/1"
                                + " | `catch` must be a block or a list of clauses, not both"),
                arguments(
                        "- {try: [], catch: [{lgo: a}]}",
                        "UNKNOWN_OPERATION 2:24 /logic/0/catch/0/lgo -> log"
                                + " | Unknown operation `lgo`; did you mean `log`?"),
                arguments(
                        "- throw: {message: m, code: LIMIT_FUEL}",
                        "RESERVED_CODE 2:31 /logic/0/throw/code"
                                + " | `LIMIT_FUEL` cannot be thrown"),
                arguments(
                        "- {throw: m, code: CANCELLED}",
                        "RESERVED_CODE 2:22 /logic/0/code | `CANCELLED` cannot be thrown"),
                arguments(
                        "- {throw: m, code: ''}",
                        "INVALID_VALUE 2:22 /logic/0/code | `code` must have 1 to 64 characters"),
                arguments(
                        "- {throw: m, code: " + "C".repeat(65) + "}",
                        "INVALID_VALUE 2:22 /logic/0/code | `code` must have 1 to 64 characters"),
                arguments(
                        "- {throw: m, status: 399}",
                        "INVALID_VALUE 2:24 /logic/0/status"
                                + " | `status` is 399; it must be 400 to 599"));
    }

    /** OP-12 and the fields of parallel. */
    static Stream<Arguments> tasks() {
        return Stream.of(
                arguments(
                        "- parallel: {max_concurrent: 1}",
                        "MISSING_FIELD 2:5 /logic/0 | `parallel` needs `tasks` or `for_each`"),
                arguments(
                        "- parallel: {tasks: [], for_each: a, do: []}",
                        "CONFLICTING_FIELDS 2:23 /logic/0/parallel/tasks"
                                + " | `for_each` and `tasks` exclude each other"),
                arguments(
                        "- parallel: {for_each: a}",
                        "MISSING_FIELD 2:5 /logic/0 | `parallel` needs `do`"),
                arguments(
                        "- parallel: {tasks: [], as: x}",
                        "CONFLICTING_FIELDS 2:31 /logic/0/parallel/as"
                                + " | `tasks` and `as` exclude each other"),
                arguments(
                        "- parallel: {tasks: [], race: true, on_error: collect}",
                        "CONFLICTING_FIELDS 2:33 /logic/0/parallel/race"
                                + " | `on_error` and `race` exclude each other"),
                arguments(
                        "- parallel: {tasks: [], on_error: ignore, max_concurrent: 0}",
                        "INVALID_VALUE 2:37 /logic/0/parallel/on_error"
                                + " | `ignore` is none of `collect`, `fail_fast`, `throw`\n"
                                + "INVALID_VALUE 2:61 /logic/0/parallel/max_concurrent"
                                + " | `max_concurrent` is 0; it must be at least 1"),
                arguments(
                        "- parallel: [{name: 5, logic: []}]",
                        "WRONG_TYPE 2:23 /logic/0/parallel/0/name"
                                + " | `name` must be a string, not a number"),
                arguments(
                        "- parallel: [[{return: {value: 1, status: 404}}]]",
                        "RETURN_FIELDS_IGNORED 2:45 /logic/0/parallel/0/0/return/status"
                                + " | `status` has no effect in a parallel task"),
                arguments(
                        "- await_all: []",
                        "DEPRECATED 2:5 /logic/0"
                                + " | `await_all` has no effect; `parallel` waits"));
    }

    /** LANG-17, ARITY and the operations that compute. */
    static Stream<Arguments> functions() {
        return Stream.of(
                arguments(
                        "- define_function: {name: f, body: {if: a, then: {define_function: {name:"
                                + " g, body: []}}}}",
                        "NESTED_FUNCTION 2:52 /logic/0/define_function/body/then"
                                + " | Define `g` outside the function that contains it"),
                arguments(
                        "- {define_function: f, body: []}\n- {define_function: f, body: []}",
                        "DUPLICATE_FUNCTION 3:5 /logic/1 | Function `f` is defined twice"),
                arguments(
                        "- {define_function: f, params: [a, a, 1], body: []}",
                        "DUPLICATE_FIELD 2:38 /logic/0/params/1 | `a` is given twice\n"
                                + "WRONG_TYPE 2:41 /logic/0/params/2"
                                + " | `an element of params` must be a name, not a number"),
                arguments(
                        "- {define_function: f, body: {return: {value: 1, raw: true}}}",
                        "RETURN_FIELDS_IGNORED 2:57 /logic/0/body/return/raw"
                                + " | `raw` has no effect in a function"),
                arguments(
                        "- {math: sqrt, args: [1, 2]}",
                        "ARITY 2:24 /logic/0/args | `sqrt` takes 1 argument, 2 given"),
                arguments(
                        "- {math: sub, args: 5}",
                        "ARITY 2:23 /logic/0/args | `subtract` takes at least 2 arguments, 1 given"),
                arguments(
                        "- {math: round, args: [[1, 2, 3]]}",
                        "ARITY 2:25 /logic/0/args | `round` takes 1 to 2 arguments, 3 given"),
                arguments(
                        "- {math: avg, args: []}",
                        "ARITY 2:23 /logic/0/args | `avg` takes at least 1 argument, 0 given"),
                arguments(
                        "- {math: sumn, args: [1]}",
                        "INVALID_VALUE 2:12 /logic/0/math -> sum"
                                + " | `sumn` is no operation of `math_op`"),
                arguments(
                        "- {string: uper, input: a b}",
                        "INVALID_VALUE 2:14 /logic/0/string -> upper"
                                + " | `uper` is no operation of `string_op`"),
                arguments(
                        "- {string: json_parse, input: a b}",
                        "INVALID_VALUE 2:14 /logic/0/string"
                                + " | `json_parse` is no operation of `string_op`"),
                arguments(
                        "- {string: replace, input: a b, args: [1]}",
                        "ARITY 2:41 /logic/0/args | `replace` takes 2 arguments, 1 given"),
                arguments(
                        "- {string: replace, input: a b, args: x}",
                        "WRONG_TYPE 2:41 /logic/0/args | `args` must be a list, not a string\n"
                                + "ARITY 2:41 /logic/0/args | `replace` takes 2 arguments, 0 given"),
                arguments(
                        "- {string: join, input: tags, args: [',']}",
                        "LOOKS_LIKE_VARIABLE 2:27 /logic/0/input -> {{ tags }}"
                                + " | `tags` is text; write {{ tags }}"),
                arguments(
                        "- {json: get_path, input: a}",
                        "ARITY 2:5 /logic/0 | `get_path` takes 1 to 2 arguments, 0 given"),
                arguments(
                        "- {json: parse, input: a, args: [1]}",
                        "ARITY 2:35 /logic/0/args | `parse` takes 0 arguments, 1 given"),
                arguments(
                        "- {json: prase, input: a}",
                        "INVALID_VALUE 2:12 /logic/0/json -> parse"
                                + " | `prase` is none of `get_path`, `merge`, `parse`, `pretty`,"
                                + " `set_path`, `stringify`"),
                arguments(
                        "- {aggregate: a, operation: median}",
                        "INVALID_VALUE 2:31 /logic/0/operation"
                                + " | `median` is none of `avg`, `count`, `max`, `min`, `sum`"),
                arguments(
                        "- {filter: a, condition: 'x >'}",
                        "EXPRESSION_SYNTAX 2:31 /logic/0/condition"
                                + " | The expression ends after `>`"));
    }

    @Test
    @DisplayName(
            "RETURN_FIELDS_IGNORED in hooks and functions, where nested errors are found as well")
    void reportsIgnoredFields() {
        String step = "- {return: {value: 1, status: 404}, headers: {}}";

        assertThat(Source.ofHook(step).described())
                .isEqualTo(
                        """
                        RETURN_FIELDS_IGNORED 3:35 /ws_hooks/on_message/0/return/status | `status` has no effect in a hook
                        RETURN_FIELDS_IGNORED 3:50 /ws_hooks/on_message/0/headers | `headers` has no effect in a hook\
                        """);
        assertThat(Source.ofFunction(step).operations()).isEqualTo("return 1");
        assertThat(Source.ofLogic(step).operations()).isEqualTo("return 1 status 404 headers {}");
    }

    @Test
    @DisplayName("Operations of connectors are known but not available")
    void refusesConnectors() {
        Source source =
                Source.ofLogic(
                        """
                        - http: {url: 'https://x/{{ id }}', retry: 2, assign: stock}
                        - {sql: 'SELECT 1', params: [1]}
                        - !QueryDb SELECT 1
                        - {transaction: [{lgo: a}, {log: b}]}
                        - redis_op: {command: GET, key: a, tll: 5}
                        - ws_op: {command: send, message: '{{ a }'}
                        - execute_script: {language: js, code: x}
                        """);

        assertThat(source.documents()).isEmpty();
        assertThat(source.described())
                .isEqualTo(
                        """
                        UNKNOWN_OPERATION 2:5 /logic/0/http | `http_request` is not available in this version
                        UNKNOWN_OPERATION 3:6 /logic/1/sql | `sql_op` is not available in this version
                        UNKNOWN_OPERATION 4:5 /logic/2 | `query_db` is not available in this version
                        UNKNOWN_OPERATION 5:6 /logic/3/transaction | `transaction` is not available in this version
                        UNKNOWN_OPERATION 5:21 /logic/3/transaction/0/lgo -> log | Unknown operation `lgo`; did you mean `log`?
                        UNKNOWN_OPERATION 6:5 /logic/4/redis_op | `redis_op` is not available in this version
                        UNKNOWN_FIELD 6:38 /logic/4/redis_op/tll -> ttl | `tll` is not a field of `redis_op`
                        UNKNOWN_OPERATION 7:5 /logic/5/ws_op | `ws_op` is not available in this version
                        TEMPLATE_UNCLOSED 7:38 /logic/5/ws_op/message | `{{` is not closed
                        UNSUPPORTED 8:5 /logic/6/execute_script | Script languages are not available\
                        """);
    }

    @Test
    @DisplayName("DOC-20: operations of extensions are known but not available")
    void refusesExtensionOperations() {
        Source source =
                Source.of(
                        """
                        {name: r, path: /r, method: GET, logic: [{NotifyOp: {message: a}}]}
                        ---
                        {name: NotifyOp, function: f}
                        """);

        assertThat(source.described())
                .isEqualTo(
                        "UNKNOWN_OPERATION 1:43 /logic/0/NotifyOp"
                                + " | `NotifyOp` is not available in this version");
        assertThat(source.extension().operation()).isEqualTo("notify_op");
    }

    @Test
    @DisplayName("DOC-54: operations are counted after aliases have been expanded")
    void countsOperations() {
        var limits = new DocumentLimits(10_000, 128, 6, 50, 10);
        var settings = new DocumentSettings(limits, Optional.empty(), Map.of(), Set.of());
        String head =
                "name: r\npath: /r\nmethod: GET\nx-steps: &s [{log: a}, {log: b}, {log: c}]\n";

        assertThat(Source.of(head + "logic: [{if: a, then: *s}, {log: d}]", settings).places())
                .isEmpty();
        assertThat(Source.of(head + "logic: [{if: a, then: *s, else: *s}]", settings).described())
                .isEqualTo("TOO_MANY_OPERATIONS 1:1  | 7 operations exceed 6");
    }
}
