package dev.tiercel.benchmarks.compare;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The programs on the path of commands. */
final class InstalledTools {
    private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+)+");
    private static final Map<String, List<String>> VERSION_COMMANDS =
            Map.of(
                    "Go", List.of("go", "version"),
                    "Node.js", List.of("node", "--version"),
                    "Python", List.of("python3", "--version"));

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

    /** Returns the versions of the operating system, of Java and of what else runs servers. */
    static SortedMap<String, String> versions() throws IOException {
        SortedMap<String, String> versions = new TreeMap<>();
        versions.put(System.getProperty("os.name"), System.getProperty("os.version"));
        versions.put("Java", Runtime.version().toString());
        for (Map.Entry<String, List<String>> runtime : VERSION_COMMANDS.entrySet()) {
            if (obstacle(runtime.getValue().getFirst()).isEmpty()) {
                versions.put(runtime.getKey(), version(runtime.getValue()));
            }
        }
        return versions;
    }

    private static String version(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher matcher = VERSION.matcher(output);
        return matcher.find() ? matcher.group() : "unknown";
    }
}
