package dev.tiercel.server.route;

import dev.tiercel.ir.SuppressForbidden;
import dev.tiercel.server.store.FileOperations;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** A process that changes documents at random and tells of each change when it is acknowledged. */
final class ChangeLoop {
    private ChangeLoop() {}

    /**
     * Changes documents until the process is ended.
     *
     * @param arguments the data directory and the seed of the changes
     */
    public static void main(String[] arguments) {
        run(Path.of(arguments[0]), Long.parseLong(arguments[1]), Long.MAX_VALUE);
    }

    static void run(Path directory, long seed, long changesMax) {
        RandomChanges changes = new RandomChanges(seed);
        try (StoredDocuments documents =
                StoredDocuments.open(directory, FileOperations.onDisk())) {
            Map<String, String> texts = documents.texts();
            tell(0);
            for (long number = 1; number <= changesMax; number++) {
                texts = changes.next(texts);
                documents.change(texts);
                tell(number);
            }
        }
    }

    /** Writes once, so that a line is there as a whole or not at all. */
    @SuppressForbidden(reason = "the parent process reads the standard output")
    private static void tell(long number) {
        byte[] line = (number + "\n").getBytes(StandardCharsets.US_ASCII);
        System.out.write(line, 0, line.length);
        System.out.flush();
    }
}
