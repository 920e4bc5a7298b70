package dev.tiercel.server.cli;

import dev.tiercel.server.assembly.TemporaryDirectory;
import dev.tiercel.server.assembly.TiercelServer;
import dev.tiercel.server.route.Registered;
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

    /** A route of which something can be asked, whatever the documents are. */
    private static final String ROUTE =
            """
            path: /tiercel/prepared/:name
            method: GET
            logic:
              - set: {greeting: "Hello, {{ params.name }}!"}
              - if: "query.loud"
                then: [{set: {greeting: "{{ upper(greeting) }}"}}]
              - return: {greeting: "{{ greeting }}", length: "{{ length(greeting) }}"}
            """;

    @CommandLine.Parameters(paramLabel = "<dir>", arity = "1..*", description = "Documents.")
    private List<String> directories = List.of();

    private PrepareCommand() {}

    @Override
    int run() {
        try (TemporaryDirectory directory = TemporaryDirectory.create("tiercel-prepare")) {
            // Not the configuration of the service, whose addresses and databases are taken.
            Path file = directory.path().resolve("tiercel.yaml");
            Files.writeString(file, "server: {port: 0}\n");
            Path routes = Files.createDirectory(directory.path().resolve("routes"));
            Files.writeString(routes.resolve("prepared.yaml"), ROUTE);
            List<String> line = new ArrayList<>(List.of(PlainServe.NAME));
            line.add("--config=" + file);
            line.add("--data=" + directory.path().resolve("data"));
            line.addAll(directories);
            line.add(routes.toString());
            Serving serving =
                    new Serving(PlainServe.read(line.toArray(String[]::new)).orElseThrow());
            for (int life = 0; life < LIVES; life++) {
                if (!live(serving)) {
                    return fail("there are documents that do not register");
                }
            }
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a server and asks it; returns whether it serves all documents. */
    private static boolean live(Serving serving) {
        try (TiercelServer server = TiercelServer.start(serving.configure(Map.of()), Map.of())) {
            LocalClient client = new LocalClient(server.port());
            for (String target : List.of("/ready", "/tiercel/prepared/Ada?loud=1")) {
                LocalClient.Request request =
                        new LocalClient.Request("GET", target, Map.of(), Optional.empty());
                if (client.send(request).status() != OK) {
                    throw new IllegalStateException("the server does not answer " + target);
                }
            }
            return server.registry().current().documents().stream()
                    .noneMatch(Registered::isQuarantined);
        }
    }
}
