package dev.tiercel.server.websocket;

import static dev.tiercel.server.websocket.ClientFrames.FINAL;
import static dev.tiercel.server.websocket.ClientFrames.bytes;
import static dev.tiercel.server.websocket.ClientFrames.utf8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * What a client sends and what becomes of it (RFC 6455, sections 5 to 8). Reactions are {@code
 * text: } and the text, {@code binary: } and hexadecimal digits or a length, {@code ping: } and
 * hexadecimal digits, {@code pong}, {@code close: } and the code of the peer, {@code fail: } and
 * the code with which the connection is failed.
 */
final class ProtocolCases {
    /** The greatest message. */
    static final int LIMIT = 100_000;

    private static final int TEXT = 0x1;
    private static final int BINARY = 0x2;
    private static final int CONTINUATION = 0x0;
    private static final int CLOSE = FINAL | 0x8;
    private static final int PING = FINAL | 0x9;
    private static final int PONG = FINAL | 0xA;
    private static final String REFUSED = "fail: 1002";
    private static final String NOT_TEXT = "fail: 1007";
    private static final String TOO_LARGE = "fail: 1009";
    private static final byte[] NOTHING = {};

    private final List<Case> cases = new ArrayList<>();

    /** A case of the table. */
    record Case(String name, byte[] sent, List<String> reactions) {
        Case {
            reactions = List.copyOf(reactions);
        }
    }

    private ProtocolCases() {}

    /** Returns the table. */
    static List<Case> all() {
        ProtocolCases table = new ProtocolCases();
        table.addReservedBits();
        table.addOpcodes();
        table.addMasking();
        table.addLengths();
        table.addControlFrames();
        table.addFragments();
        table.addBrokenFragments();
        table.addTexts();
        table.addBrokenTexts();
        table.addCloseFrames();
        table.addLimits();
        return List.copyOf(table.cases);
    }

    private void addReservedBits() {
        for (int bits = 0x10; bits <= 0x70; bits += 0x10) {
            for (int opcode : new int[] {0, 1, 2, 8, 9, 10}) {
                add(
                        "reserved bits %02x with opcode %x".formatted(bits, opcode),
                        new ClientFrames().frame(FINAL | bits | opcode, NOTHING),
                        REFUSED);
            }
        }
    }

    private void addOpcodes() {
        for (int opcode : new int[] {3, 4, 5, 6, 7, 11, 12, 13, 14, 15}) {
            add("opcode " + opcode, new ClientFrames().frame(FINAL | opcode, NOTHING), REFUSED);
            add(
                    "opcode " + opcode + " in part",
                    new ClientFrames().frame(opcode, NOTHING),
                    REFUSED);
            add(
                    "opcode " + opcode + " with content, after a text",
                    new ClientFrames().text("a").frame(FINAL | opcode, utf8("x")),
                    "text: a",
                    REFUSED);
        }
    }

    private void addMasking() {
        for (int first : new int[] {FINAL, FINAL | TEXT, FINAL | BINARY, CLOSE, PING, PONG}) {
            for (int length : new int[] {0, 5}) {
                add(
                        "no mask on %02x with %d bytes".formatted(first, length),
                        new ClientFrames().frame(first, new byte[length], 0, false),
                        REFUSED);
            }
        }
        add("mask of zeros", new ClientFrames().raw(0x81, 0x82, 0, 0, 0, 0, 'h', 'i'), "text: hi");
        add(
                "mask of ones",
                new ClientFrames().raw(0x81, 0x82, 255, 255, 255, 255, 'h' ^ 255, 'i' ^ 255),
                "text: hi");
        for (int length = 1; length <= 20; length++) {
            String text = "abcdefghijklmnopqrst".substring(0, length);
            add("mask over " + length + " bytes", new ClientFrames().text(text), "text: " + text);
        }
    }

    private void addLengths() {
        for (int length : new int[] {0, 1, 7, 8, 9, 124, 125, 126, 127, 128, 65_535, 65_536}) {
            byte[] content = new byte[length];
            Arrays.fill(content, (byte) 'z');
            add(
                    "binary of " + length,
                    new ClientFrames().frame(FINAL | BINARY, content),
                    "binary: " + shown(content));
            add(
                    "text of " + length,
                    new ClientFrames().frame(FINAL | TEXT, content),
                    "text: " + "z".repeat(length));
        }
        for (int length : new int[] {0, 1, 125}) {
            add(
                    length + " bytes with a length of 16 bits",
                    new ClientFrames().frame(FINAL | BINARY, new byte[length], 2, true),
                    REFUSED);
        }
        for (int length : new int[] {0, 125, 126, 65_535}) {
            add(
                    length + " bytes with a length of 64 bits",
                    new ClientFrames().frame(FINAL | BINARY, new byte[length], 8, true),
                    REFUSED);
        }
        add(
                "a negative length",
                new ClientFrames().raw(0x82, 0xFF, 0x80, 0, 0, 0, 0, 0, 0, 1),
                REFUSED);
    }

    private void addControlFrames() {
        for (int first : new int[] {CLOSE, PING, PONG}) {
            String name = "%02x".formatted(first);
            add(name + " in part", new ClientFrames().frame(first ^ FINAL, NOTHING), REFUSED);
            add(name + " of 126 bytes", new ClientFrames().frame(first, new byte[126]), REFUSED);
            add(
                    name + " with a length of 64 bits",
                    new ClientFrames().frame(first, new byte[65_536], 8, true),
                    REFUSED);
        }
        for (int length : new int[] {0, 1, 4, 124, 125}) {
            byte[] content = new byte[length];
            add(
                    "ping of " + length,
                    new ClientFrames().frame(PING, content),
                    "ping: " + HexFormat.of().formatHex(content));
            add("pong of " + length, new ClientFrames().frame(PONG, content), "pong");
        }
        add(
                "pings between texts",
                new ClientFrames().text("a").frame(PING, bytes(1)).text("b"),
                "text: a",
                "ping: 01",
                "text: b");
        add(
                "a ping that is no text",
                new ClientFrames().frame(PING, bytes(0xFF, 0xFE)),
                "ping: fffe");
    }

    private void addFragments() {
        byte[] text = utf8("aß€𝄞z\u0000\uFFFD\uD7FF\uE000");
        String whole = "text: aß€𝄞z\u0000\uFFFD\uD7FF\uE000";
        for (int cut = 0; cut <= text.length; cut++) {
            add(
                    "text cut at " + cut,
                    new ClientFrames()
                            .frame(TEXT, Arrays.copyOf(text, cut))
                            .frame(FINAL, Arrays.copyOfRange(text, cut, text.length)),
                    whole);
        }
        ClientFrames bytewise = new ClientFrames().frame(TEXT, NOTHING);
        for (byte unit : text) {
            bytewise.frame(CONTINUATION, new byte[] {unit});
        }
        add("text in single bytes", bytewise.frame(FINAL, NOTHING), whole);
        add(
                "binary in three parts",
                new ClientFrames()
                        .frame(BINARY, bytes(1, 2))
                        .frame(CONTINUATION, bytes(0xFF))
                        .frame(FINAL, bytes(3)),
                "binary: 0102ff03");
        add(
                "empty parts",
                new ClientFrames()
                        .frame(BINARY, NOTHING)
                        .frame(CONTINUATION, NOTHING)
                        .frame(FINAL, NOTHING),
                "binary: ");
        add(
                "control frames between parts",
                new ClientFrames()
                        .frame(TEXT, utf8("a"))
                        .frame(PING, utf8("p"))
                        .frame(CONTINUATION, utf8("b"))
                        .frame(PONG, NOTHING)
                        .frame(FINAL, utf8("c")),
                "ping: 70",
                "pong",
                "text: abc");
        add(
                "a close frame between parts",
                new ClientFrames().frame(TEXT, utf8("a")).frame(CLOSE, bytes(3, 0xE8)),
                "close: 1000");
        add(
                "a whole message after one in parts",
                new ClientFrames().frame(TEXT, utf8("a")).frame(FINAL, utf8("b")).text("c"),
                "text: ab",
                "text: c");
    }

    private void addBrokenFragments() {
        add("a continuation alone", new ClientFrames().frame(FINAL, utf8("a")), REFUSED);
        add("a first continuation", new ClientFrames().frame(CONTINUATION, utf8("a")), REFUSED);
        add(
                "a continuation after a whole message",
                new ClientFrames().text("a").frame(FINAL, utf8("b")),
                "text: a",
                REFUSED);
        for (int inner : new int[] {TEXT, BINARY, FINAL | TEXT, FINAL | BINARY}) {
            for (int outer : new int[] {TEXT, BINARY}) {
                add(
                        "%02x inside %02x".formatted(inner, outer),
                        new ClientFrames().frame(outer, utf8("a")).frame(inner, utf8("b")),
                        REFUSED);
            }
        }
        add(
                "a control frame in part between parts",
                new ClientFrames().frame(TEXT, utf8("a")).frame(0x9, NOTHING),
                REFUSED);
    }

    private void addTexts() {
        for (int codePoint :
                new int[] {
                    0x0, 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFD, 0xFFFE, 0xFFFF, 0x10000,
                    0x3FFFF, 0x10FFFF
                }) {
            String text = Character.toString(codePoint);
            add("U+%04X".formatted(codePoint), new ClientFrames().text(text), "text: " + text);
            byte[] units = utf8(text);
            for (int cut = 1; cut < units.length; cut++) {
                add(
                        "U+%04X cut at %d".formatted(codePoint, cut),
                        new ClientFrames()
                                .frame(TEXT, Arrays.copyOf(units, cut))
                                .frame(FINAL, Arrays.copyOfRange(units, cut, units.length)),
                        "text: " + text);
            }
        }
    }

    private void addBrokenTexts() {
        for (byte[] wrong : wrongTexts()) {
            String name = HexFormat.of().formatHex(wrong);
            add("text " + name, new ClientFrames().frame(FINAL | TEXT, wrong), NOT_TEXT);
            add(
                    "text that ends with " + name,
                    new ClientFrames().frame(TEXT, utf8("ok")).frame(FINAL, wrong),
                    NOT_TEXT);
            add(
                    "close reason " + name,
                    new ClientFrames().frame(CLOSE, close(1000, wrong)),
                    NOT_TEXT);
            add(
                    "binary " + name,
                    new ClientFrames().frame(FINAL | BINARY, wrong),
                    "binary: " + name);
        }
        for (byte[] wrong :
                List.of(
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
                        bytes(0xF0, 0x9D, 0x28))) {
            add(
                    "a first part that nothing mends: " + HexFormat.of().formatHex(wrong),
                    new ClientFrames().frame(TEXT, wrong),
                    NOT_TEXT);
        }
    }

    private static List<byte[]> wrongTexts() {
        return List.of(
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

    private void addCloseFrames() {
        for (int code :
                new int[] {
                    1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000,
                    3999, 4000, 4999
                }) {
            add(
                    "close " + code,
                    new ClientFrames().frame(CLOSE, close(code, utf8("ä"))),
                    "close: " + code);
        }
        for (int code :
                new int[] {
                    0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535
                }) {
            add("close " + code, new ClientFrames().frame(CLOSE, close(code, NOTHING)), REFUSED);
        }
        add("close without code", new ClientFrames().frame(CLOSE, NOTHING), "close: 1005");
        add("close with half a code", new ClientFrames().frame(CLOSE, bytes(3)), REFUSED);
        add(
                "close with the longest reason",
                new ClientFrames().frame(CLOSE, close(1000, utf8("é".repeat(61) + "x"))),
                "close: 1000");
        add(
                "nothing after a close frame is read",
                new ClientFrames().text("a").frame(CLOSE, bytes(3, 0xE8)).text("b"),
                "text: a",
                "close: 1000");
    }

    private void addLimits() {
        add(
                "the largest message",
                new ClientFrames().frame(FINAL | BINARY, new byte[LIMIT]),
                "binary: " + LIMIT);
        for (int opcode : new int[] {TEXT, BINARY}) {
            add(
                    "opcode " + opcode + " above the limit, by its head alone",
                    new ClientFrames().raw(FINAL | opcode, 0xFF, 0, 0, 0, 0, 0, 1, 0x86, 0xA1),
                    TOO_LARGE);
            add(
                    "opcode " + opcode + " of a length that no array has",
                    new ClientFrames()
                            .raw(FINAL | opcode, 0xFF, 0x7F, 255, 255, 255, 255, 255, 255, 255),
                    TOO_LARGE);
            add(
                    "opcode " + opcode + " above the limit in parts",
                    new ClientFrames().frame(opcode, new byte[LIMIT - 5]).raw(FINAL, 0x80 | 6),
                    TOO_LARGE);
            add(
                    "opcode " + opcode + " at the limit in parts",
                    new ClientFrames().frame(opcode, new byte[LIMIT - 5]).frame(FINAL, new byte[5]),
                    opcode == BINARY ? "binary: " + LIMIT : "text: " + "\0".repeat(LIMIT));
        }
        add(
                "control frames do not count",
                new ClientFrames()
                        .frame(BINARY, new byte[LIMIT])
                        .frame(PING, bytes(1))
                        .frame(FINAL, NOTHING),
                "ping: 01",
                "binary: " + LIMIT);
    }

    /** Shows bytes as hexadecimal digits, or their number if there are many. */
    static String shown(byte[] bytes) {
        return bytes.length > 128
                ? Integer.toString(bytes.length)
                : HexFormat.of().formatHex(bytes);
    }

    private static byte[] close(int code, byte[] reason) {
        return ByteBuffer.allocate(2 + reason.length).putShort((short) code).put(reason).array();
    }

    private void add(String name, ClientFrames frames, String... reactions) {
        cases.add(new Case(name, frames.toBytes(), List.of(reactions)));
    }
}
