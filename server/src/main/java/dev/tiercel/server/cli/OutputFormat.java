package dev.tiercel.server.cli;

import java.util.Locale;
import picocli.CommandLine;

/** The flag that every command with output has. */
final class OutputFormat {
    @CommandLine.Option(
            names = "--format",
            paramLabel = "text|json",
            description = "Form of the output.")
    private String format = "text";

    /**
     * Returns whether the output is JSON.
     *
     * @throws CommandLine.ParameterException if the flag has another value
     */
    boolean isJson(CommandLine command) {
        return switch (format.toLowerCase(Locale.ROOT)) {
            case "json" -> true;
            case "text" -> false;
            default ->
                    throw new CommandLine.ParameterException(
                            command, "--format is text or json, not " + format);
        };
    }
}
