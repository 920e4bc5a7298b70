package dev.tiercel.frontend.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.frontend.document.DocumentSettings;
import dev.tiercel.frontend.format.DocumentMigrator.Migrated;
import dev.tiercel.frontend.syntax.SourceText;
import dev.tiercel.ir.Diagnostic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents in notations that are not accepted, before and after their conversion. */
class DocumentMigratorTest {
    private static final String HEAD = "path: /a\nmethod: GET\nlogic:\n";

    private final DocumentMigrator migrator = new DocumentMigrator(DocumentSettings.DEFAULTS);

    @Test
    @DisplayName("CFG-26, DOC-49: top-level steps, operations and route")
    void topLevel() {
        assertThat(converted("path: /a\nmethod: GET\nsteps: # all\n  - return: 1\n"))
                .isEqualTo("path: /a\nmethod: GET\nlogic: # all\n  - return: 1\n");
        assertThat(converted("name: f\nparams: []\noperations: [{return: 1}]\n"))
                .isEqualTo("name: f\nparams: []\nlogic: [{return: 1}]\n");
        assertThat(converted("route:\n  path: /a\n  method: GET\nlogic:\n  - return: 1\n"))
                .isEqualTo("path: /a\nmethod: GET\nlogic:\n  - return: 1\n");
    }

    @Test
    @DisplayName("CFG-26, DOC-49: operations that are values of action or operation")
    void namedByValue() {
        assertThat(
                        converted(
                                HEAD
                                        + """
                                          - action: Log
                                            message: hi # here
                                          - {operation: log, message: text}
                                          - operation: return
                                            value: 1
                                        """))
                .isEqualTo(
                        HEAD
                                + """
                                  - log:
                                      message: hi # here
                                  - {log: {message: text}}
                                  - return:
                                      value: 1
                                """);
    }

    @ParameterizedTest
    @DisplayName("CFG-26, DOC-43: fields of set stay fields, and names of variables names")
    @CsvSource(
            delimiter = '|',
            value = {
                "{action: set, name: x, value: 1} | {set_var: {name: x, value: 1}}",
                "{action: set, variable: x, value: 1} | {set: {variable: x, value: 1}}",
                "{action: set, var: x, value: 1} | {set: {var: x, value: 1}}",
                "{action: set, name: x, age: 1} | {set: {name: x, age: 1}}",
                "{action: variable, name: x, value: 1} | {set_var: {name: x, value: 1}}",
            })
    void namedSet(String before, String after) {
        assertThat(converted(HEAD + "  - " + before + "\n"))
                .isEqualTo(HEAD + "  - " + after + "\n");
    }

    @Test
    @DisplayName("CFG-26, DOC-49: conditions that are objects")
    void comparisons() {
        assertThat(
                        converted(
                                HEAD
                                        + """
                                          - set: {limit: 3}
                                          - if: {left: "{{ body.n }}", operator: gt, right: limit}
                                            then: [{return: 1}]
                                          - if:
                                              condition: {left: body.state, operator: "==", right: open}
                                              then:
                                                - while:
                                                    condition: {left: limit, operator: "<", right: 5}
                                                    do: [break]
                                        """))
                .isEqualTo(
                        HEAD
                                + """
                                  - set: {limit: 3}
                                  - if: "body.n > limit"
                                    then: [{return: 1}]
                                  - if:
                                      condition: "body.state == 'open'"
                                      then:
                                        - while:
                                            condition: "limit < 5"
                                            do: [break]
                                """);
    }

    @Test
    @DisplayName("CFG-26: then again after else_if, and steps where then is expected")
    void branches() {
        assertThat(
                        converted(
                                HEAD
                                        + """
                                          - if: body.a
                                            then: [{return: 1}]
                                            else_if: body.b
                                            then:
                                              - total: 5
                                            else: [{return: 3}]
                                          - if: body.c
                                            log: hi
                                            return: 4
                                        """))
                .isEqualTo(
                        HEAD
                                + """
                                  - if: body.a
                                    then: [{return: 1}]
                                    else_if:
                                      - condition: body.b
                                        then:
                                          - set:
                                              total: 5
                                    else: [{return: 3}]
                                  - if: body.c
                                    then:
                                      - log: hi
                                      - return: 4
                                """);
    }

    @Test
    @DisplayName("CFG-26, DOC-45: keys that name no operation assign variables")
    void assignments() {
        assertThat(
                        converted(
                                HEAD
                                        + "  - total: 5 # sum\n  - {a: 1, b: 2}\n  - return: \"{{ total }}\"\n"))
                .isEqualTo(
                        HEAD
                                + "  - set: # sum\n      total: 5\n"
                                + "  - {set: {a: 1, b: 2}}\n  - return: \"{{ total }}\"\n");
    }

    @Test
    @DisplayName("CFG-26: stored functions lose what the server has written")
    void storedFunctions() {
        assertThat(
                        converted(
                                "{\"id\": \"7\", \"name\": \"f\", \"params\": [], \"logic\": [{\"return\":"
                                        + " 1}], \"created_at\": \"2024-01-01\"}"))
                .isEqualTo(
                        "{\n  \"name\": \"f\",\n  \"params\": [],\n  \"logic\": [{\"return\": 1}]\n}\n");
        assertThat(
                        converted(
                                "{\"functions\": {\"f\": {\"name\": \"f\", \"logic\": []}}, \"count\": 1}"))
                .isEqualTo("{\n  \"name\": \"f\",\n  \"logic\": []\n}\n");
    }

    @Test
    @DisplayName("CFG-26: what is accepted stays exactly as it is written")
    void acceptedTextStays() {
        String text = "method:   GET\npath: '/a'   # odd\nlogic: {  Return: 1 }\n";

        assertThat(migrator.migrate(source(text), false))
                .isEqualTo(new Migrated(text, false, List.of()));
    }

    @Test
    @DisplayName("CFG-26: what is not certain is left, marked with a comment and reported")
    void uncertain() {
        Migrated migrated =
                migrator.migrate(
                        source(
                                HEAD
                                        + """
                                          - retrun: 1
                                          - if: {left: body.a, operator: like, right: b}
                                            then: []
                                          - total: 5
                                        """),
                        false);

        assertThat(migrated.text())
                .isEqualTo(
                        HEAD
                                + """
                                  # migrate: Unknown operation `retrun`; did you mean `return`?
                                  - retrun: 1
                                  # migrate: `condition` must be an expression, not a mapping
                                  - if: {left: body.a, operator: like, right: b}
                                    then: []
                                  - set:
                                      total: 5
                                """);
        assertThat(migrated.left()).extracting(Diagnostic::isError).containsExactly(true, true);
        assertThat(migrator.migrate(source(migrated.text()), false).text())
                .as("marks are not repeated")
                .isEqualTo(migrated.text());
    }

    @Test
    @DisplayName("CFG-26: --fix applies the suggestions about arithmetic, status and words")
    void fixes() {
        String text =
                HEAD
                        + """
                          - set: {n: 1, status: open}
                          - set: {m: "{{n}} + 1"}
                          - if: status == closed && body.kind == other
                            then: [{return: {message: no, status: 404}}]
                          - return: "{{ m }}"
                        """;

        assertThat(migrator.migrate(source(text), true).text())
                .isEqualTo(
                        HEAD
                                + """
                                  - set: {n: 1, status: open}
                                  - set: {m: "{{ n + 1 }}"}
                                  - if: "status == 'closed' && body.kind == 'other'"
                                    then: [{return: {value: {message: no}, status: 404}}]
                                  - return: "{{ m }}"
                                """);
        assertThat(migrator.migrate(source(text), false).text()).isEqualTo(text);
    }

    @Test
    @DisplayName("CFG-26: a text that does not parse is left and reported")
    void unparsed() {
        Migrated migrated = migrator.migrate(source("{\"path\": "), false);

        assertThat(migrated.text()).isEqualTo("{\"path\": ");
        assertThat(migrated.left()).hasSize(1);
    }

    private String converted(String text) {
        Migrated migrated = migrator.migrate(source(text), false);
        assertThat(migrated.left()).isEmpty();
        return migrated.text();
    }

    private static SourceText source(String text) {
        return new SourceText("a", text.getBytes(StandardCharsets.UTF_8), false);
    }
}
