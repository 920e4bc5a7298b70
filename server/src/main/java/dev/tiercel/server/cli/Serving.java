package dev.tiercel.server.cli;

import dev.tiercel.server.assembly.LogSetup;
import dev.tiercel.server.assembly.TiercelServer;
import dev.tiercel.server.config.ServerConfig;
import dev.tiercel.server.http.HttpListener;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntSupplier;
import org.slf4j.LoggerFactory;

/**
 * The work of {@code tiercel serve}, which a training run does as well as far as it can: what only
 * one of them loads or links is in no cache of the JVM.
 */
record Serving(PlainServe arguments) implements IntSupplier {
    /** Time to end what runs longer than its grace. */
    private static final Duration AFTER_GRACE = Duration.ofSeconds(15);

    /** Reads the configuration of an environment, while the listener is loaded. */
    ServerConfig configure(Map<String, String> variables) {
        HttpListener.preload();
        ServerConfig config = arguments.config(variables);
        LogSetup.apply(config.log());
        return config;
    }

    /** Runs the server until it is told to stop. */
    @Override
    public int getAsInt() {
        ServerConfig config = configure(System.getenv());
        TiercelServer server = TiercelServer.start(config, System.getenv());
        Duration patience = config.server().shutdownGrace().plus(AFTER_GRACE);
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform()
                                .name("tiercel-stop")
                                .unstarted(() -> stop(server::close, patience)));
        server.whenLost(Serving::giveUp);
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    /** Ends the process with exit code 0, which a JVM that got a signal would not do by itself. */
    private static void stop(Runnable closing, Duration patience) {
        try {
            if (!endsWithin(closing, patience)) {
                LoggerFactory.getLogger(Serving.class)
                        .error("The server could not be stopped in time; the process ends");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            Runtime.getRuntime().halt(0);
        }
    }

    /**
     * Runs something and waits for its end, but not for ever: on a full heap a thread may have died
     * that others wait for.
     */
    static boolean endsWithin(Runnable work, Duration patience) throws InterruptedException {
        Thread thread = Thread.ofPlatform().daemon().name("tiercel-close").start(work);
        return thread.join(patience);
    }

    /** Ends a process that nobody can reach any more, so that what started it may start another. */
    private static void giveUp() {
        try {
            // Not before the log is set up, which decides who gives it.
            LoggerFactory.getLogger(Serving.class)
                    .error("No connections can be accepted any more; the process ends");
        } finally {
            Runtime.getRuntime().halt(Subcommand.FAILED);
        }
    }
}
