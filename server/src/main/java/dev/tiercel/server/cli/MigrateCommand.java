package dev.tiercel.server.cli;

import dev.tiercel.frontend.format.DocumentMigrator;
import dev.tiercel.frontend.format.DocumentMigrator.Migrated;
import dev.tiercel.frontend.syntax.SourceText;
import dev.tiercel.server.text.DiagnosticJson;
import dev.tiercel.server.text.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** {@code tiercel migrate}: converts documents in notations that are not accepted (CFG-26). */
@CommandLine.Command(
        name = "migrate",
        description = "Converts Worpen documents that are not accepted as they are.",
        mixinStandardHelpOptions = true)
final class MigrateCommand extends Subcommand {
    @CommandLine.Parameters(paramLabel = "<file|dir>", arity = "1..*")
    private List<Path> arguments = List.of();

    @CommandLine.Option(
            names = "--out",
            paramLabel = "<dir>",
            description = "Writes all documents there and leaves the files as they are.")
    private @Nullable Path out;

    @CommandLine.Option(
            names = "--fix",
            description = "Applies suggestions about arithmetic, status and unquoted words.")
    private boolean withFixes;

    @CommandLine.Option(names = "--dry-run", description = "Writes nothing.")
    private boolean isDryRun;

    private MigrateCommand() {}

    /** A file that was looked at. */
    private record Converted(String file, boolean isChanged, Migrated result) {}

    @Override
    int run() {
        DocumentMigrator migrator =
                new DocumentMigrator(DocumentPaths.settings(DocumentPaths.read(arguments)));
        List<Converted> files = new ArrayList<>();
        for (Path argument : arguments) {
            for (SourceText source : DocumentPaths.read(List.of(argument))) {
                Migrated result = migrator.migrate(source, withFixes);
                String before = new String(source.bytes(), StandardCharsets.UTF_8);
                boolean isChanged = !result.text().equals(before);
                if (!isDryRun) {
                    write(argument, Path.of(source.name()), result.text(), isChanged);
                }
                files.add(new Converted(source.name(), isChanged, result));
            }
        }
        print(files);
        return files.stream().allMatch(f -> f.result().left().isEmpty()) ? 0 : FAILED;
    }

    private void write(Path argument, Path file, String text, boolean isChanged) {
        if (out == null) {
            if (isChanged) {
                RewrittenFile.replace(file, file, text);
            }
            return;
        }
        Path relative = file.equals(argument) ? file.getFileName() : argument.relativize(file);
        Path target = out.resolve(relative);
        try {
            Files.createDirectories(target.toAbsolutePath().getParent());
            Files.writeString(target, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void print(List<Converted> files) {
        if (isJson()) {
            printFiles(files, MigrateCommand::write);
            return;
        }
        for (Converted file : files) {
            if (file.isChanged()) {
                out().println(verb(file.result().isConverted()) + " " + file.file());
            }
            FindingText.print(file.result().left(), err());
        }
    }

    private String verb(boolean isConverted) {
        if (isConverted) {
            return isDryRun ? "would convert" : "converted";
        }
        return isDryRun ? "would mark" : "marked";
    }

    private static void write(Converted file, JsonText json) {
        json.field("file", file.file())
                .field("changed", file.isChanged())
                .rawField("diagnostics", DiagnosticJson.array(file.result().left()));
    }
}
