package dev.tiercel.server.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tiercel.server.http.RunningServer;
import dev.tiercel.server.websocket.ProtocolCases.Case;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The table of {@link ProtocolCases}, read from memory and sent to a server (WS-1, WS-31, WS-33).
 */
class ProtocolCasesTest {
    private static final String ECHO =
            """
            name: echo
            path: /ws/echo
            ws_hooks:
              on_message: [{return: "{{ message }}"}]
            """;

    private static RunningServer server;

    @BeforeAll
    static void start() {
        server =
                RunningServer.configured(
                        "websocket: {max_message_bytes: %d}\n".formatted(ProtocolCases.LIMIT),
                        ECHO);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theTableIsLarge() {
        assertThat(ProtocolCases.all()).hasSizeGreaterThanOrEqualTo(250);
        assertThat(ProtocolCases.all()).extracting(Case::name).doesNotHaveDuplicates();
    }

    @TestFactory
    @DisplayName("WS-1, WS-31: the reader takes each case as RFC 6455 says")
    Stream<DynamicTest> readerReacts() {
        return ProtocolCases.all().stream()
                .map(each ->
                        DynamicTest.dynamicTest(
                                each.name(),
                                () -> assertThat(read(each)).isEqualTo(each.reactions())));
    }

    @TestFactory
    @DisplayName("WS-1, WS-31, WS-33: the server answers each case as RFC 6455 says")
    Stream<DynamicTest> serverReacts() {
        return ProtocolCases.all().stream()
                .map(each ->
                        DynamicTest.dynamicTest(
                                each.name(),
                                () -> assertThat(answers(each)).isEqualTo(expected(each))));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 7, 8, 9, 200, 307})
    void connectionsThatBreakInAFrameAreLost(int length) {
        byte[] whole = new ClientFrames().frame(0x82, new byte[300]).toBytes();
        assertThat(whole).hasSize(308);
        MessageReader reader =
                new MessageReader(
                        ClientFrames.source(Arrays.copyOf(whole, length)),
                        () -> ProtocolCases.LIMIT,
                        () -> {});
        assertThatThrownBy(reader::next).isInstanceOf(EOFException.class);
    }

    @Test
    @DisplayName("WS-31: each fragment is a frame that has arrived")
    void fragmentsCount() throws IOException {
        AtomicInteger frames = new AtomicInteger();
        byte[] sent =
                new ClientFrames()
                        .frame(0x01, new byte[] {'a'})
                        .frame(0x00, new byte[] {'b'})
                        .frame(0x80, new byte[] {'c'})
                        .toBytes();
        MessageReader reader =
                new MessageReader(
                        ClientFrames.source(sent),
                        () -> ProtocolCases.LIMIT,
                        frames::incrementAndGet);

        assertThat(reader.next()).isEqualTo(new Received.Text("abc"));
        assertThat(frames).hasValue(3);
    }

    private static List<String> read(Case given) throws IOException {
        MessageReader reader =
                new MessageReader(
                        ClientFrames.source(given.sent()), () -> ProtocolCases.LIMIT, () -> {});
        List<String> reactions = new ArrayList<>();
        try {
            while (reactions.isEmpty() || !reactions.getLast().startsWith("close")) {
                reactions.add(shown(reader.next()));
            }
        } catch (FailedConnection e) {
            reactions.add("fail: " + e.code());
        } catch (EOFException e) {
            return reactions;
        }
        return reactions;
    }

    private static String shown(Received received) {
        return switch (received) {
            case Received.Text(var text) -> "text: " + text;
            case Received.Binary(var bytes) -> "binary: " + ProtocolCases.shown(bytes);
            case Received.Ping(var content) -> "ping: " + HexFormat.of().formatHex(content);
            case Received.Pong() -> "pong";
            case Received.Close(var code, _) -> "close: " + code;
        };
    }

    /** Returns what the server sends, pongs first because they go before messages that wait. */
    private static List<String> answers(Case given) {
        List<String> answers = new ArrayList<>();
        try (RawSocket client = RawSocket.connect(server.port(), "/ws/echo")) {
            client.send(given.sent());
            boolean isOpen = given.reactions().stream().noneMatch(ProtocolCasesTest::isEnd);
            if (isOpen) {
                client.send(new ClientFrames().frame(0x88, new byte[0]));
            }
            String answer = client.nextFrame();
            while (!answer.startsWith("close")) {
                answers.add(answer);
                answer = client.nextFrame();
            }
            answers.add(answer);
        }
        return sorted(answers);
    }

    private static List<String> expected(Case given) {
        List<String> answers = new ArrayList<>();
        for (String reaction : given.reactions()) {
            if (reaction.startsWith("ping")) {
                answers.add("pong" + reaction.substring("ping".length()));
            } else if (!reaction.equals("pong")) {
                answers.add(reaction.replace("fail: ", "close: "));
            }
        }
        if (given.reactions().stream().noneMatch(ProtocolCasesTest::isEnd)) {
            answers.add("close: 1005");
        }
        return sorted(answers);
    }

    private static boolean isEnd(String reaction) {
        return reaction.startsWith("close") || reaction.startsWith("fail");
    }

    private static List<String> sorted(List<String> answers) {
        return Stream.concat(
                        answers.stream().filter(answer -> answer.startsWith("pong")),
                        answers.stream().filter(answer -> !answer.startsWith("pong")))
                .toList();
    }
}
