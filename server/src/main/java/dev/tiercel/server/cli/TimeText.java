package dev.tiercel.server.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as people write them on a command line. */
final class TimeText {
    private static final Pattern TIME = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m)");

    private TimeText() {}

    /** Returns a time such as {@code 500ms}, {@code 10s} or {@code 1m}. */
    static Optional<Duration> parse(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        double unit =
                switch (matcher.group(2)) {
                    case "ms" -> 1e6;
                    case "s" -> 1e9;
                    default -> 60e9;
                };
        return Optional.of(Duration.ofNanos((long) (Double.parseDouble(matcher.group(1)) * unit)));
    }
}
