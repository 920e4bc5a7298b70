package dev.tiercel.server.profile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The program {@code jcmd} of a JDK, which has the JVM of another process do something. Immutable.
 *
 * @param program the file
 * @param pid of the other process
 */
record Jcmd(Path program, long pid) {
    private static final int SECONDS_MAX = 60;

    /**
     * Has the JVM do something; returns what it answered.
     *
     * @throws ProfileException if it could not be asked, or has refused
     */
    String run(String... words) {
        if (!Files.isExecutable(program)) {
            throw new ProfileException(
                    program + " is missing: the command needs a JDK, not only its JVM");
        }
        List<String> command = new ArrayList<>(List.of(program.toString(), Long.toString(pid)));
        command.addAll(List.of(words));
        try {
            Path answer = Files.createTempFile("tiercel-jcmd", ".txt");
            try {
                return run(command, answer);
            } finally {
                Files.delete(answer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String run(List<String> command, Path answer) throws IOException {
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(answer.toFile())
                        .start();
        try {
            boolean hasEnded = process.waitFor(SECONDS_MAX, TimeUnit.SECONDS);
            String text = Files.readString(answer, StandardCharsets.UTF_8).strip();
            if (!hasEnded || process.exitValue() != 0) {
                throw failure(hasEnded ? text : "it does not answer");
            }
            return text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProfileException("Interrupted");
        } finally {
            process.destroyForcibly();
        }
    }

    /** Returns the failure that a text of the other process is about. */
    ProfileException failure(String text) {
        String reason = text.lines().filter(line -> !line.equals(pid + ":")).findFirst().orElse("");
        return new ProfileException("The process " + pid + " cannot be recorded: " + reason);
    }
}
