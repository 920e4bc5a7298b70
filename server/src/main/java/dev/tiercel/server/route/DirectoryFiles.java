package dev.tiercel.server.route;

import dev.tiercel.frontend.document.DocumentKind;
import dev.tiercel.frontend.syntax.Diagnostics;
import dev.tiercel.frontend.syntax.Format;
import dev.tiercel.frontend.syntax.Pointer;
import dev.tiercel.frontend.syntax.Position;
import dev.tiercel.frontend.syntax.SourceText;
import dev.tiercel.frontend.syntax.SyntaxText;
import dev.tiercel.ir.DiagnosticCode;
import dev.tiercel.server.store.StoredText;
import dev.tiercel.server.text.FileFailure;
import dev.tiercel.server.text.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the document files of directories (CFG-19). A file that has not changed is not parsed
 * again. Used by one thread at a time.
 */
final class DirectoryFiles {
    private final Registry registry;
    private final List<Path> directories;
    private Map<Path, DocumentFile> known = Map.of();

    DirectoryFiles(Registry registry, List<Path> directories) {
        this.registry = registry;
        this.directories = List.copyOf(directories);
    }

    /**
     * A file with its documents.
     *
     * @param name relative to its directory
     * @param bytes not copied
     * @param added operations that extensions of the file add
     * @param known all operations of extensions when the file was read
     */
    record DocumentFile(
            String name,
            String sha256,
            byte[] bytes,
            Set<String> added,
            Set<String> known,
            ReadText read) {
        boolean isBroken() {
            return read.diagnostics().hasErrors();
        }
    }

    /**
     * Returns the files of the moment in byte order of their names, in the order of the directories
     * if these are equal.
     *
     * @throws UncheckedIOException if a directory cannot be read
     */
    List<DocumentFile> read() {
        Map<String, Registered> released = known.isEmpty() ? released() : Map.of();
        Map<Path, Source> sources = new LinkedHashMap<>();
        for (Path directory : directories) {
            paths(directory).parallelStream()
                    .flatMap(path -> source(directory, path, released).stream())
                    .toList()
                    .forEach(source -> sources.putIfAbsent(source.path(), source));
        }
        Set<String> operations = new HashSet<>(registry.current().extensionOperations());
        sources.values().forEach(source -> operations.addAll(source.added()));
        List<DocumentFile> files =
                sources.values().parallelStream().map(s -> read(s, operations)).toList();
        Map<Path, DocumentFile> found = new HashMap<>();
        int at = 0;
        for (Path path : sources.keySet()) {
            found.put(path, files.get(at++));
        }
        known = found;
        return files.stream().sorted(Comparator.comparing(DocumentFile::name)).toList();
    }

    /**
     * A file before its documents are read.
     *
     * @param before what it was, if that is what it is
     */
    private record Source(
            Path path,
            SourceText text,
            String sha256,
            Optional<DocumentFile> before,
            Optional<ParsedText> parsed) {
        Set<String> added() {
            return before.map(DocumentFile::added)
                    .or(() -> parsed.map(ParsedText::extensionOperations))
                    .orElse(Set.of());
        }
    }

    /** Returns a file; nothing if it has been removed since its directory was listed. */
    private Optional<Source> source(Path directory, Path path, Map<String, Registered> released) {
        String name = directory.relativize(path).toString();
        boolean namedYaml = !name.endsWith(".json");
        try {
            SourceText text = new SourceText(name, Files.readAllBytes(path), namedYaml);
            String sha256 = Sha256.of(text.bytes());
            Optional<DocumentFile> before =
                    Optional.ofNullable(known.get(path))
                            .or(() -> file(released.get(name), text))
                            .filter(file -> file.sha256().equals(sha256));
            Optional<ParsedText> parsed =
                    before.isPresent()
                            ? Optional.empty()
                            : Optional.of(registry.frontEnd().parse(text));
            return Optional.of(new Source(path, text, sha256, before, parsed));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(unreadable(path, new SourceText(name, new byte[0], namedYaml), e));
        }
    }

    private static Source unreadable(Path path, SourceText nothing, IOException cause) {
        Diagnostics diagnostics = new Diagnostics(nothing.name());
        diagnostics.report(
                DiagnosticCode.INVALID_VALUE,
                "The file cannot be read: " + FileFailure.text(cause),
                new Position(1, 1),
                Pointer.ROOT);
        Format format = nothing.namedYaml() ? Format.YAML : Format.JSON;
        ParsedText parsed = new ParsedText(new SyntaxText(format, List.of()), diagnostics);
        String sha256 = Sha256.of(nothing.bytes());
        return new Source(path, nothing, sha256, Optional.empty(), Optional.of(parsed));
    }

    /**
     * Returns the routes and functions that are the only documents of their files, by file. They
     * have been read when the release was loaded.
     */
    private Map<String, Registered> released() {
        Map<String, Registered> onlyOnes = new HashMap<>();
        Set<String> others = new HashSet<>();
        for (Registered document : registry.current().documents()) {
            String file = document.stored().file().orElse("");
            boolean isOther =
                    document.isQuarantined() || document.stored().kind() == DocumentKind.EXTENSION;
            if (onlyOnes.put(file, document) != null || isOther) {
                others.add(file);
            }
        }
        onlyOnes.keySet().removeAll(others);
        return onlyOnes;
    }

    private Optional<DocumentFile> file(@Nullable Registered only, SourceText text) {
        if (only == null) {
            return Optional.empty();
        }
        StoredText stored = StoredText.of(only.stored().format(), text.bytes());
        List<ReadText.ReadDocument> documents =
                only.document().stream()
                        .map(document -> new ReadText.ReadDocument(0, document, stored))
                        .toList();
        return Optional.of(
                new DocumentFile(
                        text.name(),
                        only.stored().sha256(),
                        text.bytes(),
                        Set.of(),
                        registry.current().extensionOperations(),
                        new ReadText(stored.format(), 1, documents, new Diagnostics(text.name()))));
    }

    private DocumentFile read(Source source, Set<String> operations) {
        Optional<DocumentFile> unchanged =
                source.before().filter(file -> file.known().equals(operations));
        if (unchanged.isPresent()) {
            return unchanged.get();
        }
        DocumentFrontEnd frontEnd = registry.frontEnd();
        ParsedText parsed = source.parsed().orElseGet(() -> frontEnd.parse(source.text()));
        return new DocumentFile(
                source.text().name(),
                source.sha256(),
                source.text().bytes(),
                source.added(),
                operations,
                frontEnd.read(parsed, Optional.empty(), operations));
    }

    private static List<Path> paths(Path directory) {
        try {
            return paths(directory, directory.toRealPath());
        } catch (IOException e) {
            throw new UncheckedIOException("The directory " + directory + " cannot be read", e);
        }
    }

    private static List<Path> paths(Path directory, Path root) throws IOException {
        try (Stream<Path> found = Files.walk(root)) {
            return found.filter(Files::isRegularFile)
                    .map(root::relativize)
                    .filter(DirectoryFiles::isDocument)
                    .map(directory::resolve)
                    .toList();
        }
    }

    /**
     * Directories whose names begin with a dot hold what is not meant for others: repositories, and
     * the versions of a volume to which links beside them lead.
     *
     * @param file relative to the directory that is read
     */
    private static boolean isDocument(Path file) {
        for (Path part : file) {
            if (part.toString().startsWith(".")) {
                return false;
            }
        }
        String name = String.valueOf(file.getFileName());
        boolean isHidden = name.startsWith("_");
        return !isHidden
                && (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json"));
    }
}
