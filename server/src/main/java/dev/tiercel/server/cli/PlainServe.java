package dev.tiercel.server.cli;

import dev.tiercel.server.config.ServerConfig;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A command line of {@code serve} that needs no explanation: known flags with their values, and
 * directories. The parser of all other command lines takes a fifth of the time that a server needs
 * for its first answer.
 */
record PlainServe(GivenFlags flags, List<String> directories) {
    static final String NAME = "serve";

    /** Returns what a command line says; nothing if it is another command or has to be refused. */
    static Optional<PlainServe> read(String... arguments) {
        if (arguments.length == 0 || !arguments[0].equals(NAME)) {
            return Optional.empty();
        }
        Map<ConfigFlag, String> given = new EnumMap<>(ConfigFlag.class);
        List<String> directories = new ArrayList<>();
        int at = 1;
        while (at < arguments.length) {
            String argument = arguments[at];
            if (!argument.startsWith("-")) {
                directories.add(argument);
                at++;
                continue;
            }
            int equals = argument.indexOf('=');
            boolean isJoined = equals > 0;
            ConfigFlag flag =
                    ConfigFlag.of(isJoined ? argument.substring(0, equals) : argument).orElse(null);
            if (flag == null || given.containsKey(flag) || (flag.isSwitch() && isJoined)) {
                return Optional.empty();
            }
            if (flag.isSwitch()) {
                given.put(flag, flag.switched());
                at++;
            } else if (isJoined) {
                given.put(flag, argument.substring(equals + 1));
                at++;
            } else if (at + 1 < arguments.length && !arguments[at + 1].startsWith("-")) {
                given.put(flag, arguments[at + 1]);
                at += 2;
            } else {
                return Optional.empty();
            }
        }
        GivenFlags flags = new GivenFlags(given);
        return flags.isJson().map(_ -> new PlainServe(flags, directories));
    }

    /**
     * Reads the configuration.
     *
     * @param variables of the environment
     * @throws dev.tiercel.server.config.ConfigException if it cannot be used
     */
    ServerConfig config(Map<String, String> variables) {
        boolean isJson = flags.isJson().orElse(false);
        return flags.read(isJson ? Map.of("log.format", "json") : Map.of(), variables)
                .withDirectories(directories);
    }
}
