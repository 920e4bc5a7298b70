package dev.tiercel.runtime.function;

import dev.tiercel.runtime.Conversions;
import dev.tiercel.runtime.ExecutionContext;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Functions that draw random values (language.md 11.3, 11.6; LANG-66). */
public final class RandomFunctions {
    private static final String NANOID_ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
    private static final String ALPHANUMERIC =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int NANOID_DEFAULT = 21;
    private static final long NANOID_MAX = 256;
    private static final long STRING_MAX = 65_536;
    private static final int TOKEN_DEFAULT = 32;
    private static final long TOKEN_MAX = 1_024;
    private static final int UUID_OCTETS = 16;
    private static final int TIME_OCTETS = 6;

    private RandomFunctions() {}

    /** Returns a double from 0 to below 1. */
    public static @Nullable Object random(ExecutionContext context) {
        return context.environment().random().general().nextDouble();
    }

    /** Returns an integer from min to max. */
    public static @Nullable Object randomInt(
            ExecutionContext context, @Nullable Object min, @Nullable Object max) {
        if (min == null) {
            return null;
        }
        long least = Conversions.toInteger(context, min, "min", Long.MIN_VALUE, Long.MAX_VALUE);
        long greatest = Conversions.toInteger(context, max, "max", Long.MIN_VALUE, Long.MAX_VALUE);
        if (least > greatest) {
            throw Arguments.outOfRange("random_int", least + " is greater than " + greatest);
        }
        return context.environment().random().integer(least, greatest);
    }

    /** Returns a double from min to below max. */
    public static @Nullable Object randomFloat(
            ExecutionContext context, @Nullable Object min, @Nullable Object max) {
        if (min == null) {
            return null;
        }
        double least = Conversions.toDouble(context, Conversions.toNumber(min, "min"));
        double bound = Conversions.toDouble(context, Conversions.toNumber(max, "max"));
        if (least >= bound) {
            throw Arguments.outOfRange("random_float", least + " is not less than " + bound);
        }
        double fraction = context.environment().random().general().nextDouble();
        // The difference of two finite doubles may be infinite, this sum may not.
        double number = least * (1 - fraction) + bound * fraction;
        return Math.clamp(number, least, Math.nextDown(bound));
    }

    /** Returns a UUID of version 4. */
    public static @Nullable Object uuid(ExecutionContext context) {
        return Results.text(context, uuid(randomOctets(context, UUID_OCTETS), 4));
    }

    /** Returns a UUID of version 7 (RFC 9562), which begins with the time. */
    public static @Nullable Object uuid7(ExecutionContext context) {
        byte[] octets = randomOctets(context, UUID_OCTETS);
        long millis = context.environment().instants().millis();
        for (int i = 0; i < TIME_OCTETS; i++) {
            octets[i] = (byte) (millis >> (8 * (TIME_OCTETS - 1 - i)));
        }
        return Results.text(context, uuid(octets, 7));
    }

    public static @Nullable Object nanoid(ExecutionContext context) {
        return nanoid(context, NANOID_DEFAULT);
    }

    public static @Nullable Object nanoidOf(ExecutionContext context, @Nullable Object n) {
        return n == null
                ? null
                : nanoid(context, (int) Conversions.toInteger(context, n, "n", 1, NANOID_MAX));
    }

    public static @Nullable Object randomString(ExecutionContext context, @Nullable Object n) {
        if (n == null) {
            return null;
        }
        int count =
                Results.chargeText(context, Conversions.toInteger(context, n, "n", 0, STRING_MAX));
        RandomGenerator generator = context.environment().random().secure();
        StringBuilder text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append(ALPHANUMERIC.charAt(generator.nextInt(ALPHANUMERIC.length())));
        }
        return text.toString();
    }

    public static @Nullable Object randomToken(ExecutionContext context) {
        return token(context, TOKEN_DEFAULT);
    }

    public static @Nullable Object randomTokenOf(ExecutionContext context, @Nullable Object n) {
        return n == null
                ? null
                : token(context, (int) Conversions.toInteger(context, n, "n", 1, TOKEN_MAX));
    }

    private static String nanoid(ExecutionContext context, int count) {
        StringBuilder text = new StringBuilder(count);
        for (byte octet : randomOctets(context, count)) {
            text.append(NANOID_ALPHABET.charAt(octet & (NANOID_ALPHABET.length() - 1)));
        }
        return Results.text(context, text.toString());
    }

    private static String token(ExecutionContext context, int octets) {
        return Results.text(context, HexFormat.of().formatHex(randomOctets(context, octets)));
    }

    private static byte[] randomOctets(ExecutionContext context, int count) {
        byte[] octets = new byte[count];
        context.environment().random().secure().nextBytes(octets);
        return octets;
    }

    /** Writes octets as a UUID after setting its version and variant. */
    private static String uuid(byte[] octets, int version) {
        octets[6] = (byte) ((version << 4) | (octets[6] & 0x0F));
        octets[8] = (byte) (0x80 | (octets[8] & 0x3F));
        HexFormat hex = HexFormat.of();
        return String.join(
                "-",
                hex.formatHex(octets, 0, 4),
                hex.formatHex(octets, 4, 6),
                hex.formatHex(octets, 6, 8),
                hex.formatHex(octets, 8, 10),
                hex.formatHex(octets, 10, UUID_OCTETS));
    }
}
