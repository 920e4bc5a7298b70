package dev.tiercel.runtime.function;

import dev.tiercel.runtime.ExecutionContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Functions about email addresses, URLs and UUIDs (language.md 11.1). */
public final class AddressFunctions {
    private static final int UUID_LENGTH = 36;
    private static final int PORT_MAX = 65_535;

    private AddressFunctions() {}

    public static @Nullable Object emailUsername(ExecutionContext context, @Nullable Object s) {
        if (s == null) {
            return null;
        }
        String text = Arguments.text(context, "email_username", s);
        int at = text.lastIndexOf('@');
        return at < 0 ? null : Results.text(context, text.substring(0, at));
    }

    public static @Nullable Object emailDomain(ExecutionContext context, @Nullable Object s) {
        if (s == null) {
            return null;
        }
        String text = Arguments.text(context, "email_domain", s);
        int at = text.lastIndexOf('@');
        return at < 0 ? null : Results.text(context, text.substring(at + 1));
    }

    public static @Nullable Object maskEmail(ExecutionContext context, @Nullable Object s) {
        if (s == null) {
            return null;
        }
        String text = Arguments.text(context, "mask_email", s);
        int at = text.lastIndexOf('@');
        if (at < 0) {
            return Results.text(context, s, text);
        }
        String first = at == 0 ? "" : text.substring(0, text.offsetByCodePoints(0, 1));
        return Results.text(context, first + "***" + text.substring(at));
    }

    public static @Nullable Object isEmail(ExecutionContext context, @Nullable Object x) {
        return x instanceof String text && isEmail(text);
    }

    /** Whether there is one {@code @} with text on both sides and a dot inside what follows it. */
    private static boolean isEmail(String text) {
        int at = text.indexOf('@');
        if (at <= 0 || text.indexOf('@', at + 1) >= 0) {
            return false;
        }
        int dot = text.indexOf('.', at + 2);
        return dot >= 0 && dot < text.length() - 1;
    }

    /** Whether it is a URL of scheme http or https with a host and without white space. */
    public static @Nullable Object isUrl(ExecutionContext context, @Nullable Object x) {
        if (!(x instanceof String text)) {
            return false;
        }
        int colon = text.indexOf("://");
        if (colon < 0 || text.codePoints().anyMatch(AddressFunctions::isNeverInUrl)) {
            return false;
        }
        String scheme = text.substring(0, colon).toLowerCase(Locale.ROOT);
        return (scheme.equals("http") || scheme.equals("https"))
                && hasHost(authority(text, colon + 3));
    }

    /** Whether it is 8-4-4-4-12 hexadecimal digits. */
    public static @Nullable Object isUuid(ExecutionContext context, @Nullable Object x) {
        if (!(x instanceof String text) || text.length() != UUID_LENGTH) {
            return false;
        }
        for (int i = 0; i < UUID_LENGTH; i++) {
            boolean isHyphen = i == 8 || i == 13 || i == 18 || i == 23;
            char c = text.charAt(i);
            if (isHyphen ? c != '-' : !isHexDigit(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHexDigit(char c) {
        return c < 0x80 && Character.digit(c, 16) >= 0;
    }

    private static boolean isNeverInUrl(int character) {
        return Character.isISOControl(character) || Characters.isWhiteSpace(character);
    }

    private static String authority(String text, int start) {
        int end = start;
        while (end < text.length() && "/?#".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(start, end);
    }

    /** Whether an authority, {@code user@host:port}, has a host and no port that is none. */
    private static boolean hasHost(String authority) {
        String hostAndPort = authority.substring(authority.lastIndexOf('@') + 1);
        int hostEnd =
                hostAndPort.startsWith("[")
                        ? hostAndPort.indexOf(']') + 1
                        : hostAndPort.indexOf(':');
        if (hostEnd < 0) {
            return !hostAndPort.isEmpty();
        }
        return hostEnd > 0 && isPort(hostAndPort.substring(hostEnd));
    }

    private static boolean isPort(String suffix) {
        if (suffix.isEmpty()) {
            return true;
        }
        return suffix.matches(":[0-9]{0,5}")
                && (suffix.length() == 1
                        || Integer.parseInt(suffix, 1, suffix.length(), 10) <= PORT_MAX);
    }
}
