package dev.tiercel.server.websocket;

import static dev.tiercel.server.websocket.ClientFrames.FINAL;
import static dev.tiercel.server.websocket.ClientFrames.bytes;
import static dev.tiercel.server.websocket.ClientFrames.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client sends, and how it is read (RFC 6455, sections 5 to 8; WS-1, WS-31, WS-33). */
class ReadingCasesTest {
    private static final int LIMIT = 100_000;

    @TestFactory
    Stream<DynamicTest> reservedBitsAreRefused() {
        List<DynamicTest> tests = new ArrayList<>();
        for (int bits = 0x10; bits <= 0x70; bits += 0x10) {
            for (int opcode : new int[] {0, 1, 2, 8, 9, 10}) {
                int first = FINAL | bits | opcode;
                tests.add(fails(first, new byte[0], CloseCode.PROTOCOL_ERROR));
            }
        }
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> reservedOpcodesAreRefused() {
        return IntStream.of(3, 4, 5, 6, 7, 11, 12, 13, 14, 15)
                .boxed()
                .flatMap(opcode ->
                        Stream.of(
                                fails(opcode, new byte[0], CloseCode.PROTOCOL_ERROR),
                                fails(FINAL | opcode, utf8("x"), CloseCode.PROTOCOL_ERROR)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 124, 125, 126, 127, 128, 65_535, 65_536, 100_000})
    void messagesOfAnyLengthAreRead(int length) throws IOException {
        byte[] payload = new byte[length];
        for (int i = 0; i < length; i++) {
            payload[i] = (byte) (i * 31);
        }
        Received received = new ClientFrames().frame(FINAL | 0x2, payload).reader(LIMIT).next();
        assertThat(received)
                .asInstanceOf(type(Received.Binary.class))
                .satisfies(binary -> assertThat(binary.bytes()).isEqualTo(payload));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126})
    void lengthsInALongerFormThanNeededAreRefused(int length) {
        int form = length < 126 ? 2 : 8;
        failsWith(
                new ClientFrames().frame(FINAL | 0x2, new byte[length], form, true),
                CloseCode.PROTOCOL_ERROR);
    }

    @Test
    void negativeLengthsAreRefused() {
        failsWith(
                new ClientFrames().raw(FINAL | 0x2, 0xFF, 0x80, 0, 0, 0, 0, 0, 0, 1),
                CloseCode.PROTOCOL_ERROR);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x1, 0x2, 0x8, 0x9, 0xA})
    void framesWithoutMaskAreRefused(int opcode) {
        failsWith(
                new ClientFrames().frame(FINAL | opcode, new byte[0], 0, false),
                CloseCode.PROTOCOL_ERROR);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x8, 0x9, 0xA})
    void controlFramesAreShortAndWhole(int opcode) {
        failsWith(new ClientFrames().frame(opcode, new byte[0]), CloseCode.PROTOCOL_ERROR);
        failsWith(
                new ClientFrames().frame(FINAL | opcode, new byte[126]), CloseCode.PROTOCOL_ERROR);
    }

    @Test
    void theLongestPingIsRead() throws IOException {
        Received received =
                new ClientFrames().frame(FINAL | 0x9, new byte[125]).reader(LIMIT).next();
        assertThat(received)
                .asInstanceOf(type(Received.Ping.class))
                .satisfies(ping -> assertThat(ping.content()).hasSize(125));
    }

    @Test
    void theLimitCountsWholeMessagesAndIsCheckedBeforeTheyArrive() throws IOException {
        assertThat(new ClientFrames().frame(FINAL | 0x2, new byte[10]).reader(10).next())
                .isInstanceOf(Received.Binary.class);
        failsWith(new ClientFrames().raw(FINAL | 0x2, 0x80 | 11).reader(10), CloseCode.TOO_LARGE);
        failsWith(
                new ClientFrames().frame(0x2, new byte[6]).raw(FINAL, 0x80 | 5).reader(10),
                CloseCode.TOO_LARGE);
        failsWith(
                new ClientFrames()
                        .raw(FINAL | 0x1, 0xFF)
                        .raw(0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF)
                        .reader(10),
                CloseCode.TOO_LARGE);
    }

    @TestFactory
    Stream<DynamicTest> textCutAnywhereIsReadWhole() {
        byte[] text = utf8("aß€𝄞z\u0000\uFFFD\uD7FF\uE000");
        List<DynamicTest> tests = new ArrayList<>();
        for (int cut = 0; cut <= text.length; cut++) {
            int at = cut;
            tests.add(
                    DynamicTest.dynamicTest(
                            "cut at " + at,
                            () ->
                                    assertThat(
                                                    new ClientFrames()
                                                            .frame(0x1, Arrays.copyOf(text, at))
                                                            .frame(
                                                                    FINAL,
                                                                    Arrays.copyOfRange(
                                                                            text, at, text.length))
                                                            .reader(LIMIT)
                                                            .next())
                                            .isEqualTo(
                                                    new Received.Text(
                                                            "aß€𝄞z\u0000\uFFFD\uD7FF\uE000"))));
        }
        return tests.stream();
    }

    @Test
    void textInSingleBytesIsReadWhole() throws IOException {
        byte[] text = utf8("€𝄞");
        ClientFrames frames = new ClientFrames().frame(0x1, new byte[0]);
        for (byte unit : text) {
            frames.frame(0x0, new byte[] {unit});
        }
        assertThat(frames.frame(FINAL, new byte[0]).reader(LIMIT).next())
                .isEqualTo(new Received.Text("€𝄞"));
    }

    @TestFactory
    Stream<DynamicTest> textThatIsNotUtf8IsRefused() {
        return wrongTexts()
                .flatMap(wrong ->
                        Stream.of(
                                fails(FINAL | 0x1, wrong, CloseCode.INVALID_TEXT),
                                DynamicTest.dynamicTest(
                                        "at the end of a fragmented message "
                                                + Arrays.toString(wrong),
                                        () ->
                                                failsWith(
                                                        new ClientFrames()
                                                                .frame(0x1, utf8("ok"))
                                                                .frame(FINAL, wrong),
                                                        CloseCode.INVALID_TEXT))));
    }

    /** Text is refused as soon as no continuation can mend it. */
    @TestFactory
    Stream<DynamicTest> wrongTextIsRefusedBeforeTheMessageEnds() {
        return Stream.of(
                        bytes(0x80),
                        bytes(0xC0),
                        bytes(0xC1),
                        bytes(0xE0, 0x80),
                        bytes(0xE0, 0x9F),
                        bytes(0xED, 0xA0),
                        bytes(0xED, 0xBF),
                        bytes(0xF0, 0x80),
                        bytes(0xF0, 0x8F),
                        bytes(0xF4, 0x90),
                        bytes(0xF5),
                        bytes(0xFE),
                        bytes(0xFF),
                        bytes(0xE2, 0x28),
                        bytes(0xF0, 0x9D, 0x28))
                .map(wrong ->
                        DynamicTest.dynamicTest(
                                Arrays.toString(wrong),
                                () ->
                                        failsWith(
                                                new ClientFrames().frame(0x1, wrong),
                                                CloseCode.INVALID_TEXT)));
    }

    @Test
    void controlFramesMayStandBetweenFragments() throws IOException {
        MessageReader reader =
                new ClientFrames()
                        .frame(0x1, utf8("a"))
                        .frame(FINAL | 0x9, utf8("p"))
                        .frame(0x0, utf8("b"))
                        .frame(FINAL | 0xA, new byte[0])
                        .frame(FINAL, utf8("c"))
                        .reader(LIMIT);
        assertThat(reader.next())
                .asInstanceOf(type(Received.Ping.class))
                .satisfies(ping -> assertThat(ping.content()).isEqualTo(utf8("p")));
        assertThat(reader.next()).isEqualTo(new Received.Pong());
        assertThat(reader.next()).isEqualTo(new Received.Text("abc"));
        assertThatThrownBy(reader::next).isInstanceOf(EOFException.class);
    }

    @Test
    void fragmentsBelongToOneMessage() {
        failsWith(new ClientFrames().frame(FINAL, utf8("a")), CloseCode.PROTOCOL_ERROR);
        failsWith(new ClientFrames().frame(0x0, utf8("a")), CloseCode.PROTOCOL_ERROR);
        failsWith(new ClientFrames().frame(0x1, utf8("a")).text("b"), CloseCode.PROTOCOL_ERROR);
        failsWith(
                new ClientFrames().frame(0x2, utf8("a")).frame(0x2, utf8("b")),
                CloseCode.PROTOCOL_ERROR);
    }

    @TestFactory
    Stream<DynamicTest> closeCodesThatMayBeSentAreRead() {
        return IntStream.of(
                        1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014,
                        3000, 3999, 4000, 4999)
                .mapToObj(code ->
                        DynamicTest.dynamicTest(
                                "close " + code,
                                () ->
                                        assertThat(
                                                        new ClientFrames()
                                                                .frame(
                                                                        FINAL | 0x8,
                                                                        close(code, "ä"))
                                                                .reader(LIMIT)
                                                                .next())
                                                .isEqualTo(new Received.Close(code, "ä"))));
    }

    @TestFactory
    Stream<DynamicTest> otherCloseCodesAreRefused() {
        return IntStream.of(0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535)
                .mapToObj(code -> fails(FINAL | 0x8, close(code, ""), CloseCode.PROTOCOL_ERROR));
    }

    @Test
    void closeFramesHaveNoCodeOrAWholeOne() throws IOException {
        assertThat(new ClientFrames().frame(FINAL | 0x8, new byte[0]).reader(LIMIT).next())
                .isEqualTo(new Received.Close(CloseCode.ABSENT, ""));
        failsWith(new ClientFrames().frame(FINAL | 0x8, new byte[1]), CloseCode.PROTOCOL_ERROR);
    }

    @TestFactory
    Stream<DynamicTest> closeReasonsAreText() {
        return wrongTexts()
                .map(wrong ->
                        fails(
                                FINAL | 0x8,
                                ByteBuffer.allocate(2 + wrong.length)
                                        .putShort((short) 1000)
                                        .put(wrong)
                                        .array(),
                                CloseCode.INVALID_TEXT));
    }

    @TestFactory
    Stream<DynamicTest> connectionsThatBreakInAFrameAreLost() {
        byte[] whole = new ClientFrames().frame(FINAL | 0x2, new byte[300]).toBytes();
        return IntStream.of(0, 1, 2, 3, 4, 5, 7, 8, 9, 200, whole.length - 1)
                .mapToObj(length ->
                        DynamicTest.dynamicTest(
                                "after " + length + " bytes",
                                () ->
                                        assertThatThrownBy(() ->
                                                        new MessageReader(
                                                                        ClientFrames.source(
                                                                                Arrays.copyOf(
                                                                                        whole,
                                                                                        length)),
                                                                        () -> LIMIT)
                                                                .next())
                                                .isInstanceOf(EOFException.class)));
    }

    private static Stream<byte[]> wrongTexts() {
        return Stream.of(
                bytes(0x80),
                bytes(0xBF),
                bytes(0xC0, 0x80),
                bytes(0xC1, 0xBF),
                bytes(0xC3),
                bytes(0xC3, 0x28),
                bytes(0xE0, 0x80, 0x80),
                bytes(0xE0, 0x9F, 0xBF),
                bytes(0xE2, 0x82),
                bytes(0xE2, 0x28, 0xA1),
                bytes(0xED, 0xA0, 0x80),
                bytes(0xED, 0xBF, 0xBF),
                bytes(0xF0, 0x80, 0x80, 0x80),
                bytes(0xF0, 0x8F, 0xBF, 0xBF),
                bytes(0xF0, 0x9D, 0x84),
                bytes(0xF4, 0x90, 0x80, 0x80),
                bytes(0xF5, 0x80, 0x80, 0x80),
                bytes(0xF8, 0x88, 0x80, 0x80, 0x80),
                bytes(0xFE),
                bytes(0xFF),
                bytes(0x61, 0xC0, 0x61));
    }

    private static byte[] close(int code, String reason) {
        byte[] text = utf8(reason);
        return ByteBuffer.allocate(2 + text.length).putShort((short) code).put(text).array();
    }

    private static DynamicTest fails(int first, byte[] payload, int code) {
        return DynamicTest.dynamicTest(
                "first byte %02x, payload %s".formatted(first, Arrays.toString(payload)),
                () -> failsWith(new ClientFrames().frame(first, payload), code));
    }

    private static void failsWith(ClientFrames frames, int code) {
        failsWith(frames.reader(LIMIT), code);
    }

    private static void failsWith(MessageReader reader, int code) {
        assertThatThrownBy(
                        () -> {
                            while (true) {
                                reader.next();
                            }
                        })
                .asInstanceOf(type(FailedConnection.class))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(code));
    }
}
