package dev.tiercel.server.cli;

import dev.tiercel.server.text.JsonText;
import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine;

/** {@code tiercel completion}: prints what makes a shell complete command lines. */
@CommandLine.Command(
        name = "completion",
        description = "Prints a script that makes bash or zsh complete this command.",
        mixinStandardHelpOptions = true)
final class CompletionCommand extends Subcommand {
    /** Shells with a script. */
    private enum Shell {
        BASH,
        ZSH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @CommandLine.Parameters(paramLabel = "bash|zsh", arity = "1")
    private Shell shell = Shell.BASH;

    private CompletionCommand() {}

    @Override
    int run() {
        String prelude =
                switch (shell) {
                    case BASH -> "";
                    case ZSH -> "autoload -U +X compinit && compinit\n";
                };
        String script = prelude + AutoComplete.bash("tiercel", root());
        if (isJson()) {
            out().println(JsonText.object(json -> json.field("script", script)));
        } else {
            out().print(script);
        }
        return 0;
    }
}
