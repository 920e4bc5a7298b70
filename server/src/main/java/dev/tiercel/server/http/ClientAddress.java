package dev.tiercel.server.http;

import io.helidon.common.socket.PeerInfo;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** The address that a request comes from ({@code request.ip} of HTTP-12). Immutable. */
final class ClientAddress {
    private final List<AddressBlock> trustedProxies;

    /**
     * @param trustedProxies addresses or CIDR blocks
     * @throws IllegalArgumentException if one of them is neither
     */
    ClientAddress(List<String> trustedProxies) {
        this.trustedProxies = trustedProxies.stream().map(AddressBlock::parse).toList();
    }

    /** Returns the address of a peer as text, without a lookup of its name. */
    static String of(PeerInfo peer) {
        if (peer.address() instanceof InetSocketAddress address && address.getAddress() != null) {
            return text(address.getAddress());
        }
        return peer.host();
    }

    /**
     * Returns the peer, or if it is a trusted proxy the right-most address that is none in the list
     * which the proxies report; an unreadable entry ends the search.
     */
    String of(String peer, String forwardedFor) {
        if (!isTrusted(peer)) {
            return peer;
        }
        String nearest = peer;
        String[] hops = forwardedFor.split(",", -1);
        for (int i = hops.length - 1; i >= 0; i--) {
            String hop = hops[i].strip();
            if (!AddressBlock.isAddress(hop)) {
                return nearest;
            }
            nearest = hop;
            if (!isTrusted(hop)) {
                return hop;
            }
        }
        return nearest;
    }

    boolean hasTrustedProxies() {
        return !trustedProxies.isEmpty();
    }

    private boolean isTrusted(String address) {
        return trustedProxies.stream().anyMatch(block -> block.contains(address));
    }

    private static String text(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }

    /** Addresses that share their first bits. */
    private record AddressBlock(byte[] address, int bits) {
        static AddressBlock parse(String text) {
            int slash = text.indexOf('/');
            byte[] address = octets(slash < 0 ? text : text.substring(0, slash));
            int bits = slash < 0 ? address.length * 8 : Integer.parseInt(text.substring(slash + 1));
            if (bits < 0 || bits > address.length * 8) {
                throw new IllegalArgumentException("no block of addresses: " + text);
            }
            return new AddressBlock(address, bits);
        }

        static boolean isAddress(String text) {
            try {
                octets(text);
                return true;
            } catch (IllegalArgumentException e) {
                return false;
            }
        }

        boolean contains(String text) {
            byte[] other = octets(text);
            if (other.length != address.length) {
                return false;
            }
            for (int i = 0; i < bits; i++) {
                int mask = 0x80 >> (i & 7);
                if (((other[i >> 3] ^ address[i >> 3]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }

        private static byte[] octets(String text) {
            return InetAddress.ofLiteral(text).getAddress();
        }
    }
}
