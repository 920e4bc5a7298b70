package dev.tiercel.server.cli;

import dev.tiercel.server.assembly.LogSetup;
import dev.tiercel.server.assembly.TiercelServer;
import dev.tiercel.server.config.ServerConfig;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** {@code tiercel serve}: runs the server until it is told to stop. */
@CommandLine.Command(
        name = PlainServe.NAME,
        description = "Runs the server; serves the documents of the directories given.",
        mixinStandardHelpOptions = true)
final class ServeCommand extends Subcommand {
    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

    @CommandLine.Parameters(paramLabel = "<dir>", description = "Directories with documents.")
    private List<String> directories = List.of();

    private ServeCommand() {}

    /** Runs the server; returns the exit code. */
    static int run(PlainServe arguments, PrintWriter err) {
        return exitCode(() -> serve(arguments), err);
    }

    @Override
    void addFlags(CommandLine.Model.CommandSpec command) {
        for (ConfigFlag flag : ConfigFlag.values()) {
            flag.addTo(command);
        }
    }

    @Override
    void applyLog() {
        // The server is what people want to hear of, so its own settings count.
    }

    @Override
    int run() {
        return serve(new PlainServe(options(), directories));
    }

    private static int serve(PlainServe arguments) {
        boolean isJson = arguments.flags().isJson().orElse(false);
        ServerConfig config =
                arguments
                        .flags()
                        .read(isJson ? Map.of("log.format", "json") : Map.of())
                        .withDirectories(arguments.directories());
        LogSetup.apply(config.log());
        TiercelServer server = TiercelServer.start(config, System.getenv());
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform().name("tiercel-stop").unstarted(() -> stop(server)));
        server.whenLost(ServeCommand::giveUp);
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
            LOG.error("No connections can be accepted any more; the process ends");
        } finally {
            Runtime.getRuntime().halt(FAILED);
        }
    }
}
