package dev.tiercel.server.cli;

import dev.tiercel.ir.Diagnostic;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.runtime.json.JsonReader;
import dev.tiercel.server.assembly.IsolatedServer;
import dev.tiercel.server.route.PlanEntry;
import dev.tiercel.server.store.StoredDocument;
import dev.tiercel.server.text.DiagnosticJson;
import dev.tiercel.server.text.JsonText;
import dev.tiercel.server.trial.LocalClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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

    /** Members that say what a part belongs to. */
    private static final Set<String> HEAD =
            Set.of("route_id", "name", "unit", "revision", "release", "tier");

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
            if (refuses(served)) {
                return FAILED;
            }
            List<String> routes =
                    served.plan().puts().stream()
                            .map(PlanEntry::document)
                            .filter(document -> document.path().isPresent())
                            .map(StoredDocument::id)
                            .toList();
            if (routes.isEmpty()) {
                throw usage("The file has no route");
            }
            List<LocalClient.Answer> answers =
                    routes.stream().map(route -> explain(served.server(), route)).toList();
            if (isJson()) {
                printJson(answers, served.plan().diagnostics());
            } else {
                answers.forEach(a -> (isExplained(a) ? out() : err()).println(a.body()));
            }
            return answers.stream().allMatch(ExplainCommand::isExplained) ? 0 : FAILED;
        }
    }

    private static boolean isExplained(LocalClient.Answer answer) {
        return answer.status() == OK;
    }

    /** Prints an object for one route, an array of them for several. */
    private void printJson(List<LocalClient.Answer> answers, List<Diagnostic> findings) {
        List<String> objects =
                answers.stream()
                        .map(a -> isExplained(a) ? json(a.body(), findings) : a.body())
                        .toList();
        out().println(
                        objects.size() == 1
                                ? objects.getFirst()
                                : JsonText.array(list -> objects.forEach(list::rawElement)));
    }

    /** Returns an explanation, of which perhaps only a part is wanted, with what was found. */
    private String json(String explanation, List<Diagnostic> findings) {
        ObjectValue whole =
                (ObjectValue)
                        Objects.requireNonNull(
                                JsonReader.read(explanation.getBytes(StandardCharsets.UTF_8)));
        return JsonText.object(json -> {
            for (int i = 0; i < whole.slotCount(); i++) {
                String member = whole.key(i);
                if (part == null || HEAD.contains(member) || member.equals(part)) {
                    json.data(member, whole.slot(i));
                }
            }
            DiagnosticJson.addTo(json, findings);
        });
    }

    private LocalClient.Answer explain(IsolatedServer server, String id) {
        StringBuilder target = new StringBuilder("/api/v1/dynamic-routes/");
        target.append(id).append("/explain?");
        if (unit != null) {
            target.append("unit=").append(RouteChoice.encoded(unit)).append('&');
        }
        if (part != null) {
            target.append("part=").append(part);
        }
        Map<String, String> headers =
                part == null || isJson() ? Map.of() : Map.of("Accept", "text/plain");
        return server.send(
                new LocalClient.Request("GET", target.toString(), headers, Optional.empty()));
    }
}
