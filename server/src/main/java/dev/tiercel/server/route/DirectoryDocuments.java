package dev.tiercel.server.route;

import dev.tiercel.ir.Diagnostic;
import dev.tiercel.server.store.ReleaseOrigin;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the documents of directories into the registry (CFG-19 to CFG-21). The directories are
 * only read. Used by one thread at a time.
 */
public final class DirectoryDocuments {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryDocuments.class);

    private final Registry registry;
    private final DirectoryFiles files;
    private final InstantSource clock;
    private Map<String, List<Diagnostic>> reported = Map.of();

    /**
     * @param directories those that are read, with everything below them
     */
    public DirectoryDocuments(Registry registry, List<Path> directories, InstantSource clock) {
        this.registry = registry;
        this.files = new DirectoryFiles(registry, directories);
        this.clock = clock;
    }

    /**
     * Makes the files' documents those of the registry, as one release. What cannot be registered
     * is quarantined and logged, and what was served before stays served.
     *
     * @throws java.io.UncheckedIOException if a directory cannot be read
     * @throws dev.tiercel.server.store.StoreException if the release could not be kept
     */
    public void synchronize(ReleaseOrigin origin) {
        List<DirectoryFiles.DocumentFile> found = files.read();
        DirectoryChange change = change(found);
        boolean isPending = true;
        while (isPending) {
            Release base = change.base();
            Registry.Outcome outcome =
                    registry.apply(change.change(origin), change.diagnostics(), r -> r == base);
            isPending = false;
            switch (outcome) {
                case Registry.Outcome.Applied _, Registry.Outcome.Planned _ -> {}
                case Registry.Outcome.Stale _ -> {
                    change = change(found);
                    isPending = true;
                }
                case Registry.Outcome.Rejected(var plan) -> {
                    isPending = change.learn(plan);
                    if (!isPending) {
                        plan.diagnostics().forEach(DirectoryDocuments::log);
                    }
                }
            }
        }
        report(change.problemsByFile());
    }

    private DirectoryChange change(List<DirectoryFiles.DocumentFile> found) {
        return new DirectoryChange(registry, found, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    private void report(Map<String, List<Diagnostic>> problems) {
        problems.forEach((file, findings) -> {
            if (!findings.equals(reported.get(file))) {
                findings.stream().filter(Diagnostic::isError).forEach(DirectoryDocuments::log);
            }
        });
        reported = Map.copyOf(problems);
    }

    private static void log(Diagnostic finding) {
        LOG.error(
                "{}:{}:{}: {}: {}",
                finding.location().source(),
                finding.location().line(),
                finding.location().column(),
                finding.code(),
                finding.message());
    }
}
