package dev.tiercel.frontend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tiercel.frontend.syntax.SourceText;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with texts and with the fields of documents: code, place, message. */
class DocumentFindingsTest {
    private static final String HEAD = "name: t\npath: /t/:id\nmethod: POST\n";

    @ParameterizedTest(name = "{1}")
    @MethodSource({"texts", "routes"})
    void reports(String text, String findings) {
        assertThat(Registration.of(text).described()).isEqualTo(findings);
    }

    /** DOC-1 to DOC-6: texts that are no documents. */
    static Stream<Arguments> texts() {
        return Stream.of(
                arguments("# nothing\n", "EMPTY_DOCUMENT 1:1 : The text contains no document"),
                arguments(
                        "{\"name\":\"t\",\"name\":\"u\",\"path\":\"/t\",\"method\":\"GET\",\"response\":1}",
                        "DUPLICATE_KEY 1:13 /name: Key `name` occurs twice"),
                arguments(
                        HEAD + "1: a\nresponse: 1",
                        "KEY_NOT_STRING 4:1 /1: Key `1` must be quoted -> \"1\""),
                arguments(
                        HEAD + "logic:\n  - set: {1: 2}\n  - return: 1",
                        "KEY_NOT_STRING 5:11 /logic/0/set/1: Key `1` must be quoted -> \"1\""),
                arguments(
                        HEAD + "logic:\n  - set: {1: 2}\n  - set: {}",
                        """
                        KEY_NOT_STRING 5:11 /logic/0/set/1: Key `1` must be quoted -> "1"
                        MISSING_FIELD 6:5 /logic/1: `set` needs `var`
                        MISSING_FIELD 6:5 /logic/1: `set` needs `value`\
                        """),
                arguments(
                        "x-a: &a [*a]\n" + HEAD,
                        "YAML_SYNTAX 1:10 : YAML parse error: alias `*a` stands inside its own"
                                + " anchor at line 1, column 10"),
                arguments(
                        HEAD + "response: [.inf]",
                        "INVALID_VALUE 4:12 /response/0: `.inf` is not a value"),
                arguments(
                        "a: 1",
                        "UNKNOWN_KIND 1:1 : Neither a route, a function nor an extension; a service"
                                + " needs `kind: service`"));
    }

    /** DOC-12, DOC-13, DOC-26, DOC-29, DOC-49: fields of routes. */
    static Stream<Arguments> routes() {
        return Stream.of(
                arguments(
                        "name: t\npath: /health\nmethod: GET\nresponse: 1",
                        "PATH_RESERVED 2:7 /path: `/health` belongs to the server"),
                arguments(
                        "name: t\npath: t\nmethod: GET\nresponse: 1",
                        "INVALID_PATH 2:7 /path: Route path must start with '/'"),
                arguments(
                        "name: ''\npath: /t\nmethod: GET\nresponse: 1",
                        "MISSING_FIELD 1:7 /name: Route name is required"),
                arguments(
                        "name: t\npath: /t\nmethod: GET\nlogic: []",
                        "MISSING_FIELD 4:8 /logic: Route logic cannot be empty"),
                arguments(
                        "name: t\npath: /t\nmethod: HEAD\nresponse: 1",
                        "INVALID_VALUE 3:9 /method: Method `HEAD` cannot be declared; GET routes"
                                + " answer HEAD"),
                arguments(
                        "name: t\npath: /w\nws_hooks: {on_message: []}\nlogic: [{log: a}]",
                        "LOGIC_IGNORED 4:8 /logic: `logic` is never run; use ws_hooks"),
                arguments(
                        HEAD + "response: 1\nschema: {a: {type: strin}}",
                        "INVALID_SCHEMA 5:20 /schema/a/type: `strin` is no type -> string"),
                arguments(
                        HEAD + "response: 1\nschema: {a: string}\nrequest_schema: {}",
                        "CONFLICTING_FIELDS 6:17 /request_schema: `schema` and `request_schema`"
                                + " exclude each other"),
                arguments(
                        HEAD + "response: 1\nparameters: [{name: a, validation: 'add, subtract'}]",
                        "VALIDATION_NOT_REGEX 5:36 /parameters/0/validation: `add, subtract` is"
                                + " treated as a description"),
                arguments(
                        HEAD + "response: 1\nrate_limit: {requests: 0}",
                        "INVALID_VALUE 5:24 /rate_limit/requests: `requests` is 0; it must be at"
                                + " least 1"));
    }

    @Test
    @DisplayName("DOC-1: a text that is not UTF-8")
    void reportsTextsOfOtherEncodings() {
        var source = new SourceText("t.yaml", new byte[] {'n', 'a', (byte) 0xC3, '('}, true);

        assertThat(Registration.of(source).described())
                .isEqualTo("INVALID_UTF8 1:3 : Invalid UTF-8 at byte 2");
    }

    @Test
    @DisplayName("DOC-54: what exceeds a limit is refused, what reaches it is not")
    void boundsTexts() {
        assertThat(Registration.of("x: " + "a".repeat(2 * 1024 * 1024)).described())
                .isEqualTo("DOCUMENT_TOO_LARGE 1:1 : 2,097,155 bytes exceed 2,097,152");
        assertThat(Registration.of(aliases(50)).described()).isEmpty();
        assertThat(Registration.of(aliases(51)).described())
                .endsWith(": 51 aliases exceed 50")
                .startsWith("TOO_MANY_ALIASES 5:");
        assertThat(Registration.of(HEAD + "logic:\n" + "  - log: a\n".repeat(10_001)).described())
                .isEqualTo("TOO_MANY_OPERATIONS 1:1 : 10,001 operations exceed 10,000");
        assertThat(nested(125)).isEmpty();
        assertThat(nested(200)).startsWith("DOCUMENT_TOO_DEEP 4:").endsWith("Nesting exceeds 128");
    }

    @Test
    @DisplayName("DOC-54: aliases of aliases are not expanded without bound")
    void boundsNestedAliases() {
        StringBuilder text = new StringBuilder("x-0: &a0 [{log: a}, {log: a}, {log: a}]\n");
        for (int i = 1; i <= 8; i++) {
            String step = "{if: b, then: *a" + (i - 1) + "}";
            text.append("x-%d: &a%d [%s]\n".formatted(i, i, String.join(", ", step, step, step)));
        }

        assertThat(Registration.of(text + HEAD + "logic: *a8\n").isRejected()).isTrue();
    }

    private static String aliases(int count) {
        return "x-a: &a [1]\n" + HEAD + "logic: [{return: [" + "*a, ".repeat(count) + "]}]";
    }

    private static String nested(int depth) {
        String value = "[".repeat(depth) + "]".repeat(depth);
        return Registration.of(HEAD + "logic: [{return: " + value + "}]").described();
    }
}
