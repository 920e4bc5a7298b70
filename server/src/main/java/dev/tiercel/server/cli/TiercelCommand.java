package dev.tiercel.server.cli;

import dev.tiercel.ir.SuppressForbidden;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;

/** The command {@code tiercel} (configuration.md, section 6). */
@CommandLine.Command(
        name = "tiercel",
        description = "Hosts HTTP endpoints that are written as documents.",
        mixinStandardHelpOptions = true,
        versionProvider = TiercelCommand.Version.class,
        synopsisSubcommandLabel = "<command>")
public final class TiercelCommand implements Callable<Integer> {
    private static final Map<String, Supplier<Class<?>>> SUBCOMMANDS = subcommands();

    /** Exit code of wrong usage or configuration. */
    static final int USAGE = 2;

    /** Exit code of a server that cannot start. */
    static final int CANNOT_START = 3;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    private TiercelCommand() {}

    /** Runs a command line; returns its exit code. */
    @SuppressForbidden(reason = "what is wrong with a command is told where the shell shows it")
    public static int run(String... arguments) {
        return PlainServe.read(arguments)
                .map(plain ->
                        Subcommand.exitCode(
                                new Serving(plain),
                                plain.flags().isJson().orElse(false),
                                new PrintWriter(System.err, true)))
                .orElseGet(() -> commandLine(arguments).execute(arguments));
    }

    /** Runs a command line whose output goes elsewhere; returns its exit code. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return commandLine(arguments).setOut(out).setErr(err).execute(arguments);
    }

    /** None of the classes is loaded before it is asked for. */
    private static Map<String, Supplier<Class<?>>> subcommands() {
        Map<String, Supplier<Class<?>>> all = new LinkedHashMap<>();
        all.put(PlainServe.NAME, () -> ServeCommand.class);
        all.put("check", () -> CheckCommand.class);
        all.put("test", () -> TestCommand.class);
        all.put("run", () -> RunCommand.class);
        all.put("explain", () -> ExplainCommand.class);
        all.put("fmt", () -> FmtCommand.class);
        all.put("migrate", () -> MigrateCommand.class);
        all.put("bench", () -> BenchCommand.class);
        all.put("profile", () -> ProfileCommand.class);
        all.put("schema", () -> SchemaCommand.class);
        all.put("completion", () -> CompletionCommand.class);
        all.put("prepare", () -> PrepareCommand.class);
        return all;
    }

    /** Reading the annotations of all commands takes longer than most of what they do. */
    private static CommandLine commandLine(String... arguments) {
        CommandLine root = new CommandLine(new TiercelCommand());
        String first = arguments.length == 0 ? "" : arguments[0];
        if (SUBCOMMANDS.containsKey(first) && !first.equals("completion")) {
            root.addSubcommand(SUBCOMMANDS.get(first).get());
        } else {
            SUBCOMMANDS.values().forEach(type -> root.addSubcommand(type.get()));
        }
        for (CommandLine command : root.getSubcommands().values()) {
            command.getCommandSpec().versionProvider(new Version());
            if (command.getCommand() instanceof Subcommand subcommand) {
                subcommand.addFlags(command.getCommandSpec());
            }
        }
        return TellingFailures.as(root)
                .setExecutionStrategy(RequestedHelp::execute)
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
