package dev.tiercel.server.store;

import dev.tiercel.frontend.syntax.Format;
import dev.tiercel.server.text.FileFailure;
import dev.tiercel.server.text.Sha256;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * The data directory (CFG-14 to CFG-18): registered texts as objects named by their digest, one
 * manifest per release, and {@code CURRENT}, which names the release to load. What {@link #commit}
 * returned from survives a crash; before that the release before is current.
 *
 * <p>Reading is thread-safe. Only one thread at a time may change the store.
 */
public final class DocumentStore implements AutoCloseable {
    private static final String LOCK = "LOCK";
    private static final String TEMPORARY_SUFFIX = ".tmp";
    private static final String MANIFEST_SUFFIX = ".json";

    /** Number of new objects of one release from which several threads write them. */
    private static final int MANY_OBJECTS = 64;

    private static final int WRITERS = 16;
    private static final int HOLDER_BYTES_MAX = 32;

    private final Path directory;
    private final Path objects;
    private final Path releases;
    private final Path quarantine;
    private final FileOperations files;
    private final ManifestWriter writer = new ManifestWriter();
    private final FileChannel lockFile;
    private volatile long current;

    private DocumentStore(Path directory, FileOperations files, FileChannel lockFile)
            throws IOException {
        this.directory = directory;
        this.objects = Files.createDirectories(directory.resolve("objects"));
        this.releases = Files.createDirectories(directory.resolve("releases"));
        this.quarantine = Files.createDirectories(directory.resolve("quarantine"));
        this.files = files;
        this.lockFile = lockFile;
        this.current = readCurrent();
    }

    /**
     * Opens a data directory, creating it if needed, and holds its lock until {@link #close()}.
     *
     * @throws StoreException if another server holds the lock, or the directory cannot be used
     */
    public static DocumentStore open(Path directory, FileOperations files) {
        FileChannel lockFile = null;
        try {
            Files.createDirectories(directory);
            lockFile =
                    FileChannel.open(
                            directory.resolve(LOCK),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            lock(lockFile, directory);
            return new DocumentStore(directory, files, lockFile);
        } catch (IOException e) {
            closeQuietly(lockFile);
            throw new StoreException(
                    "The data directory " + directory + " cannot be used: " + FileFailure.text(e),
                    e);
        } catch (StoreException e) {
            closeQuietly(lockFile);
            throw e;
        }
    }

    /** Says in the file of the lock which process has it, so that {@link #holder} finds it. */
    public void nameHolder() {
        byte[] pid = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
        try {
            lockFile.truncate(0);
            lockFile.write(ByteBuffer.wrap(pid), 0);
        } catch (IOException e) {
            throw new StoreException(
                    "The lock of " + directory + " cannot be written: " + FileFailure.text(e), e);
        }
    }

    /**
     * Returns the process that has, or had when it ended by force, the lock of a data directory. To
     * be asked by other processes than that one.
     */
    public static Optional<Long> holder(Path directory) {
        try {
            return holder(Files.readString(directory.resolve(LOCK), StandardCharsets.US_ASCII));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StoreException(
                    "The lock of " + directory + " cannot be read: " + FileFailure.text(e), e);
        }
    }

    /** Returns the number of the current release, 0 before the first. */
    public long currentNumber() {
        return current;
    }

    /**
     * Returns the manifest of the current release; nothing if there never was one.
     *
     * @throws StoreException if it is missing or cannot be read
     */
    public Optional<Manifest> currentRelease() {
        if (current == 0) {
            return Optional.empty();
        }
        Optional<Manifest> manifest = release(current);
        if (manifest.isEmpty()) {
            throw new StoreException("The current release, " + current + ", is missing", null);
        }
        return manifest;
    }

    /** Returns the kept releases up to the current one. */
    public NavigableSet<Long> releaseNumbers() {
        NavigableSet<Long> numbers = new TreeSet<>();
        for (String name : names(releases)) {
            numberOf(name).filter(n -> n <= current).ifPresent(numbers::add);
        }
        return numbers;
    }

    /**
     * Returns the manifest of a kept release.
     *
     * @throws StoreException if its file is damaged
     */
    public Optional<Manifest> release(long number) {
        if (number > current) {
            return Optional.empty();
        }
        Path file = manifestFile(number);
        try {
            return Optional.of(ManifestText.read(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            throw new StoreException("The release " + file + " cannot be read", e);
        }
    }

    /**
     * Returns the registered bytes of a document; nothing if their object is missing or damaged.
     */
    public Optional<StoredText> text(StoredDocument document) {
        try {
            byte[] bytes = Files.readAllBytes(objectFile(document.sha256(), document.format()));
            StoredText text = StoredText.of(document.format(), bytes);
            return text.sha256().equals(document.sha256()) ? Optional.of(text) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Makes a release the current one (CFG-15).
     *
     * @param manifest its number is one more than the current
     * @param texts those to which the manifest refers and that may be new
     * @throws StoreException if a file could not be written; the release before is then current
     */
    public void commit(Manifest manifest, Collection<StoredText> texts) {
        long number = manifest.number();
        if (number != current + 1) {
            throw new IllegalArgumentException("release " + number + " cannot follow " + current);
        }
        Set<Path> created = ConcurrentHashMap.newKeySet();
        try {
            if (writeObjects(texts, created)) {
                files.syncDirectory(objects);
            }
            replace(manifestFile(number), writer.write(manifest));
            files.syncDirectory(releases);
            replace(
                    directory.resolve("CURRENT"),
                    (number + "\n").getBytes(StandardCharsets.US_ASCII));
            files.syncDirectory(directory);
        } catch (IOException e) {
            discard(number, created, e);
            throw new StoreException(
                    "The release "
                            + number
                            + " could not be written to the data directory "
                            + directory
                            + ": "
                            + FileFailure.text(e),
                    e);
        }
        current = number;
    }

    /**
     * Removes what was written for a release that is not to be, so that it takes no space of a disk
     * that has none; but nothing if {@code CURRENT} may name the release, after the failure of its
     * last step or that of an earlier attempt.
     *
     * @param created objects that were not there before, to which no other release refers
     */
    private void discard(long number, Set<Path> created, IOException failure) {
        try {
            if (readCurrent() == current) {
                files.delete(manifestFile(number));
                for (Path object : created) {
                    files.delete(object);
                }
            }
        } catch (IOException | StoreException e) {
            failure.addSuppressed(e);
        }
    }

    /** Keeps the findings about a version that is not served. */
    public void quarantine(String sha256, byte[] diagnosticsJson) {
        try {
            replace(quarantine.resolve(sha256 + MANIFEST_SUFFIX), diagnosticsJson);
        } catch (IOException e) {
            throw new StoreException(
                    "The directory " + quarantine + " cannot be written: " + FileFailure.text(e),
                    e);
        }
    }

    /** Removes releases older than the latest ones, as many as given, but not the current one. */
    public void pruneReleases(int keep) {
        NavigableSet<Long> numbers = releaseNumbers();
        while (numbers.size() > Math.max(1, keep)) {
            delete(manifestFile(numbers.pollFirst()));
        }
    }

    /**
     * Removes what no kept release refers to, and what a crash left behind (CFG-18). For the start
     * only.
     */
    public void removeGarbage() {
        for (Path place : List.of(directory, objects, releases, quarantine)) {
            for (String name : names(place)) {
                if (name.endsWith(TEMPORARY_SUFFIX)) {
                    delete(place.resolve(name));
                }
            }
        }
        for (String name : names(releases)) {
            if (numberOf(name).filter(n -> n > current).isPresent()) {
                delete(releases.resolve(name));
            }
        }
        Set<String> referred = new HashSet<>();
        for (long number : releaseNumbers()) {
            try {
                referred.addAll(ManifestText.objects(Files.readAllBytes(manifestFile(number))));
            } catch (IOException e) {
                return; // What an unreadable release refers to is unknown, so nothing is known to
                // be garbage.
            }
        }
        for (Path place : List.of(objects, quarantine)) {
            for (String name : names(place)) {
                int dot = name.indexOf('.');
                if (dot > 0 && !referred.contains(name.substring(0, dot))) {
                    delete(place.resolve(name));
                }
            }
        }
    }

    @Override
    public void close() {
        try {
            if (lockFile.isOpen()) {
                lockFile.truncate(0);
            }
        } catch (IOException _) {
            // What stays is the name of a process that has ended, which holds nothing.
        } finally {
            closeQuietly(lockFile);
        }
    }

    private static void lock(FileChannel lockFile, Path directory) throws IOException {
        FileLock lock = null;
        try {
            lock = lockFile.tryLock();
        } catch (OverlappingFileLockException e) {
            // Another store of this process has it, which is the same to the caller.
        }
        if (lock == null) {
            throw new StoreException(
                    "The data directory "
                            + directory
                            + " is used by another server"
                            + readHolder(lockFile).map(pid -> ", process " + pid).orElse(""),
                    null);
        }
    }

    /** Reads without another channel, whose end would end the locks of this process as well. */
    private static Optional<Long> readHolder(FileChannel lockFile) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(HOLDER_BYTES_MAX);
        lockFile.read(text, 0);
        return holder(StandardCharsets.US_ASCII.decode(text.flip()).toString());
    }

    private static Optional<Long> holder(String text) {
        try {
            return Optional.of(Long.valueOf(text.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new StoreException("The lock of the data directory could not be released", e);
        }
    }

    private long readCurrent() throws IOException {
        Path file = directory.resolve("CURRENT");
        try {
            return Long.parseLong(Files.readString(file, StandardCharsets.US_ASCII).strip());
        } catch (NoSuchFileException e) {
            return 0;
        } catch (NumberFormatException e) {
            throw new StoreException("The file " + file + " is damaged", e);
        }
    }

    /**
     * Returns whether any of the texts was new.
     *
     * @param created receives the files that were not there
     */
    private boolean writeObjects(Collection<StoredText> texts, Set<Path> created)
            throws IOException {
        Map<Path, StoredText> textByFile = new LinkedHashMap<>();
        texts.forEach(text -> textByFile.put(objectFile(text.sha256(), text.format()), text));
        if (textByFile.size() >= MANY_OBJECTS) {
            return writeTogether(textByFile.values(), created);
        }
        boolean hasNew = false;
        for (StoredText text : textByFile.values()) {
            hasNew |= writeObject(text, created);
        }
        return hasNew;
    }

    /** The disk is waited for once for many files, which one thread would wait for one by one. */
    private boolean writeTogether(Collection<StoredText> texts, Set<Path> created)
            throws IOException {
        ThreadFactory threads = Thread.ofPlatform().name("tiercel-writer-", 1).factory();
        boolean hasNew = false;
        try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS, threads)) {
            List<Future<Boolean>> written = new ArrayList<>();
            texts.forEach(text -> written.add(writers.submit(() -> writeObject(text, created))));
            for (Future<Boolean> one : written) {
                hasNew |= one.get();
            }
            return hasNew;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted");
        }
    }

    private boolean writeObject(StoredText text, Set<Path> created) throws IOException {
        Path file = objectFile(text.sha256(), text.format());
        boolean isThere = Files.exists(file);
        if (isThere && isIntact(file, text.sha256())) {
            return false;
        }
        if (!isThere) {
            created.add(file);
        }
        replace(file, text.bytes());
        return true;
    }

    private static boolean isIntact(Path file, String sha256) throws IOException {
        return Sha256.of(Files.readAllBytes(file)).equals(sha256);
    }

    private void replace(Path file, byte[] content) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + TEMPORARY_SUFFIX);
        try {
            files.write(temporary, content);
            files.rename(temporary, file);
        } catch (IOException e) {
            discard(temporary, e);
            throw e;
        }
    }

    /** Half a file would take space of a disk that has none. */
    private void discard(Path temporary, IOException failure) {
        try {
            files.delete(temporary);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private Path manifestFile(long number) {
        return releases.resolve(number + MANIFEST_SUFFIX);
    }

    private Path objectFile(String sha256, Format format) {
        return objects.resolve(
                sha256
                        + switch (format) {
                            case JSON -> ".json";
                            case YAML -> ".yaml";
                        });
    }

    private static Optional<Long> numberOf(String name) {
        if (!name.endsWith(MANIFEST_SUFFIX)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    Long.parseLong(name.substring(0, name.length() - MANIFEST_SUFFIX.length())));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static List<String> names(Path place) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(place)) {
            stream.forEach(path -> names.add(String.valueOf(path.getFileName())));
        } catch (IOException e) {
            throw new StoreException("The directory " + place + " cannot be read", e);
        }
        names.sort(Comparator.naturalOrder());
        return names;
    }

    private void delete(Path file) {
        try {
            files.delete(file);
        } catch (IOException e) {
            throw new StoreException(
                    "The file " + file + " could not be removed: " + FileFailure.text(e), e);
        }
    }
}
