package dev.tiercel.server.config;

import java.util.List;

/**
 * The configuration cannot be used (CFG-2); names every mistake, with file and line where it is in
 * a file.
 */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ConfigException(List<String> mistakes) {
        super(String.join("\n", mistakes), null, false, false);
    }
}
