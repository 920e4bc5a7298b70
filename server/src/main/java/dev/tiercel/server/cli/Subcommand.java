package dev.tiercel.server.cli;

import dev.tiercel.server.assembly.LogSetup;
import dev.tiercel.server.assembly.StartException;
import dev.tiercel.server.config.ConfigException;
import dev.tiercel.server.config.ServerConfig;
import dev.tiercel.server.store.StoreException;
import dev.tiercel.server.text.FileFailure;
import dev.tiercel.server.text.JsonText;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.IntSupplier;
import picocli.CommandLine;

/** A command with the flags and exit codes that all of them have. */
abstract class Subcommand implements Callable<Integer> {
    /** Exit code of findings, failed tests and failed requests. */
    static final int FAILED = 1;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    /** Carries the command out; the exceptions that {@link #call} reports may be thrown. */
    abstract int run();

    /** Lets the command have the flags of the configuration that belong to it. */
    void addFlags(CommandLine.Model.CommandSpec command) {
        ConfigFlag.COMMON.forEach(flag -> flag.addTo(command));
    }

    @Override
    public final Integer call() {
        boolean isJson = isJson();
        return exitCode(
                () -> {
                    applyLog();
                    int code = run();
                    out().flush();
                    return code;
                },
                isJson,
                failures());
    }

    /**
     * Returns the exit code of some work, also of one that fails, which is then told.
     *
     * @param failures where that is told
     */
    static int exitCode(IntSupplier work, boolean isJson, PrintWriter failures) {
        try {
            return work.getAsInt();
        } catch (ConfigException e) {
            return CommandFailure.ofUsage(String.valueOf(e.getMessage())).tell(isJson, failures);
        } catch (UncheckedIOException e) {
            return CommandFailure.of(TiercelCommand.USAGE, FileFailure.text(e))
                    .tell(isJson, failures);
        } catch (StartException | StoreException e) {
            return CommandFailure.of(TiercelCommand.CANNOT_START, String.valueOf(e.getMessage()))
                    .tell(isJson, failures);
        }
    }

    /** Sets the log up: it is of no interest here, unless somebody asks for it. */
    void applyLog() {
        Map<String, String> form = isJson() ? Map.of("log.format", "json") : Map.of();
        LogSetup.apply(
                options().hasLogLevel()
                        ? options().read(form).log()
                        : new ServerConfig.Log(
                                ServerConfig.LogThreshold.ERROR,
                                isJson()
                                        ? ServerConfig.LogFormat.JSON
                                        : ServerConfig.LogFormat.TEXT));
    }

    /** Returns where failures are told: as JSON they stand where else the result would. */
    PrintWriter failures() {
        return isJson() ? out() : err();
    }

    /** Tells why the command did not do its work; returns its exit code. */
    final int fail(String message) {
        return CommandFailure.of(FAILED, message).tell(isJson(), failures());
    }

    /**
     * Tells people what was found in documents, and programs if they are refused; otherwise the
     * result of the command holds it.
     *
     * @return whether they are refused
     */
    final boolean refuses(ServedDocuments served) {
        if (!isJson()) {
            FindingText.print(served.plan().diagnostics(), err());
        } else if (served.isRejected()) {
            out().println(served.report(Optional.empty()).json());
        }
        return served.isRejected();
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** Returns the command of which this is one. */
    final CommandLine root() {
        return spec.commandLine().getParent();
    }

    final GivenFlags options() {
        return GivenFlags.of(spec.commandLine());
    }

    final boolean isJson() {
        GivenFlags given = options();
        return given.isJson()
                .orElseThrow(() -> usage("--format is text or json, not " + given.format()));
    }

    /** Prints what became of files as JSON. */
    final <T> void printFiles(List<T> files, BiConsumer<T, JsonText> members) {
        out().println(
                        JsonText.object(json ->
                                json.array(
                                        "files",
                                        list ->
                                                files.forEach(f ->
                                                        list.elementObject(
                                                                o -> members.accept(f, o))))));
    }

    /** Returns the time that the text of a flag stands for. */
    final Duration time(String flag, String text) {
        return TimeText.parse(text)
                .orElseThrow(
                        () -> usage(flag + " is a time such as 500ms, 10s or 1m, not " + text));
    }

    /** Returns the failure that an argument is wrong. */
    final CommandLine.ParameterException usage(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }
}
