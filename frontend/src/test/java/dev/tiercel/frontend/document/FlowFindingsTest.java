package dev.tiercel.frontend.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is wrong with branches, loops, errors and tasks: code, place, suggestion, message. The logic
 * begins at line 2, column 3.
 */
class FlowFindingsTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource({"control", "loops", "errors", "thrown", "tasks"})
    void reports(String logic, String finding) {
        assertThat(Source.ofLogic(logic).described()).isEqualTo(finding);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("quietControl")
    void reportsNothing(String logic) {
        assertThat(Source.ofLogic(logic).described()).isEmpty();
    }

    /** Branches, loops and what follows them. */
    static Stream<Arguments> control() {
        return Stream.of(
                arguments("- break", "BREAK_OUTSIDE_LOOP 2:5 /logic/0 | `break` outside a loop"),
                arguments(
                        "- {loop: a, do: {parallel: [[continue]]}}",
                        "BREAK_OUTSIDE_LOOP 2:32 /logic/0/do/parallel/0/0"
                                + " | `continue` outside a loop"),
                arguments(
                        "- {parallel: {for_each: a, do: [break]}}",
                        "BREAK_OUTSIDE_LOOP 2:35 /logic/0/parallel/do/0 | `break` outside a loop"),
                arguments(
                        "- {while: a, do: {define_function: {name: f, body: [break]}}}",
                        "BREAK_OUTSIDE_LOOP 2:55 /logic/0/do/define_function/body/0"
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
                                + " | The condition is always false"));
    }

    static Stream<Arguments> loops() {
        return Stream.of(
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
                        "- {if: {condition: {a: 1}}, then: []}",
                        "CONSTANT_CONDITION 2:22 /logic/0/if/condition | The condition is always true"),
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
                                + " | An element of `cases` must be a mapping, not a number\n"
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
                                + " | An element of `codes` must be a string, not a number"),
                arguments(
                        "- {try: [], catch: {codes: A}}",
                        "MISSING_FIELD 2:22 /logic/0/catch | A `catch` clause needs `body`\n"
                                + "WRONG_TYPE 2:30 /logic/0/catch/codes"
                                + " | `codes` must be a list, not a string"),
                arguments(
                        "- {try: [], catch: [{body: []}, {log: a}]}",
                        "WRONG_TYPE 2:35 /logic/0/catch/1"
                                + " | `catch` must be a block or a list of clauses, not both"));
    }

    static Stream<Arguments> thrown() {
        return Stream.of(
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
}
