package dev.tiercel.server.route;

import dev.tiercel.frontend.syntax.SourceText;
import dev.tiercel.server.text.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the document files of directories (CFG-19). A file that has not changed is not parsed
 * again. Used by one thread at a time.
 */
final class DirectoryFiles {
    private final DocumentFrontEnd frontEnd;
    private final List<Path> directories;
    private Map<Path, DocumentFile> known = Map.of();

    DirectoryFiles(DocumentFrontEnd frontEnd, List<Path> directories) {
        this.frontEnd = frontEnd;
        this.directories = List.copyOf(directories);
    }

    /**
     * A file with its documents.
     *
     * @param name relative to its directory
     * @param bytes not copied
     */
    record DocumentFile(String name, String sha256, byte[] bytes, ReadText read) {
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
        Map<Path, DocumentFile> found = new HashMap<>();
        List<DocumentFile> files = new ArrayList<>();
        for (Path directory : directories) {
            List<Path> paths = paths(directory);
            List<Optional<DocumentFile>> contents =
                    paths.parallelStream().map(path -> read(directory, path)).toList();
            for (int i = 0; i < paths.size(); i++) {
                Optional<DocumentFile> file = contents.get(i);
                if (file.isPresent() && found.put(paths.get(i), file.get()) == null) {
                    files.add(file.get());
                }
            }
        }
        known = found;
        files.sort(Comparator.comparing(DocumentFile::name));
        return files;
    }

    /** Reads a file; nothing if it has been removed since its directory was listed. */
    private Optional<DocumentFile> read(Path directory, Path path) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String sha256 = Sha256.of(bytes);
        DocumentFile before = known.get(path);
        if (before != null && before.sha256().equals(sha256)) {
            return Optional.of(before);
        }
        String name = directory.relativize(path).toString();
        SourceText source = new SourceText(name, bytes, !name.endsWith(".json"));
        return Optional.of(new DocumentFile(name, sha256, bytes, frontEnd.read(source)));
    }

    private static List<Path> paths(Path directory) {
        try (Stream<Path> found = Files.walk(directory)) {
            return found.filter(Files::isRegularFile)
                    .filter(file -> isDocument(String.valueOf(file.getFileName())))
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
}
