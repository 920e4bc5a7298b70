package dev.tiercel.server.route;

import dev.tiercel.server.store.StoreException;
import dev.tiercel.server.thread.BackgroundPriority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs an action after the files of directories have changed and then rested for a while (CFG-20).
 * One thread of its own, until it is closed.
 */
public final class DirectoryWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryWatch.class);

    private static final Duration PATIENCE_MIN = Duration.ofMillis(100);
    private static final int PATIENCE_FACTOR = 25;

    private final List<Path> directories;
    private final Duration debounce;
    private final Runnable action;
    private final WatchService service;
    private final Thread thread;

    /** Time after which files are read again that could not be kept. */
    private final Duration patience;

    /** Why what was read last could not be kept, which later it may; empty if it is. */
    private String refused = "";

    private DirectoryWatch(
            List<Path> directories, Duration debounce, Runnable action, WatchService service) {
        this.directories = List.copyOf(directories);
        this.debounce = debounce;
        this.patience = PATIENCE_MIN.plus(debounce.multipliedBy(PATIENCE_FACTOR));
        this.action = action;
        this.service = service;
        this.thread = Thread.ofPlatform().daemon().name("tiercel-watch").unstarted(this::run);
    }

    /**
     * Begins to watch.
     *
     * @param debounce how long nothing must change before the action runs
     * @throws UncheckedIOException if a directory cannot be watched
     */
    public static DirectoryWatch start(List<Path> directories, Duration debounce, Runnable action) {
        try {
            WatchService service = FileSystems.getDefault().newWatchService();
            DirectoryWatch watch = new DirectoryWatch(directories, debounce, action, service);
            watch.register();
            watch.thread.start();
            return watch;
        } catch (IOException e) {
            throw new UncheckedIOException("The directories cannot be watched", e);
        }
    }

    /** Stops watching; an action that runs is interrupted. */
    @Override
    public void close() {
        try {
            service.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread.interrupt();
    }

    private void run() {
        try {
            // What changed before the directories were watched has made no event.
            act();
            while (true) {
                WatchKey next =
                        refused.isEmpty()
                                ? service.take()
                                : service.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
                while (next != null) {
                    take(next);
                    next = service.poll(debounce.toMillis(), TimeUnit.MILLISECONDS);
                }
                actBehindRequests();
            }
        } catch (InterruptedException | ClosedWatchServiceException e) {
            LOG.debug("No longer watching");
        }
    }

    /** On a thread of its own, because no thread can give a priority back. */
    private void actBehindRequests() throws InterruptedException {
        BackgroundPriority.prepare();
        BackgroundPriority.announce();
        Thread work =
                Thread.ofPlatform()
                        .daemon()
                        .name("tiercel-watch-work")
                        .unstarted(() -> {
                            BackgroundPriority.take();
                            act();
                        });
        try {
            work.start();
            work.join();
        } catch (OutOfMemoryError e) {
            LOG.error(
                    "There is no thread for the directories; they are read by the one that waits",
                    e);
            act();
        } catch (InterruptedException e) {
            work.interrupt();
            throw e;
        }
    }

    private static void take(WatchKey key) {
        key.pollEvents();
        key.reset();
    }

    private void act() {
        try {
            // New directories are watched before files are read, so that no file is missed.
            register();
            action.run();
            refused = "";
        } catch (StoreException e) {
            String message = String.valueOf(e.getMessage());
            if (!message.equals(refused)) {
                LOG.error("{}; the files are read again until they can be kept", message);
            }
            refused = message;
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            LOG.error("The directories could not be read; they are read again after a change", e);
        }
    }

    private void register() throws IOException {
        for (Path directory : directories) {
            try (Stream<Path> found = Files.walk(directory.toRealPath())) {
                for (Path path : found.filter(Files::isDirectory).toList()) {
                    path.register(
                            service,
                            StandardWatchEventKinds.ENTRY_CREATE,
                            StandardWatchEventKinds.ENTRY_MODIFY,
                            StandardWatchEventKinds.ENTRY_DELETE);
                }
            }
        }
    }
}
