package dev.tiercel.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page about the command line: its commands give the output that stands below them. */
class CommandLinePageTest {
    private static final Path PAGE = Path.of("../docs/cli.md");
    private static final Pattern FILE =
            Pattern.compile("`([\\w/]+\\.yaml)`[^`]*\n```yaml\n(.*?)```", Pattern.DOTALL);
    private static final Pattern BLOCK = Pattern.compile("```console\n(.*?)```", Pattern.DOTALL);
    private static final Pattern EXIT = Pattern.compile("\\(exit code (\\d)\\)");
    private static final String PROMPT = "$ ./tiercel ";

    @TempDir Path directory;

    /** A command with the lines that are printed below it. */
    private record Command(String line, List<String> output) {}

    @Test
    void everyCommandPrintsWhatThePageSays() throws IOException {
        String page = Files.readString(PAGE);
        for (MatchResult file : FILE.matcher(page).results().toList()) {
            Path path = directory.resolve(file.group(1));
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.group(2));
        }

        List<Command> commands = new ArrayList<>();
        BLOCK.matcher(page).results().forEach(block -> read(block.group(1), commands));

        assertThat(commands).hasSizeGreaterThan(9);
        for (Command command : commands) {
            run(command);
        }
    }

    private static void read(String block, List<Command> commands) {
        for (String line : block.lines().toList()) {
            if (line.startsWith(PROMPT)) {
                commands.add(new Command(line.substring(PROMPT.length()), new ArrayList<>()));
            } else {
                commands.getLast().output().add(line);
            }
        }
    }

    private void run(Command command) {
        Object[] words =
                Arrays.stream(command.line().split(" ")).map(this::withDirectory).toArray();
        CliRun run = CliRun.of(words);
        List<String> expected = new ArrayList<>(command.output());
        int code = 0;
        if (!expected.isEmpty()) {
            Matcher exit = EXIT.matcher(expected.getLast());
            if (exit.matches()) {
                code = Integer.parseInt(exit.group(1));
                expected.removeLast();
            }
        }
        String output = run.out().replace(directory + "/", "").replace("\r", "");
        String pattern =
                expected.stream()
                        .map(line -> line.equals("…") ? "(?s:.*)" : pattern(line) + "\n")
                        .collect(Collectors.joining());
        assertThat(output).as(command.line() + "\n" + run.err()).matches(pattern);
        assertThat(run.code()).as(command.line() + "\n" + run.err()).isEqualTo(code);
    }

    private static String pattern(String line) {
        return Arrays.stream(line.split("…", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining("[^\n]*"));
    }

    /** The page is written as if one stood in the directory with the files. */
    private String withDirectory(String word) {
        boolean isPath = word.matches("(routes|old|converted)(/.*)?");
        return isPath ? directory.resolve(word).toString() : word;
    }
}
