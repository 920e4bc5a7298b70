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
     * Changes documents.
     *
     * @param arguments {@code registry} or {@code store}, which makes the changes; the data
     *     directory; the seed of the changes; and their number, without one until the process is
     *     ended
     */
    public static void main(String[] arguments) {
        try (ChangedDocuments documents =
                open(arguments[0].equals("store"), Path.of(arguments[1]))) {
            RandomChanges changes = new RandomChanges(Long.parseLong(arguments[2]));
            long count = arguments.length > 3 ? Long.parseLong(arguments[3]) : Long.MAX_VALUE;
            Map<String, String> texts = documents.texts();
            tell(0);
            for (long number = 1; number <= count; number++) {
                texts = changes.next(texts);
                documents.change(texts);
                tell(number);
            }
        }
    }

    static ChangedDocuments open(boolean isStoreOnly, Path directory) {
        return isStoreOnly
                ? StoredTexts.open(directory)
                : StoredDocuments.open(directory, FileOperations.onDisk());
    }

    /** Writes once, so that a line is there as a whole or not at all. */
    @SuppressForbidden(reason = "the parent process reads the standard output")
    private static void tell(long number) {
        byte[] line = (number + "\n").getBytes(StandardCharsets.US_ASCII);
        System.out.write(line, 0, line.length);
        System.out.flush();
    }
}
