package dev.tiercel.frontend.format;

import dev.tiercel.frontend.check.CheckSettings;
import dev.tiercel.frontend.check.DocumentChecks;
import dev.tiercel.frontend.check.KnownFunctions;
import dev.tiercel.frontend.document.DialectConversion;
import dev.tiercel.frontend.document.Document;
import dev.tiercel.frontend.document.DocumentReader;
import dev.tiercel.frontend.document.DocumentSettings;
import dev.tiercel.frontend.syntax.Diagnostics;
import dev.tiercel.frontend.syntax.Format;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.frontend.syntax.Position;
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
import java.util.Set;

/** Rewrites texts of documents in notations that are not accepted (CFG-26). Immutable. */
public final class DocumentMigrator {
    private static final String MARK = "# migrate: ";
    private static final int FIXES_MAX = 1000;

    /** What only the server that documents are registered with can say. */
    private static final Set<DiagnosticCode> NOT_ABOUT_NOTATION =
            EnumSet.of(DiagnosticCode.UNKNOWN_DATABASE, DiagnosticCode.UNKNOWN_FUNCTION);

    private final DocumentSettings settings;

    public DocumentMigrator(DocumentSettings settings) {
        this.settings = settings;
    }

    /**
     * What became of a text.
     *
     * @param text as far as it could be converted, with a comment above what could not
     * @param isConverted whether anything was converted; marks alone convert nothing
     * @param left what could not be converted
     */
    public record Migrated(String text, boolean isConverted, List<Diagnostic> left) {
        public Migrated {
            left = List.copyOf(left);
        }
    }

    /**
     * Converts a text.
     *
     * @param fixes whether suggestions about expressions are applied as well
     */
    public Migrated migrate(SourceText source, boolean fixes) {
        Diagnostics diagnostics = new Diagnostics(source.name());
        SyntaxText syntax = read(source, diagnostics);
        if (syntax.documents().isEmpty()) {
            return new Migrated(DocumentFormatter.text(source), false, errors(diagnostics));
        }
        SourceLayout layout = SourceLayout.of(syntax.format(), DocumentFormatter.text(source));
        if (layout.obstacle().isPresent()) {
            return unwritable(source, layout.obstacle().get());
        }
        String text = print(source, syntax, layout);
        if (fixes) {
            text = fixed(source.name(), text);
        }
        boolean isConverted = !text.equals(DocumentFormatter.text(source));
        return marked(source.name(), text, isConverted);
    }

    private Migrated unwritable(SourceText source, String obstacle) {
        List<Diagnostic> found = findings(source).stream().filter(Diagnostic::isError).toList();
        if (found.isEmpty()) {
            return new Migrated(DocumentFormatter.text(source), false, List.of());
        }
        Diagnostic first = found.getFirst();
        List<Diagnostic> left = new ArrayList<>(found);
        left.add(
                new Diagnostic(
                        first.code(),
                        "The text is left as it is, because "
                                + obstacle
                                + " cannot be written again",
                        first.document(),
                        first.location(),
                        first.suggestion()));
        return new Migrated(DocumentFormatter.text(source), false, left);
    }

    private SyntaxText read(SourceText source, Diagnostics diagnostics) {
        return SyntaxReader.readWithDuplicates(source, settings.limits(), diagnostics);
    }

    private static List<Diagnostic> errors(Diagnostics diagnostics) {
        return diagnostics.sorted().stream()
                .filter(Diagnostic::isError)
                .filter(d -> !NOT_ABOUT_NOTATION.contains(d.code()))
                .toList();
    }

    /** Returns the converted text; one that needs no conversion as it is written. */
    private static String print(SourceText source, SyntaxText syntax, SourceLayout layout) {
        List<List<Node>> converted =
                syntax.documents().stream()
                        .map(SourceDocument::root)
                        .map(DialectConversion::convert)
                        .toList();
        boolean isChanged = false;
        for (int i = 0; i < converted.size(); i++) {
            isChanged |= !converted.get(i).equals(List.of(syntax.documents().get(i).root()));
        }
        return isChanged ? print(syntax, converted, layout) : DocumentFormatter.text(source);
    }

    private static String print(SyntaxText syntax, List<List<Node>> roots, SourceLayout layout) {
        return switch (syntax.format()) {
            case JSON -> {
                List<Node.Mapping> all =
                        roots.stream().flatMap(List::stream).map(Node.Mapping.class::cast).toList();
                yield JsonPrinter.documents(all, all.size() > 1, layout::isOneLine);
            }
            case YAML -> {
                YamlPrinter printer = new YamlPrinter(layout);
                for (int i = 0; i < roots.size(); i++) {
                    CommentPlaces places = CommentPlaces.of(syntax, i, layout);
                    for (Node root : roots.get(i)) {
                        printer.add((Node.Mapping) root, places);
                    }
                }
                yield printer.text();
            }
        };
    }

    private String fixed(String name, String text) {
        String current = text;
        for (int i = 0; i < FIXES_MAX; i++) {
            SourceText source = source(name, current);
            List<Diagnostic> found = findings(source);
            Diagnostics ignored = new Diagnostics(name);
            SyntaxText syntax = read(source, ignored);
            SourceLayout layout = SourceLayout.of(syntax.format(), current);
            String next = current;
            for (Diagnostic finding : found) {
                List<List<Node>> roots = Corrections.apply(finding, syntax);
                if (!roots.isEmpty()) {
                    next = print(syntax, roots, layout);
                    break;
                }
            }
            if (next.equals(current)) {
                return current;
            }
            current = next;
        }
        return current;
    }

    /** Marks what is still not accepted. */
    private Migrated marked(String name, String text, boolean isConverted) {
        SourceText source = source(name, text);
        List<Diagnostic> left =
                findings(source).stream()
                        .filter(Diagnostic::isError)
                        .filter(d -> !NOT_ABOUT_NOTATION.contains(d.code()))
                        .toList();
        SyntaxText syntax = read(source, new Diagnostics(name));
        if (left.isEmpty() || syntax.format() == Format.JSON) {
            return new Migrated(text, isConverted, left);
        }
        SourceLayout layout = SourceLayout.of(Format.YAML, text);
        YamlPrinter printer = new YamlPrinter(layout);
        for (SourceDocument document : syntax.documents()) {
            CommentPlaces places = CommentPlaces.of(syntax, document.index(), layout);
            for (Diagnostic finding : left) {
                if (finding.document() == document.index()) {
                    Diagnostic.Location at = finding.location();
                    places.mark(
                            new Position(at.line(), at.column()),
                            MARK + finding.message().replace('\n', ' '));
                }
            }
            printer.add((Node.Mapping) document.root(), places);
        }
        return new Migrated(printer.text(), isConverted, left);
    }

    private static SourceText source(String name, String text) {
        return new SourceText(name, text.getBytes(StandardCharsets.UTF_8), false);
    }

    /** Returns everything that is found in a text by itself. */
    private List<Diagnostic> findings(SourceText source) {
        Diagnostics diagnostics = new Diagnostics(source.name());
        SyntaxText syntax = SyntaxReader.read(source, settings.limits(), diagnostics);
        List<Document> documents = DocumentReader.read(syntax, settings, diagnostics);
        for (Document document : documents) {
            syntax.documents().stream()
                    .filter(s -> s.root().equals(document.syntax()))
                    .forEach(s -> diagnostics.startDocument(s.index()));
            DocumentChecks.check(
                    document,
                    KnownFunctions.NONE,
                    new CheckSettings(Set.of(), settings.limits()),
                    diagnostics);
        }
        return diagnostics.sorted();
    }
}
