package dev.tiercel.server.cli;

import dev.tiercel.frontend.document.DocumentReader;
import dev.tiercel.frontend.document.DocumentSettings;
import dev.tiercel.frontend.syntax.Diagnostics;
import dev.tiercel.frontend.syntax.SourceText;
import dev.tiercel.frontend.syntax.SyntaxReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

    /** Returns settings with which documents may use the extensions of some files. */
    static DocumentSettings settings(List<SourceText> files) {
        Set<String> operations = new HashSet<>();
        for (SourceText file : files) {
            operations.addAll(
                    DocumentReader.extensionOperations(
                            SyntaxReader.read(
                                    file,
                                    DocumentSettings.DEFAULTS.limits(),
                                    new Diagnostics(file.name()))));
        }
        return DocumentSettings.DEFAULTS.withExtensionOperations(operations);
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
