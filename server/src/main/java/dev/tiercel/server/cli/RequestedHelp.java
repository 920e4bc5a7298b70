package dev.tiercel.server.cli;

import dev.tiercel.server.text.JsonText;
import picocli.CommandLine;

/** What a command line that asks for help or the version gets. */
final class RequestedHelp {
    private RequestedHelp() {}

    /** Runs a command, or tells what was asked about it, as JSON where that is wanted. */
    static int execute(CommandLine.ParseResult parsed) {
        if (TellingFailures.isJson(parsed.originalArgs().toArray(String[]::new))) {
            for (CommandLine command : parsed.asCommandLineList()) {
                if (command.isUsageHelpRequested()) {
                    return tell(command, "help", command.getUsageMessage());
                }
                if (command.isVersionHelpRequested()) {
                    return tell(command, "version", TiercelCommand.version());
                }
            }
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    private static int tell(CommandLine command, String member, String text) {
        command.getOut().println(JsonText.object(json -> json.field(member, text)));
        command.getOut().flush();
        return 0;
    }
}
