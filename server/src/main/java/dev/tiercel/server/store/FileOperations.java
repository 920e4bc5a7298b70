package dev.tiercel.server.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The steps by which the store changes the disk, each of which may be the last one before a crash.
 * Tests put a crash between any two of them.
 */
public interface FileOperations {
    /** Writes a whole file and waits until its content is on the disk. The file may exist. */
    void write(Path file, byte[] content) throws IOException;

    /**
     * Gives a file another name in the same directory, replacing what has that name, in one step.
     */
    void rename(Path from, Path to) throws IOException;

    /** Waits until the names in a directory are on the disk. */
    void syncDirectory(Path directory) throws IOException;

    /** Removes a file if it exists. */
    void delete(Path file) throws IOException;

    /** Returns the operations on the real disk. */
    static FileOperations onDisk() {
        return new OnDisk();
    }

    /** The real disk. */
    final class OnDisk implements FileOperations {
        private OnDisk() {}

        @Override
        public void write(Path file, byte[] content) throws IOException {
            try (FileChannel channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE)) {
                ByteBuffer buffer = ByteBuffer.wrap(content);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        }

        @Override
        public void syncDirectory(Path directory) throws IOException {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }

        @Override
        public void delete(Path file) throws IOException {
            Files.deleteIfExists(file);
        }
    }
}
