package dev.tiercel.server.config;

/** A text that is never printed, logged or returned (CFG-7): its text form hides it. */
public record Secret(String value) {
    @Override
    public String toString() {
        return "***";
    }
}
