package dev.tiercel.server.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command {@code serve} as a process, which is ended with its test. */
public record ServerProcess(Process process, BufferedReader output, List<String> lines)
        implements AutoCloseable {
    private static final Pattern ADDRESS =
            Pattern.compile("Listening on \\S+:(\\d+), release (\\d+)");

    private static final class Trained {
        private static final JavaProgram PROGRAM;

        static {
            try {
                PROGRAM = JavaProgram.trained(TrainingRun.class.getName());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Returns a program that starts fast with the classes of a server. */
    public static JavaProgram program() {
        return Trained.PROGRAM;
    }

    /**
     * Starts a server.
     *
     * @param directory in which it runs
     * @param options of the JVM
     */
    public static ServerProcess start(Path directory, List<String> options, String... flags)
            throws IOException {
        List<String> arguments = new ArrayList<>(List.of("serve"));
        arguments.addAll(List.of(flags));
        ProcessBuilder builder =
                new ProcessBuilder(program().command(options, "dev.tiercel.server.Main", arguments))
                        .directory(directory.toFile());
        // The log of tests has another form than that of the command.
        builder.environment().put("JAVA_TOOL_OPTIONS", "-Dlogback.configurationFile=none");
        Process process = builder.redirectErrorStream(true).start();
        return new ServerProcess(
                process, process.inputReader(StandardCharsets.UTF_8), new ArrayList<>());
    }

    /** Returns the exit code, when the process has ended. */
    public int exitCode() throws IOException, InterruptedException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            lines.add(line);
        }
        return process.waitFor();
    }

    /** Returns the port, when the server listens. */
    public int port() throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            lines.add(line);
            Matcher matcher = ADDRESS.matcher(line);
            if (matcher.find()) {
                return Integer.parseInt(matcher.group(1));
            }
        }
        throw new AssertionError(lines.toString());
    }

    /** Ends the process as {@code kill -9} does, and waits until it is gone. */
    public void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
