package dev.tiercel.server.cli;

import dev.tiercel.frontend.format.DocumentFormatter;
import dev.tiercel.frontend.format.DocumentFormatter.Result;
import dev.tiercel.frontend.syntax.Format;
import dev.tiercel.frontend.syntax.SourceText;
import dev.tiercel.ir.Diagnostic;
import dev.tiercel.server.text.DiagnosticJson;
import dev.tiercel.server.text.JsonText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** {@code tiercel fmt}: rewrites documents in canonical form (CFG-25). */
@CommandLine.Command(
        name = "fmt",
        description = "Rewrites documents in canonical form.",
        mixinStandardHelpOptions = true)
final class FmtCommand extends Subcommand {
    @CommandLine.Parameters(paramLabel = "<file|dir>", arity = "1..*")
    private List<Path> arguments = List.of();

    @CommandLine.Option(
            names = "--check",
            description = "Changes nothing; exit code 1 if something would change.")
    private boolean isCheck;

    @CommandLine.Option(
            names = "--to",
            paramLabel = "yaml|json",
            description = "Writes this format, under the file name that goes with it.")
    private @Nullable String to;

    private FmtCommand() {}

    /** What becomes of a file. */
    private enum Status {
        CHANGED,
        UNCHANGED,
        KEPT,
        FAULTY
    }

    /**
     * A file that was looked at.
     *
     * @param reason why it is kept as it is
     * @param errors why it cannot be read
     */
    private record Formatted(
            String file, Status status, Optional<String> reason, List<Diagnostic> errors) {
        Formatted(String file, Status status) {
            this(file, status, Optional.empty(), List.of());
        }
    }

    @Override
    int run() {
        Optional<Format> target = Optional.ofNullable(to).map(this::format);
        List<SourceText> sources = DocumentPaths.read(arguments);
        DocumentFormatter formatter = new DocumentFormatter(DocumentPaths.settings(sources));
        List<Formatted> files = new ArrayList<>();
        for (SourceText source : sources) {
            Result result =
                    target.or(() -> RewrittenFile.format(source.name()))
                            .map(format -> formatter.formatAs(format, source))
                            .orElseGet(() -> formatter.format(source));
            files.add(take(source, result));
        }
        print(files);
        return files.stream().anyMatch(this::isFailure) ? FAILED : 0;
    }

    private Format format(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "yaml" -> Format.YAML;
            case "json" -> Format.JSON;
            default -> throw usage("--to is yaml or json, not " + text);
        };
    }

    private boolean isFailure(Formatted file) {
        return switch (file.status()) {
            case FAULTY -> true;
            case KEPT -> options().isStrict();
            case CHANGED -> isCheck;
            case UNCHANGED -> false;
        };
    }

    private Formatted take(SourceText source, Result result) {
        return switch (result) {
            case Result.Formatted(var format, var text) -> write(source, format, text);
            case Result.Kept(var reason) ->
                    new Formatted(source.name(), Status.KEPT, Optional.of(reason), List.of());
            case Result.Faulty(var errors) ->
                    new Formatted(source.name(), Status.FAULTY, Optional.empty(), errors);
        };
    }

    private Formatted write(SourceText source, Format format, String text) {
        Path file = Path.of(source.name());
        Path target = RewrittenFile.named(file, format);
        boolean isSame =
                target.equals(file)
                        && text.equals(new String(source.bytes(), StandardCharsets.UTF_8));
        if (isSame) {
            return new Formatted(source.name(), Status.UNCHANGED);
        }
        if (!isCheck && !RewrittenFile.replace(file, target, text)) {
            return new Formatted(
                    source.name(), Status.KEPT, Optional.of(target + " exists already"), List.of());
        }
        return new Formatted(source.name(), Status.CHANGED);
    }

    private void print(List<Formatted> files) {
        if (isJson()) {
            printFiles(files, FmtCommand::write);
            return;
        }
        for (Formatted file : files) {
            switch (file.status()) {
                case CHANGED -> out().println((isCheck ? "would change " : "") + file.file());
                case UNCHANGED -> {}
                case KEPT ->
                        err().println(
                                        file.file()
                                                + ": left unchanged: "
                                                + file.reason().orElse(""));
                case FAULTY -> FindingText.print(file.errors(), err());
            }
        }
    }

    private static void write(Formatted file, JsonText json) {
        json.field("file", file.file())
                .field("status", file.status().name().toLowerCase(Locale.ROOT))
                .field("reason", file.reason().orElse(null))
                .rawField("diagnostics", DiagnosticJson.array(file.errors()));
    }
}
