package dev.tiercel.server.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;

/** {@code tiercel completion}: prints what makes a shell complete command lines. */
@CommandLine.Command(
        name = "completion",
        description = "Prints a script that makes bash or zsh complete this command.",
        mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {
    /** Shells with a script. */
    private enum Shell {
        BASH,
        ZSH
    }

    @CommandLine.Parameters(paramLabel = "bash|zsh", arity = "1")
    private Shell shell = Shell.BASH;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    private CompletionCommand() {}

    @Override
    public Integer call() {
        CommandLine command = spec.commandLine();
        String prelude =
                switch (shell) {
                    case BASH -> "";
                    case ZSH -> "autoload -U +X compinit && compinit\n";
                };
        command.getOut().print(prelude + AutoComplete.bash("tiercel", command.getParent()));
        command.getOut().flush();
        return 0;
    }
}
