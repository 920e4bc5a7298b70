package dev.tiercel.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.helidon.webserver.CloseConnectionException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How long a head may take, by a clock that the test moves. */
class RequestGateTest {
    private static final String HEAD = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n";

    private final Deque<byte[]> incoming = new ArrayDeque<>();
    private long now;

    /** Returns a gate whose connection gives one byte at a time, each after some time. */
    private RequestGate gate(Duration pause) {
        for (byte b : HEAD.getBytes(StandardCharsets.US_ASCII)) {
            incoming.add(new byte[] {b});
        }
        return new RequestGate(
                () -> {
                    now += pause.toNanos();
                    return incoming.poll();
                },
                16_384,
                () -> now);
    }

    @Test
    @DisplayName("HTTP-39: a head that takes more than 30 seconds ends the connection")
    void slowHeads() {
        RequestGate gate = gate(Duration.ofSeconds(1));

        assertThatThrownBy(gate::get)
                .isInstanceOf(CloseConnectionException.class)
                .hasMessageContaining("too slowly");
    }

    @Test
    void headsThatTakeLessAreLetThrough() {
        RequestGate gate = gate(Duration.ofMillis(900));

        assertThat(new String(gate.get(), StandardCharsets.US_ASCII)).isEqualTo(HEAD);
    }
}
