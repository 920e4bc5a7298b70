package dev.tiercel.server.assembly;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A new directory that is removed with everything in it when it is closed, or if its process is
 * killed, when another one of its kind is made. A lock in it tells whether its process lives.
 */
public final class TemporaryDirectory implements AutoCloseable {
    private static final String LOCK = "LOCK";

    /** A second channel to a lock of this process would release it, so that its own are known. */
    private static final String OWN = UUID.randomUUID().toString();

    private final Path path;
    private final FileChannel lock;

    private TemporaryDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Makes a directory.
     *
     * @param kind what its name begins with
     */
    public static TemporaryDirectory create(String kind) {
        try {
            Path path = Files.createTempDirectory(kind + "-" + OWN + "-");
            Path file = path.resolve(LOCK);
            FileChannel lock =
                    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            // Another process that found the file unlocked removes what it takes for left.
            if (lock.tryLock() == null || !Files.exists(file)) {
                lock.close();
                return create(kind);
            }
            removeLeft(kind, path);
            return new TemporaryDirectory(path, lock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() {
        try (lock) {
            remove(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes the directories of one kind whose processes are gone. */
    private static void removeLeft(String kind, Path own) throws IOException {
        try (DirectoryStream<Path> found =
                Files.newDirectoryStream(Objects.requireNonNull(own.getParent()), kind + "-*")) {
            for (Path other : found) {
                String name = String.valueOf(other.getFileName());
                if (!name.startsWith(kind + "-" + OWN) && isOfOneUser(own, other)) {
                    removeIfLeft(other);
                }
            }
        }
    }

    /** Whether nobody else can have put something into a directory. */
    private static boolean isOfOneUser(Path own, Path other) {
        try {
            return Files.isDirectory(other, LinkOption.NOFOLLOW_LINKS)
                    && Files.getOwner(other, LinkOption.NOFOLLOW_LINKS)
                            .equals(Files.getOwner(own, LinkOption.NOFOLLOW_LINKS));
        } catch (IOException e) {
            return false;
        }
    }

    private static void removeIfLeft(Path directory) {
        try (FileChannel file =
                        FileChannel.open(
                                directory.resolve(LOCK),
                                StandardOpenOption.WRITE,
                                LinkOption.NOFOLLOW_LINKS);
                FileLock lock = file.tryLock()) {
            if (lock != null) {
                remove(directory);
            }
        } catch (IOException | UncheckedIOException e) {
            // It is another's to remove, or has just been removed.
        }
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> found = Files.walk(directory)) {
            List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        }
    }
}
