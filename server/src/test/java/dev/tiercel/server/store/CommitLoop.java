package dev.tiercel.server.store;

import dev.tiercel.ir.SuppressForbidden;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A process that commits one release after another and tells of each when it is acknowledged. */
final class CommitLoop {
    private CommitLoop() {}

    @SuppressForbidden(reason = "the parent process reads the standard output")
    public static void main(String[] arguments) {
        DocumentStore store = DocumentStore.open(Path.of(arguments[0]), FileOperations.onDisk());
        for (long number = store.currentNumber() + 1; ; number++) {
            store.commit(StoreFixtures.release(number), StoreFixtures.texts(number));
            store.pruneReleases(5);
            // One write, so that a line is there as a whole or not at all.
            byte[] line = (number + "\n").getBytes(StandardCharsets.US_ASCII);
            System.out.write(line, 0, line.length);
            System.out.flush();
        }
    }
}
