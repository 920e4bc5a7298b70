package dev.tiercel.server.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** A block of addresses, or one address (CFG-8). Immutable. */
final class AddressBlock {
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

    /** Whether an address is in the block, also as a network without IPv4 writes it. */
    boolean contains(InetAddress address) {
        byte[] octets = address.getAddress();
        return matches(octets) || CarriedAddress.NAT64.in(octets).filter(this::matches).isPresent();
    }

    /** Whether packets to an address may get to one that is in the block. */
    boolean isReachedBy(InetAddress address) {
        byte[] octets = address.getAddress();
        return matches(octets)
                || Stream.of(CarriedAddress.values())
                        .flatMap(way -> way.in(octets).stream())
                        .anyMatch(this::matches);
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
}
