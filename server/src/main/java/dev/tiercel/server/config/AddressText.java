package dev.tiercel.server.config;

import java.net.InetAddress;
import java.util.regex.Pattern;

/** Addresses, blocks of them and names of hosts as the configuration writes them (CFG-8). */
final class AddressText {
    private static final Pattern HOST = Pattern.compile("\\*|(\\*\\.)?[^\\s/:*]+");
    private static final Pattern NUMBERS = Pattern.compile("[0-9.]+");

    private AddressText() {}

    /** Whether a text is an address or a CIDR block. */
    static boolean isRange(String text) {
        int slash = text.indexOf('/');
        try {
            int bits =
                    InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash))
                                    .getAddress()
                                    .length
                            * Byte.SIZE;
            int length = slash < 0 ? bits : Integer.parseUnsignedInt(text.substring(slash + 1));
            return length >= 0 && length <= bits;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /** Whether a text is a target of outgoing requests: also a host name or a pattern of some. */
    static boolean isTarget(String text) {
        return isRange(text) || (HOST.matcher(text).matches() && !NUMBERS.matcher(text).matches());
    }
}
