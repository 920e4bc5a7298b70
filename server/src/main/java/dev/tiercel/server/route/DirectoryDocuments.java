package dev.tiercel.server.route;

import dev.tiercel.frontend.document.DocumentKind;
import dev.tiercel.frontend.document.RouteDocument;
import dev.tiercel.frontend.syntax.Diagnostics;
import dev.tiercel.frontend.syntax.SourceText;
import dev.tiercel.ir.Diagnostic;
import dev.tiercel.server.store.DocumentIdentity;
import dev.tiercel.server.store.ReleaseOrigin;
import dev.tiercel.server.store.StoredDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the documents of directories into the registry (CFG-19 to CFG-21). The directories are
 * only read. Used by one thread at a time.
 */
public final class DirectoryDocuments {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryDocuments.class);

    /** Findings with this document index are about documents that no file has. */
    private static final int NO_FILE = 0;

    private final Registry registry;
    private final List<Path> directories;

    /**
     * @param directories those that are read, with everything below them
     */
    public DirectoryDocuments(Registry registry, List<Path> directories) {
        this.registry = registry;
        this.directories = List.copyOf(directories);
    }

    /** What the files hold: documents that were read, and the files in which any is refused. */
    private record Contents(List<ReleaseChange.Put> puts, Set<String> brokenFiles) {}

    /**
     * Makes the files' documents those of the registry, as one release; what cannot be registered
     * is left out and logged, and what was served before stays served.
     *
     * @throws UncheckedIOException if a directory cannot be read
     */
    public void synchronize(ReleaseOrigin origin) {
        Contents contents = read();
        List<ReleaseChange.Put> puts = new ArrayList<>(contents.puts());
        List<DocumentIdentity> deletes = deletes(contents);
        while (true) {
            Diagnostics diagnostics = new Diagnostics("directory");
            ReleaseChange change =
                    new ReleaseChange(puts, deletes, false, origin, Optional.empty());
            switch (registry.apply(change, diagnostics, _ -> true)) {
                case Registry.Outcome.Rejected(var plan) ->
                        leaveOut(plan.diagnostics(), puts, deletes);
                case Registry.Outcome.Applied _,
                        Registry.Outcome.Planned _,
                        Registry.Outcome.Stale _ -> {
                    return;
                }
            }
        }
    }

    private Contents read() {
        Contents contents = new Contents(new ArrayList<>(), new HashSet<>());
        Map<Object, String> fileByKey = new HashMap<>();
        for (Path directory : directories) {
            for (Path file : files(directory)) {
                String name = directory.relativize(file).toString();
                ReadText text =
                        registry.frontEnd()
                                .read(new SourceText(name, bytes(file), !name.endsWith(".json")));
                if (text.diagnostics().hasErrors()) {
                    contents.brokenFiles().add(name);
                    text.diagnostics().sorted().stream()
                            .filter(Diagnostic::isError)
                            .forEach(DirectoryDocuments::log);
                }
                text.documents().forEach(read -> add(read, name, contents, fileByKey));
            }
        }
        return contents;
    }

    private static void add(
            ReadText.ReadDocument read,
            String file,
            Contents contents,
            Map<Object, String> fileByKey) {
        Object key =
                read.document() instanceof RouteDocument route
                        ? RouteKey.of(route)
                        : read.document().getClass() + " " + read.document().name();
        String other = fileByKey.putIfAbsent(key, file);
        if (other != null) {
            LOG.warn(
                    "{}: `{}` is left out, {} has it already", file, read.document().name(), other);
            return;
        }
        int index = NO_FILE + 1 + contents.puts().size();
        contents.puts()
                .add(
                        new ReleaseChange.Put(
                                new ReadText.ReadDocument(index, read.document(), read.text()),
                                Optional.empty(),
                                Optional.of(file)));
    }

    /** Returns the documents of files that are gone. */
    private List<DocumentIdentity> deletes(Contents contents) {
        Set<String> present = new HashSet<>(contents.brokenFiles());
        Set<Object> put = new HashSet<>();
        for (ReleaseChange.Put each : contents.puts()) {
            put.add(each.file().orElseThrow() + "\n" + each.read().document().name());
        }
        List<DocumentIdentity> deletes = new ArrayList<>();
        for (Registered registered : registry.current().documents()) {
            StoredDocument stored = registered.stored();
            Optional<String> file = stored.file();
            if (file.isPresent()
                    && !present.contains(file.get())
                    && !put.contains(file.get() + "\n" + stored.name())) {
                deletes.add(stored.identity());
            }
        }
        return deletes;
    }

    private static void leaveOut(
            List<Diagnostic> findings,
            List<ReleaseChange.Put> puts,
            List<DocumentIdentity> deletes) {
        Set<Integer> refused = new HashSet<>();
        for (Diagnostic finding : findings) {
            if (finding.document() != NO_FILE) {
                refused.add(finding.document());
            }
            log(finding);
        }
        if (puts.removeIf(put -> refused.contains(put.read().index()))) {
            return;
        }
        // Documents that stay would break; so the functions they call stay as they are.
        deletes.removeIf(identity -> identity.kind() == DocumentKind.FUNCTION);
        puts.removeIf(put -> !(put.read().document() instanceof RouteDocument));
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

    private static List<Path> files(Path directory) {
        try (Stream<Path> found = Files.walk(directory)) {
            return found.filter(Files::isRegularFile)
                    .filter(file -> isDocument(String.valueOf(file.getFileName())))
                    .sorted(Comparator.comparing(file -> directory.relativize(file).toString()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The directory " + directory + " cannot be read", e);
        }
    }

    private static boolean isDocument(String name) {
        boolean isHidden = name.startsWith(".") || name.startsWith("_");
        return !isHidden
                && (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json"));
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
