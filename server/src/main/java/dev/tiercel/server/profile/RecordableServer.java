package dev.tiercel.server.profile;

import dev.tiercel.server.store.DocumentStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A server in another process, whose work can be recorded.
 *
 * @param directory its data directory, if it is known
 */
public record RecordableServer(ProcessHandle process, Optional<Path> directory) {
    private static final String ROOT = "root";

    /**
     * Returns the server that holds a data directory.
     *
     * @throws ProfileException if there is none
     */
    public static RecordableServer holding(Path directory) {
        return DocumentStore.holder(directory)
                .flatMap(ProcessHandle::of)
                .map(process -> new RecordableServer(process, Optional.of(directory)))
                .orElseThrow(() ->
                        new ProfileException(
                                "No server holds the data directory "
                                        + directory
                                        + "; name another one with --data or --config, or the"
                                        + " process with --pid"));
    }

    /**
     * Returns the server in a process.
     *
     * @param directory the data directory that it may hold
     * @throws ProfileException if there is no such process
     */
    public static RecordableServer of(long pid, Path directory) {
        return ProcessHandle.of(pid)
                .map(process ->
                        new RecordableServer(
                                process,
                                DocumentStore.holder(directory)
                                        .filter(holder -> holder == pid)
                                        .map(_ -> directory)))
                .orElseThrow(() -> new ProfileException("There is no process " + pid));
    }

    /**
     * Records what the server does.
     *
     * @param jdk home of the JDK whose programs are used
     * @param progress is told the time that is left
     * @return the recording, which belongs to the caller
     * @throws ProfileException if it cannot be recorded
     */
    public Path record(Path jdk, Duration duration, Consumer<Duration> progress) {
        checkUser(ProcessHandle.current().info().user(), process.info().user());
        Jcmd jcmd = new Jcmd(jdk.resolve("bin").resolve("jcmd"), process.pid());
        Path file = newFile();
        try {
            record(RemoteRecording.start(jcmd, file, duration), file, duration, progress);
            if (Files.size(file) == 0) {
                throw new ProfileException(
                        "The process "
                                + process.pid()
                                + " has a temporary directory of its own; name its data directory"
                                + " with --data");
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ProfileException e) {
            delete(file);
            throw e;
        }
    }

    private void record(
            RemoteRecording recording, Path file, Duration duration, Consumer<Duration> progress) {
        Thread stop =
                Thread.ofPlatform()
                        .name("tiercel-profile-stop")
                        .unstarted(() -> {
                            recording.close();
                            delete(file);
                        });
        Runtime.getRuntime().addShutdownHook(stop);
        try (recording) {
            await(duration, progress);
        } finally {
            Runtime.getRuntime().removeShutdownHook(stop);
        }
    }

    /** Says what the JVM would say less clearly: it answers its own user and root only. */
    void checkUser(Optional<String> own, Optional<String> other) {
        if (other.isPresent() && !own.equals(Optional.of(ROOT)) && !own.equals(other)) {
            throw new ProfileException(
                    "The process "
                            + process.pid()
                            + " belongs to "
                            + other.get()
                            + "; run the command as that user");
        }
    }

    /** The data directory is a place that both processes see and the server may write to. */
    private Path newFile() {
        String name = "profile-" + ProcessHandle.current().pid();
        if (directory.isPresent()) {
            return directory.get().toAbsolutePath().resolve(name + ".jfr.tmp");
        }
        try {
            return Files.createTempFile(name, ".jfr");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void await(Duration duration, Consumer<Duration> progress) {
        long end = System.nanoTime() + duration.toNanos();
        long second = TimeUnit.SECONDS.toNanos(1);
        for (long left = duration.toNanos(); left > 0; left = end - System.nanoTime()) {
            progress.accept(Duration.ofNanos(left));
            try {
                process.onExit().get(Math.min(left, second), TimeUnit.NANOSECONDS);
                throw new ProfileException(
                        "The process " + process.pid() + " ended while it was recorded");
            } catch (TimeoutException _) {
                // It still runs, as it should.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ProfileException("Interrupted");
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
