package dev.tiercel.server.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/** A block of addresses, or one address (CFG-8). Immutable. */
final class AddressBlock {
    private static final byte[] NAT64 = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};
    private static final byte[] SIX_TO_FOUR = {0x20, 0x02};
    private static final int IPV4_LENGTH = 4;

    private final byte[] prefix;
    private final int bits;

    private AddressBlock(byte[] prefix, int bits) {
        this.prefix = prefix;
        this.bits = bits;
    }

    /** Returns the block that a text names; nothing if it is no address. */
    static Optional<AddressBlock> of(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        boolean isLiteral =
                address.indexOf(':') >= 0
                        || (!address.isEmpty()
                                && address.chars().allMatch(c -> c == '.' || Character.isDigit(c)));
        if (!isLiteral) {
            return Optional.empty();
        }
        try {
            byte[] octets = InetAddress.getByName(address).getAddress();
            int length =
                    slash < 0
                            ? octets.length * Byte.SIZE
                            : Integer.parseInt(text.substring(slash + 1));
            boolean isValid = length >= 0 && length <= octets.length * Byte.SIZE;
            return isValid ? Optional.of(new AddressBlock(octets, length)) : Optional.empty();
        } catch (UnknownHostException | NumberFormatException _) {
            return Optional.empty();
        }
    }

    /** Whether an address is in the block, also if a wider address only carries it. */
    boolean contains(InetAddress address) {
        byte[] octets = address.getAddress();
        return matches(octets) || carried(octets).filter(this::matches).isPresent();
    }

    private boolean matches(byte[] octets) {
        if (octets.length != prefix.length) {
            return false;
        }
        int whole = bits / Byte.SIZE;
        if (!Arrays.equals(octets, 0, whole, prefix, 0, whole)) {
            return false;
        }
        int rest = bits % Byte.SIZE;
        return rest == 0 || (octets[whole] ^ prefix[whole]) >> (Byte.SIZE - rest) == 0;
    }

    /** Returns the IPv4 address that a translator would take out of an IPv6 address. */
    private static Optional<byte[]> carried(byte[] octets) {
        if (octets.length == IPV4_LENGTH) {
            return Optional.empty();
        }
        if (Arrays.equals(octets, 0, NAT64.length, NAT64, 0, NAT64.length)) {
            return Optional.of(Arrays.copyOfRange(octets, NAT64.length, octets.length));
        }
        if (Arrays.equals(octets, 0, 2, SIX_TO_FOUR, 0, 2)) {
            return Optional.of(Arrays.copyOfRange(octets, 2, 2 + IPV4_LENGTH));
        }
        return Optional.empty();
    }
}
