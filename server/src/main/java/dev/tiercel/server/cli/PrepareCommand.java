package dev.tiercel.server.cli;

import dev.tiercel.server.assembly.LogSetup;
import dev.tiercel.server.assembly.TemporaryDirectory;
import dev.tiercel.server.assembly.TiercelServer;
import dev.tiercel.server.config.ConfigReader;
import dev.tiercel.server.config.ServerConfig;
import dev.tiercel.server.trial.LocalClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;

/**
 * {@code tiercel prepare}: does what a server does between its start and its first answers, so that
 * a JVM that records it starts faster afterwards. The launcher runs it.
 */
@CommandLine.Command(
        name = "prepare",
        description = "Makes later starts faster; the launcher runs it in a JVM that records.",
        mixinStandardHelpOptions = true)
final class PrepareCommand extends Subcommand {
    /** Once with documents that are new, then with documents that are known. */
    private static final int LIVES = 2;

    private static final int OK = 200;

    @CommandLine.Parameters(paramLabel = "<dir>", arity = "1..*", description = "Documents.")
    private List<String> directories = List.of();

    private PrepareCommand() {}

    @Override
    int run() {
        try (TemporaryDirectory directory = TemporaryDirectory.create("tiercel-prepare")) {
            // Not the configuration of the service, whose addresses and databases are taken.
            Path file = directory.path().resolve("tiercel.yaml");
            Files.writeString(file, "server: {port: 0}\n");
            List<String> test = new ArrayList<>(List.of("test", "--tiers", "0,1"));
            test.addAll(List.of("--config", file.toString()));
            test.addAll(directories);
            if (TiercelCommand.run(out(), err(), test.toArray(String[]::new)) != 0) {
                return FAILED;
            }
            Map<String, String> flags =
                    Map.of("data.directory", directory.path().resolve("data").toString());
            for (int life = 0; life < LIVES; life++) {
                live(
                        ConfigReader.read(
                                        Optional.of(file),
                                        Map.of(),
                                        flags,
                                        TiercelCommand.version())
                                .withDirectories(directories));
            }
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void live(ServerConfig config) {
        LogSetup.apply(config.log());
        try (TiercelServer server = TiercelServer.start(config, Map.of());
                LocalClient client = new LocalClient(server.port())) {
            LocalClient.Request request =
                    new LocalClient.Request("GET", "/ready", Map.of(), Optional.empty());
            if (client.send(request).status() != OK) {
                throw new IllegalStateException("the server is not ready");
            }
        }
    }
}
