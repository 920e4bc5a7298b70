package dev.tiercel.server.cli;

import java.util.Optional;

/** Tiers as flags give them. */
final class TierFlag {
    private TierFlag() {}

    /** Returns the mode of the engine in which a unit reaches a tier before it is called. */
    static Optional<String> mode(int tier) {
        return switch (tier) {
            case 0 -> Optional.of("interpret");
            case 1, 2 -> Optional.of("compile");
            default -> Optional.empty();
        };
    }
}
