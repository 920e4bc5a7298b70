package dev.tiercel.server.cli;

import dev.tiercel.frontend.syntax.Format;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Files with documents that a command writes anew. */
final class RewrittenFile {
    private RewrittenFile() {}

    /** Returns the format that the ending of a name stands for. */
    static Optional<Format> format(String name) {
        if (name.endsWith(".json")) {
            return Optional.of(Format.JSON);
        }
        return name.endsWith(".yaml") || name.endsWith(".yml")
                ? Optional.of(Format.YAML)
                : Optional.empty();
    }

    /** Returns the file of a name with the ending of a format. */
    static Path named(Path file, Format format) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        boolean fits =
                switch (format) {
                    case JSON -> name.endsWith(".json") || dot < 0;
                    // JSON is YAML as well, so a name that says nothing else stays.
                    case YAML -> !name.endsWith(".json");
                };
        if (fits) {
            return file;
        }
        String ending = format == Format.JSON ? ".json" : ".yaml";
        return file.resolveSibling(name.substring(0, dot) + ending);
    }

    /**
     * Writes a text in the place of a file, all of it or nothing.
     *
     * @return whether it was written: not if it would replace another file
     */
    static boolean replace(Path file, Path target, String text) {
        if (!target.equals(file) && Files.exists(target)) {
            return false;
        }
        try {
            Path written = target.resolveSibling("." + target.getFileName() + ".tmp");
            Files.writeString(written, text);
            Files.move(written, target, StandardCopyOption.REPLACE_EXISTING);
            if (!target.equals(file)) {
                Files.deleteIfExists(file);
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
