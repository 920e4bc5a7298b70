package dev.tiercel.frontend.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is wrong with functions and computations: code, place, suggestion, message. The logic begins
 * at line 2, column 3.
 */
class FunctionFindingsTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource({"functions", "computations"})
    void reports(String logic, String finding) {
        assertThat(Source.ofLogic(logic).described()).isEqualTo(finding);
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
                                + " | An element of `params` must be a name, not a number"),
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
                arguments("- {math: avg, args: [[]]}", ""),
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
                                + " | `json_parse` is no operation of `string_op`"));
    }

    static Stream<Arguments> computations() {
        return Stream.of(
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
}
