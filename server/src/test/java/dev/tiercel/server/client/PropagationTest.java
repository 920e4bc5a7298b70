package dev.tiercel.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.server.http.RawAnswer;
import dev.tiercel.server.http.RunningServer;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a system that a document calls learns of the request that it is called for. */
class PropagationTest {
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final String BACK =
            """
            name: back
            path: /back
            method: GET
            logic:
              - return:
                  value:
                    - "{{ headers.traceparent }}"
                    - "{{ headers.tracestate }}"
                    - "{{ headers['x-request-id'] }}"
                    - "{{ headers['user-agent'] }}"
            """;
    private static final String FRONT =
            """
            name: front
            path: /front
            method: GET
            logic:
              - http: "http://127.0.0.1:PORT/back"
              - return: "{{ http_response.body }}"
            ---
            name: own
            path: /own
            method: GET
            logic:
              - http:
                  url: "http://127.0.0.1:PORT/back"
                  headers: {Traceparent: mine, X-Request-Id: other, User-Agent: me}
              - return: "{{ http_response.body }}"
            """;

    private static RunningServer back;
    private static RunningServer front;

    @BeforeAll
    static void start() {
        back = RunningServer.with(BACK);
        front =
                RunningServer.configured(
                        "http_client: {user_agent: Shop/1}",
                        FRONT.replace("PORT", String.valueOf(back.port())));
    }

    @AfterAll
    static void stop() {
        front.close();
        back.close();
    }

    @Test
    @DisplayName("The trace with its state, and the request id, are those of the request")
    void passesOn() {
        RawAnswer answer =
                front.get(
                        "/front",
                        "traceparent: " + TRACE,
                        "tracestate: a=1,b=2",
                        "X-Request-Id: abc-1");

        assertThat(answer.body()).isEqualTo("[\"" + TRACE + "\",\"a=1,b=2\",\"abc-1\",\"Shop/1\"]");
    }

    @Test
    @DisplayName("A trace that is not well formed is not passed on, nor its state; a new id is")
    void passesNothingMalformedOn() {
        RawAnswer answer =
                front.get(
                        "/front",
                        "traceparent: " + TRACE.toUpperCase(Locale.ROOT),
                        "tracestate: a=1");

        assertThat(answer.body())
                .isEqualTo("[null,null,\"" + answer.header("X-Request-Id") + "\",\"Shop/1\"]");
    }

    @Test
    @DisplayName("Headers of the document come first")
    void leavesHeadersOfTheDocument() {
        RawAnswer answer = front.get("/own", "traceparent: " + TRACE, "tracestate: a=1");

        assertThat(answer.body()).isEqualTo("[\"mine\",null,\"other\",\"me\"]");
    }
}
