package dev.tiercel.server.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.frontend.document.DocumentReader;
import dev.tiercel.frontend.document.DocumentSettings;
import dev.tiercel.frontend.document.RouteDocument;
import dev.tiercel.frontend.document.RouteTest;
import dev.tiercel.frontend.syntax.Diagnostics;
import dev.tiercel.frontend.syntax.SourceText;
import dev.tiercel.frontend.syntax.SyntaxReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What tests in documents accept. */
class ComparisonTest {
    @ParameterizedTest(name = "{0} of {1}: {2}")
    @CsvSource(
            delimiter = ';',
            value = {
                "body: 1;1.0;",
                "body: 60;60.0;",
                "body: 9007199254740993;9007199254740992.0;/body",
                "body: '5';5;/body",
                "body: 5;\"5\";/body",
                "body: null;null;",
                "body: null;0;/body",
                "body: {a: 1, b: 2};{\"b\":2,\"a\":1.0};",
                "body: {a: 1};{\"a\":1,\"b\":2};/body/b",
                "body: {a: 1, b: 2};{\"a\":1};/body/b",
                "body: {a: 1, b: null};{\"a\":1};/body/b",
                "body: [1, [2]];[1,[2]];",
                "body: [1, [2]];[1,[3]];/body/1/0",
                "body: [1];[1,2];/body",
                "body: [1];['1'];/body/0",
                "body_contains: {a: 1};{\"a\":1.0,\"b\":2};",
                "body_contains: {a: null};{\"a\":null,\"b\":2};",
                "body_contains: {a: null};{\"b\":2};/body",
                "body_contains: {a: {b: 1}};{\"a\":{\"b\":1,\"c\":2}};",
                "body_contains: {a: {b: 1}};{\"a\":{\"b\":2}};/body",
                "body_contains: [2, {a: 1}];[{\"a\":1,\"b\":1},3,2];",
                "body_contains: [2, 4];[1,2,3];/body",
                "body_contains: '\"a\":1';{\"a\":1};",
                "body_contains: '\"a\":2';{\"a\":1};/body",
                "body_contains: 2;2.0;",
                "body_contains: 2;[2];/body",
                "status: 201;1;/status",
                "headers: {X-A: '1'};1;",
                "headers: {X-A: 1};1;",
                "headers: {X-A: '2'};1;/headers/X-A",
                "headers: {X-B: '1'};1;/headers/X-B"
            })
    @DisplayName("DOC-35: what an answer must be")
    void answersAreCompared(String expect, String body, String failures) {
        Map<String, String> headers = Map.of("content-type", "application/json", "x-a", "1");

        assertThat(
                        Comparison.of(
                                        expectation(expect),
                                        new LocalClient.Answer(
                                                200, headers, body.replace('\'', '"')))
                                .stream()
                                .map(TestResult.Failure::path))
                .isEqualTo(failures == null ? List.of() : List.of(failures));
    }

    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "body: hello;hello;true",
                "body: hello;hello you;false",
                "body: 5;5;false",
                "body_contains: ell;hello;true"
            })
    @DisplayName("DOC-35: answers that are text")
    void textsAreCompared(String expect, String body, boolean isPassed) {
        LocalClient.Answer answer =
                new LocalClient.Answer(200, Map.of("content-type", "text/plain"), body);

        assertThat(Comparison.of(expectation(expect), answer).isEmpty()).isEqualTo(isPassed);
    }

    private static RouteTest.Expectation expectation(String expect) {
        String text =
                "path: /t\nmethod: GET\nresponse: 1\ntests:\n  - name: t\n    expect:\n      "
                        + expect
                        + "\n";
        Diagnostics diagnostics = new Diagnostics("test");
        RouteDocument route =
                (RouteDocument)
                        DocumentReader.read(
                                        SyntaxReader.read(
                                                new SourceText(
                                                        "test",
                                                        text.getBytes(StandardCharsets.UTF_8),
                                                        true),
                                                DocumentSettings.DEFAULTS.limits(),
                                                diagnostics),
                                        DocumentSettings.DEFAULTS,
                                        diagnostics)
                                .getFirst();
        return route.options().tests().getFirst().expect();
    }
}
