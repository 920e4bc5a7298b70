package dev.tiercel.server.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** The command {@code tiercel} (configuration.md, section 6). */
@CommandLine.Command(
        name = "tiercel",
        description = "Hosts HTTP endpoints that are written as documents.",
        mixinStandardHelpOptions = true,
        versionProvider = TiercelCommand.Version.class,
        synopsisSubcommandLabel = "<command>",
        subcommands = {
            ServeCommand.class,
            CheckCommand.class,
            TestCommand.class,
            RunCommand.class,
            ExplainCommand.class
        })
public final class TiercelCommand implements Callable<Integer> {
    /** Exit code of wrong usage or configuration. */
    static final int USAGE = 2;

    /** Exit code of a server that cannot start. */
    static final int CANNOT_START = 3;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    private TiercelCommand() {}

    /** Runs a command line; returns its exit code. */
    public static int run(String... arguments) {
        return new CommandLine(new TiercelCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments);
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return USAGE;
    }

    /** Returns the version of this server. */
    static String version() {
        return Objects.requireNonNullElse(
                TiercelCommand.class.getPackage().getImplementationVersion(), "development");
    }

    /** What {@code --version} prints. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"tiercel " + version()};
        }
    }
}
