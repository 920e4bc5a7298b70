package dev.tiercel.frontend.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.frontend.document.DocumentSettings;
import dev.tiercel.frontend.format.DocumentFormatter.Result;
import dev.tiercel.frontend.syntax.Format;
import dev.tiercel.frontend.syntax.SourceText;
import dev.tiercel.ir.DiagnosticCode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Texts before and after they are written in canonical form. */
class DocumentFormatterTest {
    private final DocumentFormatter formatter = new DocumentFormatter(DocumentSettings.DEFAULTS);

    @Test
    @DisplayName("CFG-25: names become canonical, top-level keys take the order of DOC-12")
    void namesAndOrder() {
        assertThat(
                        formatted(
                                """
                                logic:
                                - SetVar: {name: a, value: 1}
                                - variable: b
                                  value: two words
                                - !Log "hi {{ a }}"
                                - !If
                                  condition: a > 0
                                  otherwise: null
                                  then:
                                    mathOp: {values: ["{{ a }}", 2], operation: mul, assign: c}
                                - Foreach: "{{ list }}"
                                  as: x
                                  do: [break]
                                method: get
                                path: '/a'
                                """))
                .isEqualTo(
                        """
                        path: '/a'
                        method: GET
                        logic:
                          - set: {var: a, value: 1}
                          - set:
                              var: b
                              value: two words
                          - log: "hi {{ a }}"
                          - if:
                              condition: a > 0
                              then:
                                - math_op: {operation: multiply, args: ["{{ a }}", 2], output_var: c}
                              else: []
                          - loop: "{{ list }}"
                            var: x
                            body: [break]
                        """);
    }

    @Test
    @DisplayName("CFG-25: comments and empty lines stay with what they are about")
    void comments() {
        assertThat(
                        formatted(
                                """
                                # About the file.

                                # About the name.
                                name: n # the name
                                path: /a
                                # Above the method.
                                method: GET


                                logic: # the steps
                                # first
                                - set: {a: 1} # one
                                # second

                                - if: a > 0
                                  # why
                                  then:
                                  - log: x
                                    # after log
                                  # after the last step of then
                                # after the last step
                                - return: |
                                    one
                                      two
                                # the end
                                """))
                .isEqualTo(
                        """
                        # About the file.

                        # About the name.
                        name: n # the name
                        path: /a
                        # Above the method.
                        method: GET

                        logic: # the steps
                          # first
                          - set: {a: 1} # one
                          # second

                          - if: a > 0
                            # why
                            then:
                              - log: x
                                # after log
                              # after the last step of then
                          # after the last step
                          - return: |
                              one
                                two
                        # the end
                        """);
    }

    @Test
    @DisplayName("CFG-25: a comment goes with its key when keys change their order")
    void commentsMove() {
        assertThat(
                        formatted(
                                """
                                method: GET
                                # Where it is served.
                                path: /a
                                response: 1 # the answer
                                """))
                .isEqualTo(
                        """
                        # Where it is served.
                        path: /a
                        method: GET
                        response: 1 # the answer
                        """);
    }

    @Test
    @DisplayName("CFG-25: several documents stay several")
    void severalDocuments() {
        assertThat(
                        formatted(
                                """
                                ---
                                # one
                                name: f
                                body: []
                                # end of one
                                ---
                                # two
                                name: g
                                logic:
                                """))
                .isEqualTo(
                        """
                        # one
                        name: f
                        logic: []
                        # end of one
                        ---
                        # two
                        name: g
                        logic: []
                        """);
    }

    @Test
    @DisplayName("CFG-25: JSON gets two spaces, and keeps what is on one line there")
    void json() {
        assertThat(
                        formatted(
                                """
                                {"path":"/a","method":"post","logic":[{"SetVar":{"name":"a","value":1.50}},
                                  {"return":
                                    {"value":"{{a}}"}}]}\
                                """))
                .isEqualTo(
                        """
                        {
                          "path": "/a",
                          "method": "POST",
                          "logic": [
                            {"set": {"var": "a", "value": 1.50}},
                            {
                              "return": {"value": "{{a}}"}
                            }
                          ]
                        }
                        """);
    }

    @Test
    @DisplayName("CFG-25: JSON becomes YAML, and YAML without comments JSON")
    void conversion() {
        String json = "{\"path\": \"/a\", \"method\": \"GET\",\n \"response\": {\"on\": \"a: b\"}}";
        String yaml = "path: /a\nmethod: GET\nresponse: {\"on\": \"a: b\"}\n";

        assertThat(formatter.formatAs(Format.YAML, source(json)))
                .isEqualTo(new Result.Formatted(Format.YAML, yaml));
        assertThat(formatter.formatAs(Format.JSON, source(yaml)))
                .isEqualTo(
                        new Result.Formatted(
                                Format.JSON,
                                """
                                {
                                  "path": "/a",
                                  "method": "GET",
                                  "response": {"on": "a: b"}
                                }
                                """));
        assertThat(formatter.formatAs(Format.JSON, source(yaml + "# c\n")))
                .isEqualTo(new Result.Kept("a comment has no place in the canonical form"));
    }

    @Test
    @DisplayName("CFG-25: what cannot be written again keeps a file as it is")
    void obstacles() {
        assertThat(formatter.format(source("path: /a\nmethod: GET\nresponse: | # why\n  text\n")))
                .isEqualTo(
                        new Result.Kept(
                                "a comment behind the indicator of a block scalar cannot be kept"));
        assertThat(formatter.format(source("path: /a\nmethod: GET\nresponse: {a: &x 1, b: *x}\n")))
                .isEqualTo(new Result.Kept("anchors and aliases cannot be kept"));
        assertThat(formatter.format(source("path: /a\nmethod: GET\nlogic: [{retrun: 1}]\n")))
                .isInstanceOfSatisfying(
                        Result.Faulty.class,
                        faulty ->
                                assertThat(faulty.errors())
                                        .extracting("code")
                                        .containsExactly(DiagnosticCode.UNKNOWN_OPERATION));
    }

    private String formatted(String text) {
        Result result = formatter.format(source(text));
        assertThat(result).isInstanceOf(Result.Formatted.class);
        return ((Result.Formatted) result).text();
    }

    private static SourceText source(String text) {
        return new SourceText("a", text.getBytes(StandardCharsets.UTF_8), false);
    }
}
