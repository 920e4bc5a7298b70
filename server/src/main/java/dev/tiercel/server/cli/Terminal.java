package dev.tiercel.server.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;

/**
 * What is written differently for a person at a terminal: colours and progress. Not thread-safe.
 */
final class Terminal {
    private static final String RESET = "\u001b[0m";
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final boolean isInteractive;

    private Terminal(boolean isInteractive) {
        this.isInteractive = isInteractive;
    }

    /** Returns the terminal of this process; one without effects if there is none. */
    static Terminal current() {
        boolean isTerminal =
                Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
        return new Terminal(isTerminal && System.getenv("NO_COLOR") == null);
    }

    /** Returns a terminal for a test. */
    static Terminal of(boolean isInteractive) {
        return new Terminal(isInteractive);
    }

    String red(String text) {
        return coloured("31", text);
    }

    String green(String text) {
        return coloured("32", text);
    }

    String yellow(String text) {
        return coloured("33", text);
    }

    private String coloured(String code, String text) {
        return isInteractive ? "\u001b[" + code + "m" + text + RESET : text;
    }

    /** Shows how far some work is, on one line; an empty text removes it. */
    void progress(String text, PrintWriter err) {
        if (isInteractive) {
            err.print(CLEAR_LINE + text);
            err.flush();
        }
    }
}
