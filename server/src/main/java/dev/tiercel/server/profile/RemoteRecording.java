package dev.tiercel.server.profile;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A flight recording of samples that runs in another process. It ends by itself soon after it
 * should have been stopped, so that nothing is left if this process is killed.
 */
final class RemoteRecording implements AutoCloseable {
    private static final Duration MARGIN = Duration.ofSeconds(60);
    private static final String PERIOD = "10ms";

    private final Jcmd jcmd;
    private final String name;
    private boolean isRunning = true;

    private RemoteRecording(Jcmd jcmd, String name) {
        this.jcmd = jcmd;
        this.name = name;
    }

    /**
     * Starts a recording.
     *
     * @param file where the other process writes it when it is stopped
     * @throws ProfileException if that process does not want to
     */
    static RemoteRecording start(Jcmd jcmd, Path file, Duration duration) {
        String name = "tiercel-profile-" + ProcessHandle.current().pid();
        List<String> words = new ArrayList<>(List.of("JFR.start", "name=" + name));
        words.add("filename=\"" + file + '"');
        words.add("duration=" + duration.plus(MARGIN).toSeconds() + "s");
        words.add("settings=none");
        // The plus lets in events that the named settings do not know.
        words.addAll(sampling());
        words.add("+" + DocumentLines.COMPILED_CLASS + "#enabled=true");
        words.add("+" + DocumentEvents.DOCUMENT + "#enabled=true");
        String answer = jcmd.run(words.toArray(String[]::new));
        if (!answer.contains("Started recording")) {
            throw jcmd.failure(answer);
        }
        return new RemoteRecording(jcmd, name);
    }

    private static List<String> sampling() {
        boolean isLinux = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
        return isLinux
                ? List.of(
                        "+" + Profile.CPU_SAMPLE + "#enabled=true",
                        "+" + Profile.CPU_SAMPLE + "#throttle=" + PERIOD)
                : List.of(
                        "+" + Profile.EXECUTION_SAMPLE + "#enabled=true",
                        "+" + Profile.EXECUTION_SAMPLE + "#period=" + PERIOD);
    }

    /** Stops the recording; its file is complete then. */
    @Override
    public synchronized void close() {
        if (isRunning) {
            isRunning = false;
            jcmd.run("JFR.stop", "name=" + name);
        }
    }
}
