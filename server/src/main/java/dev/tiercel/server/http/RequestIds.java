package dev.tiercel.server.http;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Request ids (HTTP-40): UUIDs of version 4 from a fast generator, for they are names and no
 * secrets.
 */
final class RequestIds {
    private static final int LENGTH_MAX = 128;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final long VERSION_4 = 0x4000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private RequestIds() {}

    static String next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = (random.nextLong() & ~0xF000L) | VERSION_4;
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | VARIANT;
        byte[] text = new byte[36];
        digits(text, 0, 8, high >>> 32);
        text[8] = '-';
        digits(text, 9, 4, high >>> 16);
        text[13] = '-';
        digits(text, 14, 4, high);
        text[18] = '-';
        digits(text, 19, 4, low >>> 48);
        text[23] = '-';
        digits(text, 24, 12, low);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** Whether a client's id is used. */
    static boolean isAcceptable(String id) {
        if (id.isEmpty() || id.length() > LENGTH_MAX) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean isLetter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
            boolean isDigit = c >= '0' && c <= '9';
            if (!isLetter && !isDigit && c != '.' && c != '_' && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static void digits(byte[] text, int from, int count, long value) {
        long rest = value;
        for (int i = from + count - 1; i >= from; i--) {
            text[i] = HEX[(int) rest & 15];
            rest >>>= 4;
        }
    }
}
