package dev.tiercel.server.assembly;

import dev.tiercel.frontend.document.Document;
import dev.tiercel.frontend.document.RouteDocument;
import dev.tiercel.frontend.syntax.Diagnostics;
import dev.tiercel.server.config.ServerConfig;
import dev.tiercel.server.route.DocumentSet;
import dev.tiercel.server.route.ReadText;
import dev.tiercel.server.route.Registered;
import dev.tiercel.server.route.Registry;
import dev.tiercel.server.route.ReleaseChange;
import dev.tiercel.server.route.ReleasePlan;
import dev.tiercel.server.store.DocumentIdentity;
import dev.tiercel.server.store.StoredDocument;
import dev.tiercel.server.store.StoredText;
import dev.tiercel.server.trial.IsolatedTests;
import dev.tiercel.server.trial.TestResult;
import dev.tiercel.server.trial.TestRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs the tests of documents beside the server that they are meant for: in a second server of this
 * process with the same documents (ADM-20, CFG-22). Thread-safe.
 */
final class ReleaseTests implements IsolatedTests {
    private final ServerConfig config;
    private final Registry registry;

    ReleaseTests(ServerConfig config, Registry registry) {
        this.config = config.withTiering(config.engine().tiering().mode(), true);
        this.registry = registry;
    }

    @Override
    public List<TestResult> run(ReleaseChange change, ReleasePlan plan) {
        List<RouteDocument> routes = new ArrayList<>();
        for (ReleaseChange.Put put : change.puts()) {
            if (put.read().document() instanceof RouteDocument route
                    && !route.options().tests().isEmpty()) {
                routes.add(route);
            }
        }
        if (routes.isEmpty()) {
            return List.of();
        }
        List<TestResult> results = new ArrayList<>();
        try (IsolatedServer server =
                IsolatedServer.start(_ -> config, IsolatedServer.Isolation.COMPLETE)) {
            server.serve(new DocumentSet(puts(change, plan), new Diagnostics("tests")));
            for (RouteDocument route : routes) {
                server.test(route, _ -> true).stream().map(TestRun::result).forEach(results::add);
            }
        }
        return results;
    }

    /** Returns the documents as they are after the change. */
    private List<ReleaseChange.Put> puts(ReleaseChange change, ReleasePlan plan) {
        List<ReleaseChange.Put> puts = new ArrayList<>();
        for (Registered registered : registry.current().documents()) {
            DocumentIdentity identity = registered.stored().identity();
            boolean isGone =
                    plan.deleted().contains(identity)
                            || plan.puts().stream()
                                    .anyMatch(p -> p.document().identity().equals(identity));
            if (!isGone) {
                registered
                        .version()
                        .flatMap(version -> served(version, puts.size()))
                        .ifPresent(puts::add);
            }
        }
        for (ReleaseChange.Put put : change.puts()) {
            puts.add(put(puts.size(), put.read().document(), put.read().text(), put.id()));
        }
        return puts;
    }

    private Optional<ReleaseChange.Put> served(Registered.Version version, int index) {
        StoredDocument stored = version.stored();
        return registry.store()
                .text(stored)
                .map(text -> put(index, version.document(), text, Optional.of(stored.id())));
    }

    private static ReleaseChange.Put put(
            int index, Document document, StoredText text, Optional<String> id) {
        return new ReleaseChange.Put(
                new ReadText.ReadDocument(index, document, text),
                document instanceof RouteDocument ? id : Optional.empty(),
                Optional.empty());
    }
}
