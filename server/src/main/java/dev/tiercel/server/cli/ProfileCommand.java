package dev.tiercel.server.cli;

import dev.tiercel.server.profile.Profile;
import dev.tiercel.server.profile.ProfileException;
import dev.tiercel.server.profile.RecordableServer;
import dev.tiercel.server.text.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** {@code tiercel profile}: shows what a running server spends its time with. */
@CommandLine.Command(
        name = "profile",
        description = "Records a running server and draws a flame graph with lines of documents.",
        mixinStandardHelpOptions = true)
final class ProfileCommand extends Subcommand {
    private static final int LINES_MAX = 10;
    private static final double PERCENT = 100;

    @CommandLine.Parameters(
            paramLabel = "<file.jfr>",
            arity = "0..1",
            description = "A recording that is there already, instead of a running server.")
    private @Nullable Path recorded;

    @CommandLine.Option(
            names = "--pid",
            paramLabel = "<pid>",
            description = "Process of the server, instead of the one that holds the directory.")
    private @Nullable Long pid;

    @CommandLine.Option(
            names = "--duration",
            paramLabel = "<time>",
            description = "Such as 500ms, 10s, 1m; default 10s.")
    private String duration = "10s";

    @CommandLine.Option(
            names = "--out",
            paramLabel = "<file>",
            description = "The flame graph; default flame.html.")
    private Path out = Path.of("flame.html");

    @CommandLine.Option(
            names = "--recording",
            paramLabel = "<file.jfr>",
            description = "Keeps the flight recording as well.")
    private @Nullable Path recording;

    private ProfileCommand() {}

    @Override
    int run() {
        Duration time = time("--duration", duration);
        checkDirectory("--out", out);
        if (recording != null) {
            checkDirectory("--recording", recording);
        }
        try {
            Profile profile = recorded == null ? record(time) : read(recorded);
            if (profile.samples() == 0) {
                return fail("There are no samples; had the server anything to do?");
            }
            profile.write(out);
            report(profile);
            return 0;
        } catch (ProfileException e) {
            return fail(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says at once what would fail after the recording. */
    private void checkDirectory(String flag, Path file) {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory) || Files.isDirectory(file)) {
            throw usage(flag + " " + file + " cannot be written");
        }
    }

    private Profile record(Duration time) throws IOException {
        Path data = options().read(Map.of()).data().directory();
        RecordableServer server =
                pid == null ? RecordableServer.holding(data) : RecordableServer.of(pid, data);
        Terminal terminal = Terminal.current();
        Path file =
                server.record(
                        Path.of(System.getProperty("java.home")),
                        time,
                        left -> terminal.progress(left.toSeconds() + 1 + " s left", err()));
        terminal.progress("", err());
        try {
            return read(file);
        } finally {
            if (recording == null) {
                Files.delete(file);
            } else {
                Files.move(file, recording, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static Profile read(Path file) throws IOException {
        return Profile.read(file, "Tiercel");
    }

    private void report(Profile profile) {
        List<Profile.Line> lines = profile.top(LINES_MAX);
        if (isJson()) {
            out().println(json(profile, lines));
            return;
        }
        out().println(String.format(Locale.ROOT, "%-12s %d", "samples", profile.samples()));
        out().println(String.format(Locale.ROOT, "%-12s %s", "flame graph", out));
        if (!lines.isEmpty()) {
            out().println();
        }
        for (Profile.Line line : lines) {
            out().println(
                            String.format(
                                    Locale.ROOT,
                                    "%5.1f %%  %s",
                                    line.share() * PERCENT,
                                    line.line()));
        }
    }

    private String json(Profile profile, List<Profile.Line> lines) {
        return JsonText.object(json ->
                json.field("samples", profile.samples())
                        .field("flame_graph", out.toString())
                        .array(
                                "lines",
                                list ->
                                        lines.forEach(line ->
                                                list.elementObject(o ->
                                                        o.field("line", line.line())
                                                                .field("samples", line.samples())
                                                                .field("share", line.share())))));
    }
}
