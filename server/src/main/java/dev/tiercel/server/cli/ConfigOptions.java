package dev.tiercel.server.cli;

import dev.tiercel.server.config.ConfigReader;
import dev.tiercel.server.config.ServerConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** The flags that every command has and that take part in the configuration (CFG-1). */
final class ConfigOptions {
    private static final String DATA = "data.directory";

    @CommandLine.Option(
            names = "--config",
            paramLabel = "<file>",
            description = "Configuration file, instead of tiercel.yaml.")
    private @Nullable Path file;

    @CommandLine.Option(names = "--data", paramLabel = "<dir>", description = "Data directory.")
    private @Nullable Path data;

    @CommandLine.Option(
            names = "--log-level",
            paramLabel = "<level>",
            description = "debug, info, warn or error.")
    private @Nullable String logLevel;

    @CommandLine.Option(names = "--strict", description = "Warnings reject documents as well.")
    private boolean isStrict;

    /**
     * Reads the configuration.
     *
     * @param flags further values by key
     * @throws dev.tiercel.server.config.ConfigException if it cannot be used
     */
    ServerConfig read(Map<String, String> flags) {
        Map<String, String> all = new TreeMap<>(flags);
        data().ifPresent(path -> all.put(DATA, path.toString()));
        if (logLevel != null) {
            all.put("log.level", logLevel);
        }
        if (isStrict) {
            all.put("documents.strict", "true");
        }
        return ConfigReader.read(
                Optional.ofNullable(file), System.getenv(), all, TiercelCommand.version());
    }

    /** Reads the configuration of a server with a given data directory. */
    ServerConfig readWithData(Path directory, Map<String, String> flags) {
        Map<String, String> all = new TreeMap<>(flags);
        all.put(DATA, directory.toString());
        return read(all);
    }

    Optional<Path> data() {
        return Optional.ofNullable(data);
    }

    boolean hasLogLevel() {
        return logLevel != null;
    }

    boolean isStrict() {
        return isStrict;
    }
}
