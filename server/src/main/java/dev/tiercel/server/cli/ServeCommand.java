package dev.tiercel.server.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;

/** {@code tiercel serve}: runs the server until it is told to stop. */
@CommandLine.Command(
        name = PlainServe.NAME,
        description = "Runs the server; serves the documents of the directories given.",
        mixinStandardHelpOptions = true)
final class ServeCommand extends Subcommand {
    @CommandLine.Parameters(paramLabel = "<dir>", description = "Directories with documents.")
    private List<String> directories = List.of();

    private ServeCommand() {}

    @Override
    void addFlags(CommandLine.Model.CommandSpec command) {
        for (ConfigFlag flag : ConfigFlag.values()) {
            flag.addTo(command);
        }
    }

    @Override
    void applyLog() {
        // The server is what people want to hear of, so its own settings count.
    }

    @Override
    PrintWriter failures() {
        // With its log: this command has no other result.
        return err();
    }

    @Override
    int run() {
        return new Serving(new PlainServe(options(), directories)).getAsInt();
    }
}
