package dev.tiercel.server.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;

/** How it is told that a command line is wrong, or that a command failed by a defect. */
final class TellingFailures {
    private static final String FLAG = ConfigFlag.FORMAT.flag();

    private TellingFailures() {}

    /** Makes a command tell its failures as JSON where that is wanted. */
    static CommandLine as(CommandLine root) {
        CommandLine.IParameterExceptionHandler usual = root.getParameterExceptionHandler();
        return root.setParameterExceptionHandler((e, arguments) ->
                        isJson(arguments)
                                ? tell(e, e.getCommandLine())
                                : usual.handleParseException(e, arguments))
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    if (isJson(parsed.originalArgs().toArray(String[]::new))) {
                        CommandFailure.of(Subcommand.FAILED, e.toString())
                                .tell(true, place(command));
                    }
                    throw e;
                });
    }

    private static int tell(CommandLine.ParameterException e, CommandLine command) {
        return CommandFailure.ofUsage(String.valueOf(e.getMessage())).tell(true, place(command));
    }

    private static PrintWriter place(CommandLine command) {
        return command.getCommand() instanceof ServeCommand ? command.getErr() : command.getOut();
    }

    /** Whether arguments, which may be wrong, ask for JSON. */
    static boolean isJson(String... arguments) {
        List<String> words = Arrays.stream(arguments).map(a -> a.toLowerCase(Locale.ROOT)).toList();
        int flag = words.indexOf(FLAG);
        return words.contains(FLAG + "=json")
                || (flag >= 0 && flag + 1 < words.size() && words.get(flag + 1).equals("json"));
    }
}
