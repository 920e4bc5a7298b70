package dev.tiercel.server.cli;

import dev.tiercel.server.assembly.LogSetup;
import dev.tiercel.server.assembly.StartException;
import dev.tiercel.server.config.ConfigException;
import dev.tiercel.server.config.ServerConfig;
import dev.tiercel.server.store.StoreException;
import dev.tiercel.server.text.JsonText;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
        isJson();
        return exitCode(
                () -> {
                    applyLog();
                    int code = run();
                    out().flush();
                    return code;
                },
                err());
    }

    /** Returns the exit code of some work, also of one that fails, which is then told. */
    static int exitCode(IntSupplier work, PrintWriter err) {
        try {
            return work.getAsInt();
        } catch (ConfigException e) {
            err.println(e.getMessage());
            return TiercelCommand.USAGE;
        } catch (UncheckedIOException e) {
            err.println("tiercel: " + reason(e));
            return TiercelCommand.USAGE;
        } catch (StartException | StoreException e) {
            err.println("tiercel: " + e.getMessage());
            return TiercelCommand.CANNOT_START;
        }
    }

    /** Sets the log up: it is of no interest here, unless somebody asks for it. */
    void applyLog() {
        LogSetup.apply(
                options().hasLogLevel()
                        ? options().read(Map.of()).log()
                        : new ServerConfig.Log(
                                ServerConfig.LogThreshold.ERROR, ServerConfig.LogFormat.TEXT));
    }

    private static String reason(UncheckedIOException e) {
        return e.getCause() instanceof NoSuchFileException missing
                ? missing.getFile() + " does not exist"
                : String.valueOf(e.getCause());
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final PrintWriter err() {
        return spec.commandLine().getErr();
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
