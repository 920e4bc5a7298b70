package dev.tiercel.server.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files that the process may have open, of which each connection is one. Helidon never accepts
 * a connection again after one for which there was no file.
 */
final class OpenFiles {
    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final String NAME = "Max open files";
    private static final int NO_LIMIT = -1;

    /** Kept for archives, documents, databases and outgoing requests. */
    private static final int KEPT_MIN = 256;

    private static final int KEPT_SHARE = 8;
    private static final int CONNECTIONS_MIN = 16;

    private OpenFiles() {}

    /** Returns how many connections there may be; -1 if the system sets no limit that is known. */
    static int connectionsMax() {
        try {
            return Files.readAllLines(LIMITS).stream()
                    .filter(line -> line.startsWith(NAME))
                    .map(line -> line.substring(NAME.length()).strip().split(" ", 2)[0])
                    .filter(limit -> limit.matches("\\d{1,9}"))
                    .mapToInt(limit -> connectionsMax(Integer.parseInt(limit)))
                    .findFirst()
                    .orElse(NO_LIMIT);
        } catch (IOException e) {
            return NO_LIMIT;
        }
    }

    static int connectionsMax(int files) {
        return Math.max(CONNECTIONS_MIN, files - Math.max(KEPT_MIN, files / KEPT_SHARE));
    }
}
