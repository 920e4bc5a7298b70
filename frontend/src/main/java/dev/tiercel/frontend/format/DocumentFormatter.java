package dev.tiercel.frontend.format;

import dev.tiercel.frontend.document.CanonicalForm;
import dev.tiercel.frontend.document.Document;
import dev.tiercel.frontend.document.DocumentReader;
import dev.tiercel.frontend.document.DocumentSettings;
import dev.tiercel.frontend.syntax.Diagnostics;
import dev.tiercel.frontend.syntax.Format;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.frontend.syntax.SourceDocument;
import dev.tiercel.frontend.syntax.SourceLayout;
import dev.tiercel.frontend.syntax.SourceText;
import dev.tiercel.frontend.syntax.SyntaxReader;
import dev.tiercel.frontend.syntax.SyntaxText;
import dev.tiercel.ir.Diagnostic;
import dev.tiercel.ir.DiagnosticCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Rewrites texts of documents in canonical form (CFG-25). Immutable. */
public final class DocumentFormatter {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final Set<DiagnosticCode> ABOUT_DATABASES =
            EnumSet.of(
                    DiagnosticCode.UNKNOWN_DATABASE,
                    DiagnosticCode.SQL_PLACEHOLDERS,
                    DiagnosticCode.SQL_ARGUMENTS,
                    DiagnosticCode.SQL_STATEMENT);

    private final DocumentSettings settings;

    public DocumentFormatter(DocumentSettings settings) {
        this.settings = settings;
    }

    /** What became of a text. */
    public sealed interface Result {
        /** It has a canonical form, which may be how it was written. */
        record Formatted(Format format, String text) implements Result {}

        /** It cannot be written in canonical form without loss. */
        record Kept(String reason) implements Result {}

        /** Its documents have errors. */
        record Faulty(List<Diagnostic> errors) implements Result {
            public Faulty {
                errors = List.copyOf(errors);
            }
        }
    }

    /** Returns a document in canonical form as YAML, without regard to how it was written. */
    public static String yaml(Node.Mapping canonical) {
        SourceLayout none = SourceLayout.of(Format.JSON, "");
        YamlPrinter printer = new YamlPrinter(none);
        printer.add(canonical, CommentPlaces.none(none));
        return printer.text();
    }

    /** Rewrites a text in its own format. */
    public Result format(SourceText source) {
        return format(source, Optional.empty());
    }

    /** Rewrites a text in a given format. */
    public Result formatAs(Format target, SourceText source) {
        return format(source, Optional.of(target));
    }

    private Result format(SourceText source, Optional<Format> wanted) {
        Diagnostics diagnostics = new Diagnostics(source.name());
        SyntaxText syntax = SyntaxReader.read(source, settings.limits(), diagnostics);
        List<Document> documents = read(syntax, diagnostics);
        List<Diagnostic> errors = errors(diagnostics);
        if (!errors.isEmpty()) {
            return new Result.Faulty(errors);
        }
        String text = text(source);
        SourceLayout layout = SourceLayout.of(syntax.format(), text);
        Format target = wanted.orElse(syntax.format());
        if (layout.obstacle().isPresent()) {
            return new Result.Kept(layout.obstacle().get() + " cannot be kept");
        }
        List<Node.Mapping> roots = documents.stream().map(CanonicalForm::withSiblings).toList();
        Optional<String> formatted =
                switch (target) {
                    case YAML -> yaml(syntax, roots, layout);
                    case JSON -> json(text, syntax.format(), roots, layout);
                };
        if (formatted.isEmpty()) {
            return new Result.Kept("a comment has no place in the canonical form");
        }
        return isSame(roots, formatted.get(), source.name())
                ? new Result.Formatted(target, formatted.get())
                : new Result.Kept("the canonical form would not mean the same");
    }

    /** Returns the documents in their order. */
    private List<Document> read(SyntaxText syntax, Diagnostics diagnostics) {
        DocumentReader.Documents read =
                DocumentReader.readWithFaulty(syntax, Optional.empty(), settings, diagnostics);
        List<Document> documents = new ArrayList<>();
        for (SourceDocument source : syntax.documents()) {
            Stream.concat(read.sound().stream(), read.faulty().stream())
                    .filter(document -> document.syntax().equals(source.root()))
                    .forEach(documents::add);
        }
        return documents;
    }

    /**
     * Returns the errors of a text by itself; which databases there are, and how they write SQL, is
     * none of its business.
     */
    private static List<Diagnostic> errors(Diagnostics diagnostics) {
        return diagnostics.sorted().stream()
                .filter(Diagnostic::isError)
                .filter(d -> !ABOUT_DATABASES.contains(d.code()))
                .toList();
    }

    static String text(SourceText source) {
        String text = new String(source.bytes(), StandardCharsets.UTF_8);
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    private static Optional<String> json(
            String text, Format format, List<Node.Mapping> roots, SourceLayout layout) {
        if (!layout.comments().isEmpty()) {
            return Optional.empty();
        }
        boolean isList =
                roots.size() > 1 || (format == Format.JSON && text.strip().startsWith("["));
        return Optional.of(JsonPrinter.documents(roots, isList, layout::isOneLine));
    }

    private static Optional<String> yaml(
            SyntaxText syntax, List<Node.Mapping> roots, SourceLayout layout) {
        YamlPrinter printer = new YamlPrinter(layout);
        List<CommentPlaces> all = new ArrayList<>();
        for (int i = 0; i < roots.size(); i++) {
            CommentPlaces places = CommentPlaces.of(syntax, i, layout);
            all.add(places);
            printer.add(roots.get(i), places);
        }
        return all.stream().anyMatch(CommentPlaces::hasLeftOver)
                ? Optional.empty()
                : Optional.of(printer.text());
    }

    /** Returns whether a text means what some documents in canonical form mean. */
    private boolean isSame(List<Node.Mapping> roots, String text, String name) {
        Diagnostics diagnostics = new Diagnostics(name);
        SourceText source = new SourceText(name, text.getBytes(StandardCharsets.UTF_8), false);
        SyntaxText syntax = SyntaxReader.read(source, settings.limits(), diagnostics);
        List<Document> documents = read(syntax, diagnostics);
        List<String> again =
                documents.stream()
                        .map(CanonicalForm::withSiblings)
                        .map(JsonPrinter::compact)
                        .toList();
        return errors(diagnostics).isEmpty()
                && again.equals(roots.stream().map(JsonPrinter::compact).toList());
    }
}
