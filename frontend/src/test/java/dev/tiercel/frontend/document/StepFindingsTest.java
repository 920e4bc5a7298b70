package dev.tiercel.frontend.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tiercel.frontend.syntax.DocumentLimits;
import java.util.List;
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
 * What is wrong with steps, their fields and names: code, place, suggestion, message. The logic
 * begins at line 2, column 3.
 */
class StepFindingsTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource({"recognition", "noOperation", "fields", "fieldValues", "names"})
    void reports(String logic, String finding) {
        assertThat(Source.ofLogic(logic).described()).isEqualTo(finding);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("quietRecognition")
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
                        "NOT_AN_OPERATION 2:5 /logic/0 | A step must be a mapping, not a number"));
    }

    static Stream<Arguments> noOperation() {
        return Stream.of(
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
                        "- if: {left: a, operator: eq, right: b}\n  then: []",
                        "WRONG_TYPE 2:9 /logic/0/if -> a == 'b'"
                                + " | `condition` must be an expression, not a mapping"),
                arguments(
                        "- if: {left: '{{a}}', operator: contains, right: x}\n  then: []",
                        "WRONG_TYPE 2:9 /logic/0/if -> contains(a, 'x')"
                                + " | `condition` must be an expression, not a mapping"),
                arguments(
                        "- if: {left: a, operator: near, right: b}\n  then: []",
                        "WRONG_TYPE 2:9 /logic/0/if"
                                + " | `condition` must be an expression, not a mapping"),
                arguments(
                        "- {action: set, name: x, value: 1}",
                        "UNKNOWN_OPERATION 2:6 /logic/0/action -> set_var: {name: x, value: 1}"
                                + " | `action` is no operation; the key of a step names its"
                                + " operation"),
                arguments(
                        "- {action: set, name: x}",
                        "UNKNOWN_OPERATION 2:6 /logic/0/action -> set_var: {name: x}"
                                + " | `action` is no operation; the key of a step names its"
                                + " operation"),
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
                        "UNKNOWN_FIELD 2:23 /logic/0/esle -> else"
                                + " | `esle` is not a field of `if`"),
                arguments(
                        "- {loop: a, do: [], xyz: 1}",
                        "UNKNOWN_FIELD 2:23 /logic/0/xyz | `xyz` is not a field of `loop`"),
                arguments(
                        "- {set: {a: 1}, vaule: 2}",
                        "UNKNOWN_FIELD 2:19 /logic/0/vaule"
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
                                + " | `return` and `value` are the same field"));
    }

    static Stream<Arguments> fieldValues() {
        return Stream.of(
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

    @Test
    @DisplayName("operations.md, execute_script: scripts are refused, whatever their language")
    void refusesScripts() {
        assertThat(Source.ofLogic("- execute_script: {language: js, code: x}").described())
                .isEqualTo(
                        "UNSUPPORTED 2:5 /logic/0/execute_script"
                                + " | Script languages are not available");
    }

    @Test
    @DisplayName("DOC-20, DOC-41: an extension of the text adds its operation, in every case style")
    void knowsExtensionOperations() {
        for (String key : List.of("NotifyOp", "notifyOp", "notify_op", "notify-op")) {
            assertThat(extensionFindings("{" + key + ": {message: a}}")).isEmpty();
        }
        assertThat(extensionFindings("{notfy_op: {message: a}}"))
                .isEqualTo(
                        "UNKNOWN_OPERATION 1:43 /logic/0/notfy_op -> notify_op"
                                + " | Unknown operation `notfy_op`; did you mean `notify_op`?");
    }

    @Test
    @DisplayName("DOC-39, DOC-42: steps of extensions have the shapes of others")
    void readsShapesOfExtensionSteps() {
        assertThat(extensionFindings("{notify_op: {a: 1}, b: 2}")).isEmpty();
        assertThat(extensionFindings("!NotifyOp {a: 1}")).isEmpty();
        assertThat(extensionFindings("{notify_op: null}")).isEmpty();
        assertThat(extensionFindings("{notify_op: {a: 1}, a: 2}"))
                .isEqualTo("DUPLICATE_FIELD 1:65 /logic/0/a | `a` is given twice");
        assertThat(extensionFindings("{notify_op: text}"))
                .isEqualTo(
                        "WRONG_TYPE 1:54 /logic/0/notify_op"
                                + " | `notify_op` must be a mapping of its fields, not a string");
        assertThat(extensionFindings("{notify_op: {a: 1}, log: hi}"))
                .isEqualTo(
                        "MULTIPLE_OPERATIONS 1:42 /logic/0"
                                + " | `notify_op` and `log` in one step");
    }

    @Test
    @DisplayName("DOC-40: an operation of an extension that is a field of the step is that field")
    void readsFieldsThatAreNamedLikeExtensions() {
        String extensions = "\n---\n{name: body, function: f}\n---\n{name: Retry, function: f}\n";

        assertThat(
                        Stream.of(
                                        "{try: {body: [{log: a}]}, retry: 1}",
                                        "{try: [{log: a}], catch: [{body: [{log: b}]}]}",
                                        "{try: [{retry: {}}], catch: {retry: {}}}")
                                .map(step -> Source.of(ofStep(step) + extensions).described()))
                .containsOnly("");
    }

    private static String extensionFindings(String step) {
        return Source.of(ofStep(step) + "\n---\n{name: NotifyOp, function: f}\n").described();
    }

    private static String ofStep(String step) {
        return "{name: r, path: /r, method: GET, logic: [" + step + "]}";
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
