package dev.tiercel.server.cli;

import dev.tiercel.server.assembly.LogSetup;
import dev.tiercel.server.assembly.TiercelServer;
import dev.tiercel.server.config.ServerConfig;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** {@code tiercel serve}: runs the server until it is told to stop. */
@CommandLine.Command(
        name = "serve",
        description = "Runs the server; serves the documents of the directories given.",
        mixinStandardHelpOptions = true)
final class ServeCommand extends Subcommand {
    @CommandLine.Parameters(paramLabel = "<dir>", description = "Directories with documents.")
    private List<String> directories = List.of();

    @CommandLine.Option(names = "--host", paramLabel = "<host>", description = "Bind address.")
    private @Nullable String host;

    @CommandLine.Option(
            names = "--port",
            paramLabel = "<port>",
            description = "Port; 0 chooses a free one.")
    private @Nullable String port;

    @CommandLine.Option(
            names = "--admin-token",
            paramLabel = "<token>",
            description = "Token of the admin API.")
    private @Nullable String adminToken;

    @CommandLine.Option(
            names = "--insecure-admin",
            description = "Allows an address open to other machines without token.")
    private boolean isInsecure;

    @CommandLine.Option(names = "--no-watch", description = "Reads the directories at start only.")
    private boolean isUnwatched;

    @CommandLine.Option(
            names = "--tiering",
            paramLabel = "auto|interpret|compile",
            description = "When code is compiled.")
    private @Nullable String tiering;

    private ServeCommand() {}

    @Override
    void applyLog() {
        // The server is what people want to hear of, so its own settings count.
        LogSetup.apply(config().log());
    }

    @Override
    int run() {
        TiercelServer server = TiercelServer.start(config(), System.getenv());
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform().name("tiercel-stop").unstarted(() -> stop(server)));
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    /** Ends the process with exit code 0, which a JVM that got a signal would not do by itself. */
    private static void stop(TiercelServer server) {
        server.close();
        Runtime.getRuntime().halt(0);
    }

    private ServerConfig config() {
        Map<String, String> flags = new TreeMap<>();
        put(flags, "server.host", host);
        put(flags, "server.port", port);
        put(flags, "admin.token", adminToken);
        put(flags, "engine.tiering.mode", tiering);
        if (isInsecure) {
            flags.put("admin.insecure", "true");
        }
        if (isUnwatched) {
            flags.put("documents.watch", "false");
        }
        if (isJson()) {
            flags.put("log.format", "json");
        }
        return options().read(flags).withDirectories(directories);
    }

    private static void put(Map<String, String> flags, String key, @Nullable String value) {
        if (value != null) {
            flags.put(key, value);
        }
    }
}
