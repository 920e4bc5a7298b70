package dev.tiercel.server.client;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Which targets outgoing requests may have (CFG-8, OP-21). Immutable. */
final class AddressGuard {
    private static final String ALL = "*";

    private final Rules allow;
    private final Rules deny;

    private record Rules(boolean isAll, List<String> hosts, List<AddressBlock> blocks) {
        static Rules of(List<String> entries) {
            List<String> hosts = new ArrayList<>();
            List<AddressBlock> blocks = new ArrayList<>();
            for (String entry : entries) {
                AddressBlock.of(entry).ifPresentOrElse(blocks::add, () -> hosts.add(normal(entry)));
            }
            return new Rules(entries.contains(ALL), hosts, blocks);
        }

        boolean matchesHost(String host) {
            return isAll || hosts.stream().anyMatch(pattern -> matches(pattern, host));
        }

        boolean contains(InetAddress address) {
            return blocks.stream().anyMatch(block -> block.contains(address));
        }

        boolean areReachedBy(InetAddress address) {
            return blocks.stream().anyMatch(block -> block.isReachedBy(address));
        }

        private static boolean matches(String pattern, String host) {
            return pattern.startsWith("*.")
                    ? host.endsWith(pattern.substring(1))
                    : host.equals(pattern);
        }
    }

    AddressGuard(List<String> allow, List<String> deny) {
        this.allow = Rules.of(allow);
        this.deny = Rules.of(deny);
    }

    /**
     * Whether a target may be connected to.
     *
     * @param addresses every address that the name has
     */
    boolean permits(String host, List<InetAddress> addresses) {
        String name = normal(host);
        boolean isAllowed = allow.matchesHost(name) || addresses.stream().allMatch(allow::contains);
        boolean isDenied =
                deny.matchesHost(name) || addresses.stream().anyMatch(deny::areReachedBy);
        return isAllowed && !isDenied;
    }

    /** Whether a target may not be connected to, whatever addresses its name has. */
    boolean denies(String host) {
        return deny.matchesHost(normal(host));
    }

    private static String normal(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
