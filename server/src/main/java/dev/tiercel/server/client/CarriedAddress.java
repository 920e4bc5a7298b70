package dev.tiercel.server.client;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The ways in which an IPv6 address carries an IPv4 address: translators, tunnels and stacks of
 * operating systems take it out and send packets there.
 */
enum CarriedAddress {
    /** RFC 4291, section 2.5.5.1. */
    COMPATIBLE("000000000000000000000000", 0, 0, 12, 13, 14, 15),
    /** RFC 4291, section 2.5.5.2; the JDK makes IPv4 addresses of most of these. */
    MAPPED("00000000000000000000ffff", 0, 0, 12, 13, 14, 15),
    /** RFC 2765. */
    TRANSLATED("0000000000000000ffff0000", 0, 0, 12, 13, 14, 15),
    /** RFC 6052. */
    NAT64("0064ff9b0000000000000000", 0, 0, 12, 13, 14, 15),
    /** RFC 8215, as RFC 6052 divides a prefix of 48 bits. */
    LOCAL_NAT64("0064ff9b0001", 0, 0, 6, 7, 9, 10),
    /** RFC 8215, with a prefix of 96 bits in that block. */
    LONG_LOCAL_NAT64("0064ff9b0001", 0, 0, 12, 13, 14, 15),
    /** RFC 3056. */
    SIX_TO_FOUR("2002", 0, 0, 2, 3, 4, 5),
    /** RFC 4380, the server. */
    TEREDO_SERVER("20010000", 0, 0, 4, 5, 6, 7),
    /** RFC 4380, the client, whose bits are inverted. */
    TEREDO_CLIENT("20010000", 0, 0xff, 12, 13, 14, 15),
    /** RFC 5214, behind any prefix of a network. */
    ISATAP("00005efe", 8, 0, 12, 13, 14, 15),
    /** RFC 5214, with an address that is unique everywhere. */
    GLOBAL_ISATAP("02005efe", 8, 0, 12, 13, 14, 15);

    private static final int IPV6_LENGTH = 16;

    private final byte[] sign;
    private final int signAt;
    private final int mask;
    private final int[] positions;

    /**
     * @param sign octets by which such an address is known
     * @param mask by which each octet has to be changed
     * @param positions where the octets are
     */
    CarriedAddress(String sign, int signAt, int mask, int... positions) {
        this.sign = HexFormat.of().parseHex(sign);
        this.signAt = signAt;
        this.mask = mask;
        this.positions = positions;
    }

    /** Returns the IPv4 address that an address carries in this way. */
    Optional<byte[]> in(byte[] octets) {
        boolean isSigned =
                octets.length == IPV6_LENGTH
                        && Arrays.equals(
                                octets, signAt, signAt + sign.length, sign, 0, sign.length);
        if (!isSigned) {
            return Optional.empty();
        }
        byte[] address = new byte[positions.length];
        for (int i = 0; i < address.length; i++) {
            address[i] = (byte) (octets[positions[i]] ^ mask);
        }
        return Optional.of(address);
    }
}
