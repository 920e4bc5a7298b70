package dev.tiercel.server.cli;

import dev.tiercel.server.config.ConfigReader;
import dev.tiercel.server.config.ServerConfig;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine;

/**
 * The flags of a command line that take part in the configuration, with their values (CFG-1).
 *
 * @param valueByFlag of a flag without value what the configuration gets from it
 */
record GivenFlags(Map<ConfigFlag, String> valueByFlag) {
    GivenFlags {
        valueByFlag = Map.copyOf(valueByFlag);
    }

    /** Returns the flags that a command was given. */
    static GivenFlags of(CommandLine command) {
        CommandLine.ParseResult parsed = command.getParseResult();
        Map<ConfigFlag, String> given = new EnumMap<>(ConfigFlag.class);
        for (ConfigFlag flag : ConfigFlag.values()) {
            if (parsed.hasMatchedOption(flag.flag())) {
                given.put(
                        flag,
                        flag.isSwitch()
                                ? flag.switched()
                                : parsed.<Object>matchedOptionValue(flag.flag(), "").toString());
            }
        }
        return new GivenFlags(given);
    }

    /**
     * Reads the configuration.
     *
     * @param flags further values by key
     * @throws dev.tiercel.server.config.ConfigException if it cannot be used
     */
    ServerConfig read(Map<String, String> flags) {
        return read(flags, System.getenv());
    }

    /**
     * Reads the configuration in a given environment.
     *
     * @param flags further values by key
     * @throws dev.tiercel.server.config.ConfigException if it cannot be used
     */
    ServerConfig read(Map<String, String> flags, Map<String, String> variables) {
        Map<String, String> all = new TreeMap<>(flags);
        valueByFlag.forEach((flag, value) -> {
            if (!flag.key().isEmpty()) {
                all.put(flag.key(), value);
            }
        });
        return ConfigReader.read(path(ConfigFlag.CONFIG), variables, all, TiercelCommand.version());
    }

    /** Reads the configuration of a server with a given data directory. */
    ServerConfig readWithData(Path directory, Map<String, String> flags) {
        Map<ConfigFlag, String> all = new EnumMap<>(ConfigFlag.class);
        all.putAll(valueByFlag);
        all.put(ConfigFlag.DATA, directory.toString());
        return new GivenFlags(all).read(flags);
    }

    Optional<Path> data() {
        return path(ConfigFlag.DATA);
    }

    boolean hasLogLevel() {
        return valueByFlag.containsKey(ConfigFlag.LOG_LEVEL);
    }

    boolean isStrict() {
        return valueByFlag.containsKey(ConfigFlag.STRICT);
    }

    /** Returns whether the output is JSON; nothing if the flag has neither of its values. */
    Optional<Boolean> isJson() {
        return switch (format().toLowerCase(Locale.ROOT)) {
            case "json" -> Optional.of(true);
            case "text" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    String format() {
        return valueByFlag.getOrDefault(ConfigFlag.FORMAT, "text");
    }

    private Optional<Path> path(ConfigFlag flag) {
        return Optional.ofNullable(valueByFlag.get(flag)).map(Path::of);
    }
}
