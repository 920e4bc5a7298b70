package dev.tiercel.server.cli;

import dev.tiercel.server.text.JsonText;
import java.io.PrintWriter;

/**
 * Why a command did not do its work.
 *
 * @param prefix of the line for people
 */
record CommandFailure(int exitCode, String prefix, String message) {
    private static final String PROGRAM = "tiercel: ";

    /** Returns a failure whose line begins with the name of the program. */
    static CommandFailure of(int exitCode, String message) {
        return new CommandFailure(exitCode, PROGRAM, message);
    }

    /** Returns a failure whose message begins with a place in a file, or with a flag. */
    static CommandFailure ofUsage(String message) {
        return new CommandFailure(TiercelCommand.USAGE, "", message);
    }

    /** Tells it; returns the exit code. */
    int tell(boolean isJson, PrintWriter to) {
        to.println(isJson ? json() : prefix + message);
        to.flush();
        return exitCode;
    }

    private String json() {
        return JsonText.object(json ->
                json.field("error", title())
                        .field("message", message)
                        .field("exit_code", exitCode));
    }

    private String title() {
        return switch (exitCode) {
            case TiercelCommand.USAGE -> "Wrong usage or configuration";
            case TiercelCommand.CANNOT_START -> "Cannot start";
            default -> "Command failed";
        };
    }
}
