package dev.tiercel.server.cli;

import dev.tiercel.server.assembly.LogSetup;
import dev.tiercel.server.assembly.TiercelServer;
import dev.tiercel.server.config.ServerConfig;
import dev.tiercel.server.http.HttpListener;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntSupplier;
import org.slf4j.LoggerFactory;

/**
 * The work of {@code tiercel serve}, which a training run does as well as far as it can: what only
 * one of them loads or links is in no cache of the JVM.
 */
record Serving(PlainServe arguments) implements IntSupplier {
    /** Starts the server in an environment. */
    TiercelServer start(Map<String, String> variables) {
        HttpListener.preload();
        ServerConfig config = arguments.config(variables);
        LogSetup.apply(config.log());
        return TiercelServer.start(config, variables);
    }

    /** Runs the server until it is told to stop. */
    @Override
    public int getAsInt() {
        TiercelServer server = start(System.getenv());
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform().name("tiercel-stop").unstarted(() -> stop(server)));
        server.whenLost(Serving::giveUp);
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    /** Ends the process with exit code 0, which a JVM that got a signal would not do by itself. */
    private static void stop(TiercelServer server) {
        try {
            server.close();
        } finally {
            Runtime.getRuntime().halt(0);
        }
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
