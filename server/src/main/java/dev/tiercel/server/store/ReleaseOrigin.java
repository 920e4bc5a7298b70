package dev.tiercel.server.store;

import java.util.Optional;

/** What made a release (ADM-26). */
public enum ReleaseOrigin {
    API("api"),
    RELEASE("release"),
    ROLLBACK("rollback"),
    DIRECTORY("directory"),
    START("start");

    private final String text;

    ReleaseOrigin(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    static Optional<ReleaseOrigin> parse(String text) {
        for (ReleaseOrigin origin : values()) {
            if (origin.text.equals(text)) {
                return Optional.of(origin);
            }
        }
        return Optional.empty();
    }
}
