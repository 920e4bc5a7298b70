package dev.tiercel.server;

import dev.tiercel.server.cli.TiercelCommand;

/** Entry point of the command {@code tiercel}. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(TiercelCommand.run(arguments));
    }
}
