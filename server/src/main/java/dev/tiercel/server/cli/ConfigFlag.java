package dev.tiercel.server.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The flags that every command has, and those of {@code serve} that set keys (CFG-1). */
enum ConfigFlag {
    CONFIG("--config", "<file>", "Configuration file, instead of tiercel.yaml.", ""),
    DATA("--data", "<dir>", "Data directory.", "data.directory"),
    LOG_LEVEL("--log-level", "<level>", "debug, info, warn or error.", "log.level"),
    FORMAT("--format", "text|json", "Form of the output.", ""),
    STRICT("--strict", "", "Warnings reject documents as well.", "documents.strict"),
    HOST("--host", "<host>", "Bind address.", "server.host"),
    PORT("--port", "<port>", "Port; 0 chooses a free one.", "server.port"),
    ADMIN_TOKEN("--admin-token", "<token>", "Token of the admin API.", "admin.token"),
    INSECURE_ADMIN(
            "--insecure-admin",
            "",
            "Allows an address open to other machines without token.",
            "admin.insecure"),
    NO_WATCH("--no-watch", "", "Reads the directories at start only.", "documents.watch"),
    TIERING("--tiering", "auto|interpret|compile", "When code is compiled.", "engine.tiering.mode");

    /** Those of every command. */
    static final Set<ConfigFlag> COMMON = EnumSet.of(CONFIG, DATA, LOG_LEVEL, FORMAT, STRICT);

    private final String flag;
    private final String paramLabel;
    private final String description;
    private final String key;

    /**
     * @param paramLabel of the value, empty for a flag without one
     * @param key of the configuration that the flag sets, empty if it sets none
     */
    ConfigFlag(String flag, String paramLabel, String description, String key) {
        this.flag = flag;
        this.paramLabel = paramLabel;
        this.description = description;
        this.key = key;
    }

    /** Finds the flag of a name. */
    static Optional<ConfigFlag> of(String name) {
        return Arrays.stream(values()).filter(f -> f.flag.equals(name)).findFirst();
    }

    /** Returns what is written on the command line. */
    String flag() {
        return flag;
    }

    /** Returns the key that the flag sets, empty if it sets none. */
    String key() {
        return key;
    }

    /** Returns whether the flag has no value of its own. */
    boolean isSwitch() {
        return paramLabel.isEmpty();
    }

    /** Returns the value that the configuration gets from a flag without one. */
    String switched() {
        return String.valueOf(this != NO_WATCH);
    }

    /** Lets a command have the flag. */
    void addTo(CommandSpec command) {
        OptionSpec.Builder option = OptionSpec.builder(flag).description(description);
        if (isSwitch()) {
            option.arity("0").type(boolean.class);
        } else {
            boolean isPath = this == CONFIG || this == DATA;
            option.arity("1").paramLabel(paramLabel).type(isPath ? Path.class : String.class);
        }
        command.addOption(option.build());
    }
}
