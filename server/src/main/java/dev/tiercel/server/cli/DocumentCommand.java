package dev.tiercel.server.cli;

import dev.tiercel.frontend.syntax.SourceText;
import dev.tiercel.ir.Diagnostic;
import dev.tiercel.server.assembly.IsolatedServer;
import dev.tiercel.server.assembly.LogSetup;
import dev.tiercel.server.assembly.StartException;
import dev.tiercel.server.config.ConfigException;
import dev.tiercel.server.config.ServerConfig;
import dev.tiercel.server.route.DocumentSet;
import dev.tiercel.server.route.ReleasePlan;
import dev.tiercel.server.store.StoreException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** A command that works on documents in an isolated server. */
abstract class DocumentCommand implements Callable<Integer> {
    /** Exit code of findings, failed tests and failed requests. */
    static final int FAILED = 1;

    @CommandLine.Mixin private final ConfigOptions options = new ConfigOptions();
    @CommandLine.Mixin private final OutputFormat format = new OutputFormat();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    /** Carries the command out; the exceptions that {@link #call} reports may be thrown. */
    abstract int run();

    @Override
    public final Integer call() {
        LogSetup.apply(
                new ServerConfig.Log(ServerConfig.LogThreshold.ERROR, ServerConfig.LogFormat.TEXT));
        try {
            int code = run();
            out().flush();
            return code;
        } catch (ConfigException e) {
            err().println(e.getMessage());
            return TiercelCommand.USAGE;
        } catch (UncheckedIOException e) {
            err().println("tiercel: " + e.getCause());
            return TiercelCommand.USAGE;
        } catch (StartException | StoreException e) {
            err().println("tiercel: " + e.getMessage());
            return TiercelCommand.CANNOT_START;
        }
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    final boolean isJson() {
        return format.isJson(spec.commandLine());
    }

    final boolean isStrict() {
        return options.isStrict();
    }

    /**
     * Starts an isolated server.
     *
     * @param flags values of the configuration by key
     */
    final IsolatedServer server(Map<String, String> flags, IsolatedServer.Isolation isolation) {
        return IsolatedServer.start(
                isolated -> {
                    Map<String, String> all = new HashMap<>(flags);
                    all.putAll(isolated);
                    if (options.hasData()) {
                        all.remove("data.directory");
                    }
                    return options.read(all);
                },
                isolation);
    }

    static DocumentSet documents(IsolatedServer server, List<Path> arguments) {
        List<SourceText> texts = DocumentPaths.read(arguments);
        return DocumentSet.read(server.registry(), texts);
    }

    /** Prints the findings of a plan for people. */
    final void print(ReleasePlan plan, PrintWriter to) {
        for (Diagnostic finding : plan.diagnostics()) {
            Diagnostic.Location place = finding.location();
            to.println(
                    place.source()
                            + ":"
                            + place.line()
                            + ":"
                            + place.column()
                            + ": "
                            + (finding.isError() ? "error " : "warning ")
                            + finding.code()
                            + ": "
                            + finding.message()
                            + finding.suggestion().map(s -> " [" + s + "]").orElse(""));
        }
    }

    /** Returns whether a plan fails the command. */
    final boolean isFailed(ReleasePlan plan) {
        return plan.isRejected()
                || plan.diagnostics().stream().anyMatch(Diagnostic::isError)
                || (isStrict() && !plan.diagnostics().isEmpty());
    }
}
