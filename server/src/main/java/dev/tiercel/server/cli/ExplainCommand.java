package dev.tiercel.server.cli;

import dev.tiercel.server.assembly.IsolatedServer;
import dev.tiercel.server.route.PlanEntry;
import dev.tiercel.server.trial.LocalClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** {@code tiercel explain}: prints what becomes of a route (ADM-29). */
@CommandLine.Command(
        name = "explain",
        description = "Prints what becomes of a route: document, IR, passes, class.",
        mixinStandardHelpOptions = true)
final class ExplainCommand extends Subcommand {
    private static final int OK = 200;
    private static final List<String> PARTS = List.of("document", "ir", "optimized_ir", "bytecode");

    @CommandLine.Parameters(paramLabel = "<file>", arity = "1")
    private List<Path> files = List.of();

    @CommandLine.Option(names = "--unit", paramLabel = "<unit>", description = "logic or a hook.")
    private @Nullable String unit;

    @CommandLine.Option(
            names = "--part",
            paramLabel = "document|ir|optimized_ir|bytecode",
            description = "Prints one part as text.")
    private @Nullable String part;

    @CommandLine.Option(names = "--tier", paramLabel = "0|1|2", description = "Tier.")
    private int tier = 1;

    private ExplainCommand() {}

    @Override
    int run() {
        if (part != null && !PARTS.contains(part)) {
            throw usage("--part is " + String.join(", ", PARTS) + ", not " + part);
        }
        String mode = TierFlag.mode(tier).orElseThrow(() -> usage("There is no tier " + tier));
        try (ServedDocuments served =
                ServedDocuments.start(
                        options(),
                        Map.of("engine.tiering.mode", mode),
                        IsolatedServer.Isolation.COMPLETE,
                        files)) {
            FindingText.print(served.plan().diagnostics(), err());
            if (served.isRejected()) {
                return FAILED;
            }
            int code = 0;
            for (PlanEntry entry : served.plan().puts()) {
                if (entry.document().path().isPresent()) {
                    code = Math.max(code, explain(served.server(), entry.document().id()));
                }
            }
            return code;
        }
    }

    private int explain(IsolatedServer server, String id) {
        StringBuilder target = new StringBuilder("/api/v1/dynamic-routes/");
        target.append(id).append("/explain?");
        if (unit != null) {
            target.append("unit=").append(unit).append('&');
        }
        if (part != null) {
            target.append("part=").append(part);
        }
        Map<String, String> headers = part == null ? Map.of() : Map.of("Accept", "text/plain");
        LocalClient.Answer answer =
                server.send(
                        new LocalClient.Request(
                                "GET", target.toString(), headers, Optional.empty()));
        (answer.status() == OK ? out() : err()).println(answer.body());
        return answer.status() == OK ? 0 : FAILED;
    }
}
