package dev.tiercel.server.cli;

import dev.tiercel.frontend.document.RouteDocument;
import dev.tiercel.server.assembly.IsolatedServer;
import dev.tiercel.server.route.DocumentSet;
import dev.tiercel.server.route.ReleasePlan;
import dev.tiercel.server.trial.CheckReport;
import dev.tiercel.server.trial.TestResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The documents of files in a server of this process, together with those of the data directory if
 * one is given (CFG-24).
 *
 * @param plan what became of them, which may be that they are rejected
 */
record ServedDocuments(IsolatedServer server, DocumentSet documents, ReleasePlan plan)
        implements AutoCloseable {
    /**
     * Starts a server and serves files.
     *
     * @param flags values of the configuration by key
     */
    static ServedDocuments start(
            GivenFlags options,
            Map<String, String> flags,
            IsolatedServer.Isolation isolation,
            List<Path> files) {
        IsolatedServer server =
                options.data()
                        .map(data ->
                                IsolatedServer.startWithRelease(
                                        _ -> options.read(flags), isolation, data))
                        .orElseGet(() ->
                                IsolatedServer.start(
                                        own -> options.readWithData(own, flags), isolation));
        try {
            DocumentSet documents = DocumentSet.read(server.registry(), DocumentPaths.read(files));
            return new ServedDocuments(server, documents, server.serve(documents));
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** Returns whether the documents keep a command from its work. */
    boolean isRejected() {
        return !report(Optional.empty()).isValid();
    }

    /** Returns what is told about them, with results of their tests if those were run. */
    CheckReport report(Optional<List<TestResult>> tests) {
        return new CheckReport(documents.puts(), plan, tests);
    }

    /** Returns the routes of the files that are wanted. */
    List<RouteDocument> routes(Predicate<RouteDocument> isWanted) {
        List<RouteDocument> routes = new ArrayList<>();
        documents
                .puts()
                .forEach(put -> {
                    if (put.read().document() instanceof RouteDocument route
                            && isWanted.test(route)) {
                        routes.add(route);
                    }
                });
        return routes;
    }

    @Override
    public void close() {
        server.close();
    }
}
