package dev.tiercel.benchmarks.compare;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The programs on the path of commands. */
final class InstalledTools {
    private InstalledTools() {}

    /** Returns what is missing, if a program is not installed. */
    static Optional<String> obstacle(String tool) {
        for (String directory : System.getenv("PATH").split(File.pathSeparator)) {
            if (Files.isExecutable(Path.of(directory, tool))) {
                return Optional.empty();
            }
        }
        return Optional.of("`" + tool + "` is not installed");
    }
}
