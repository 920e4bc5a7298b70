package dev.tiercel.runtime;

import static dev.tiercel.runtime.Fixture.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP-24 to HTTP-28. */
final class ResponsesTest {
    private final ExecutionContext context = Fixture.context();

    @ParameterizedTest(name = "HTTP-24 to HTTP-26: {0}, raw {1}, type {2}")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    {"value":7} | null | null | {"value":7} | application/json
                    {"status":404} | null | null | {"status":404} | application/json
                    60.0 | null | null | 60.0 | application/json
                    null | null | null | null | application/json
                    'hi' | null | null | "hi" | application/json
                    'hi' | null | 'text/html' | hi | text/html
                    'hi' | null | 'application/json' | "hi" | application/json
                    'hi' | null | 'Application/JSON; charset=utf-8' | "hi" | Application/JSON; charset=utf-8
                    'hi' | null | 'application/problem+json' | "hi" | application/problem+json
                    'hi' | false | 'text/html' | "hi" | text/html
                    'hi' | true | null | hi | text/plain; charset=utf-8
                    'hi' | true | 'application/json' | hi | application/json
                    'hé' | true | null | hé | text/plain; charset=utf-8
                    <SGk=> | null | null | "SGk=" | application/json
                    <SGk=> | null | 'image/png' | Hi | image/png
                    <SGk=> | true | null | Hi | application/octet-stream
                    {"a":1} | null | 'text/html' | {"a":1} | text/html
                    {"a":1} | true | null | {"a":1} | text/plain; charset=utf-8
                    60.0 | true | null | 60.0 | text/plain; charset=utf-8
                    null | true | null | null | text/plain; charset=utf-8
                    """)
    void bodyAndTypeFollowTheValue(
            String literal, String raw, String type, String body, String expectedType) {
        Object headers =
                value(type) instanceof String text
                        ? ObjectValue.wrap(Shape.of("content-TYPE"), new Object[] {text})
                        : null;

        Responses.respond(context, value(literal), null, value(raw), checked(headers));

        assertThat(context.response().status()).isEqualTo(200);
        assertThat(body()).isEqualTo(body);
        assertThat(context.response().contentType()).contains(expectedType);
        assertThat(context.response().headers()).isEmpty();
    }

    @ParameterizedTest(name = "HTTP-28: status {0}")
    @ValueSource(longs = {204, 304})
    void someStatusesHaveNeitherBodyNorType(long status) {
        Responses.respond(context, value("{\"a\":1}"), status, null, checked(value("{\"X-A\":1}")));

        assertThat(context.response().status()).isEqualTo((int) status);
        assertThat(context.response().length()).isZero();
        assertThat(context.response().contentType()).isEmpty();
        assertThat(headers()).isEqualTo("X-A: 1");
    }

    @ParameterizedTest(name = "status {0}")
    @ValueSource(longs = {199, 600})
    void statusIsFrom200To599(long status) {
        LogicError error =
                catchThrowableOfType(
                        LogicError.class, () -> Responses.respond(context, 1L, status, null, null));

        assertThat(error.code()).isEqualTo("INVALID_ARGUMENT");
        assertThat(context.response().isWritten()).isFalse();
    }

    @Test
    void headersAreSentInTextFormOncePerElement() {
        Object headers =
                value(
                        "{\"X-Count\":5.0,\"X-None\":null,\"Set-Cookie\":[\"a=1\",null,\"b=2\"],\"X-Flag\":true}");

        Responses.respond(context, 1L, 201L, null, checked(headers));

        assertThat(context.response().status()).isEqualTo(201);
        assertThat(headers())
                .isEqualTo("X-Count: 5, Set-Cookie: a=1, Set-Cookie: b=2, X-Flag: true");
    }

    @ParameterizedTest(name = "HTTP-27: {0} is refused")
    @ValueSource(
            strings = {
                "{\"\":1}",
                "{\"a b\":1}",
                "{\"a:\":1}",
                "{\"é\":1}",
                "{\"A\":\"x\\ny\"}",
                "{\"A\":\"x\\ty\"}",
                "{\"A\":\"x\\u007f\"}",
                "{\"A\":\"\\u0100\"}",
                "{\"A\":[\"ok\",\"\\r\"]}",
                "{\"Content-Length\":1}",
                "{\"transfer-encoding\":\"chunked\"}",
                "{\"CONNECTION\":\"close\"}",
                "{\"Upgrade\":\"h2c\"}",
                "{\"Trailer\":\"X\"}"
            })
    void invalidHeadersAreRefused(String literal) {
        Object headers = value(literal);

        LogicError error =
                catchThrowableOfType(
                        LogicError.class, () -> Responses.checkHeaders(context, headers));

        assertThat(error.code()).isEqualTo("INVALID_ARGUMENT");
    }

    @Test
    void latinCharactersAreValidInHeaderValues() {
        Object headers = value("{\"X-Name\":\"Zo\\u00eb !~\",\"!#$%&'*+-.^_`|~09azAZ\":\"\"}");

        Responses.respond(context, 1L, null, null, checked(headers));

        assertThat(headers()).isEqualTo("X-Name: Zoë !~, !#$%&'*+-.^_`|~09azAZ: ");
    }

    @Test
    void headersThatAreNoObjectAreATypeError() {
        LogicError error =
                catchThrowableOfType(
                        LogicError.class, () -> Responses.checkHeaders(context, "X: 1"));

        assertThat(error.code()).isEqualTo("TYPE_ERROR");
        assertThat(Responses.checkHeaders(context, null)).isEqualTo(ObjectValue.EMPTY);
    }

    @Test
    void templateIsFilledWithJsonForms() {
        ResponseBuffer response = Responses.beginJson(context, 201);
        response.fragment(ascii("{\"a\":"));
        response.value(5L);
        response.fragment(ascii(",\"b\":"));
        response.value(60.0);
        response.fragment(ascii(",\"c\":"));
        response.value(true);
        response.fragment(ascii(",\"d\":"));
        response.value((Object) "x\"");
        response.fragment(ascii("}"));
        Responses.endJson(context);

        assertThat(body()).isEqualTo("{\"a\":5,\"b\":60.0,\"c\":true,\"d\":\"x\\\"\"}");
        assertThat(response.status()).isEqualTo(201);
        assertThat(response.contentType()).contains("application/json");
    }

    @Test
    void clearedResponseIsNotWritten() {
        Responses.respond(context, 1L, null, null, checked(value("{\"X\":1}")));
        context.response().clear();

        assertThat(context.response().isWritten()).isFalse();
        assertThat(context.response().headers()).isEmpty();
    }

    @Test
    void laterResponseReplacesAnEarlierOne() {
        Responses.respond(context, "first", 500L, true, checked(value("{\"X\":1}")));
        Responses.respond(context, 2L, null, null, null);

        assertThat(body()).isEqualTo("2");
        assertThat(context.response().status()).isEqualTo(200);
        assertThat(context.response().headers()).isEmpty();
    }

    @Test
    void largeBodiesAreWrittenWhole() {
        String text = "äöü\"".repeat(100_000);

        Responses.respond(context, text, null, true, null);

        assertThat(body()).isEqualTo(text);
    }

    private @Nullable Object checked(@Nullable Object headers) {
        return headers == null ? null : Responses.checkHeaders(context, headers);
    }

    private String body() {
        ResponseBuffer response = context.response();
        return new String(response.bytes(), 0, response.length(), StandardCharsets.UTF_8);
    }

    private String headers() {
        return context.response().headers().stream()
                .map(header -> header.name() + ": " + header.value())
                .collect(Collectors.joining(", "));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
