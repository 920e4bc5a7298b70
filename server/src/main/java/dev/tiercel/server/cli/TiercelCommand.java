package dev.tiercel.server.cli;

import java.io.PrintWriter;
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
            ExplainCommand.class,
            FmtCommand.class,
            MigrateCommand.class,
            BenchCommand.class,
            SchemaCommand.class,
            CompletionCommand.class
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
        return commandLine().execute(arguments);
    }

    /** Runs a command line whose output goes elsewhere; returns its exit code. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return commandLine().setOut(out).setErr(err).execute(arguments);
    }

    private static CommandLine commandLine() {
        return new CommandLine(new TiercelCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                // `--body @file` is a file with a body, not one with arguments.
                .setExpandAtFiles(false);
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
