package dev.tiercel.server.cli;

import dev.tiercel.frontend.syntax.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files that a command line names: files themselves, and those below directories. */
final class DocumentPaths {
    private DocumentPaths() {}

    /**
     * Reads the files.
     *
     * @throws UncheckedIOException if one does not exist or cannot be read
     */
    static List<SourceText> read(List<Path> arguments) {
        List<SourceText> texts = new ArrayList<>();
        try {
            for (Path argument : arguments) {
                for (Path file : files(argument)) {
                    String name = file.toString();
                    texts.add(
                            new SourceText(
                                    name, Files.readAllBytes(file), !name.endsWith(".json")));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    private static List<Path> files(Path argument) throws IOException {
        if (!Files.isDirectory(argument)) {
            return List.of(argument);
        }
        try (Stream<Path> found = Files.walk(argument)) {
            return found.filter(Files::isRegularFile)
                    .filter(file -> isDocument(String.valueOf(file.getFileName())))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isDocument(String name) {
        boolean isHidden = name.startsWith(".") || name.startsWith("_");
        return !isHidden
                && (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json"));
    }
}
