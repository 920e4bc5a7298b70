package dev.tiercel.server.route;

import dev.tiercel.frontend.syntax.Diagnostics;
import dev.tiercel.frontend.syntax.SourceText;
import dev.tiercel.ir.Diagnostic;
import dev.tiercel.server.store.ReleaseOrigin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The documents of several files as one set (CFG-24), with indexes that are distinct in the set.
 *
 * @param puts documents without errors of their own
 * @param diagnostics findings so far; a plan adds its own
 */
public record DocumentSet(List<ReleaseChange.Put> puts, Diagnostics diagnostics) {
    public DocumentSet {
        puts = List.copyOf(puts);
    }

    /**
     * Reads files that are registered together, with all findings about each; their documents may
     * use extensions of each other and of a registry.
     */
    public static DocumentSet read(Registry registry, List<SourceText> files) {
        List<ReadText> texts = texts(registry, files);
        Diagnostics all = new Diagnostics("files");
        List<ReleaseChange.Put> puts = new ArrayList<>();
        int offset = 0;
        for (int i = 0; i < texts.size(); i++) {
            ReadText read = texts.get(i);
            registry.checkFaulty(read, texts, read.diagnostics());
            for (ReadText.ReadDocument document : read.documents()) {
                puts.add(put(document, offset, files.get(i).name()));
            }
            for (Diagnostic finding : read.diagnostics().sorted()) {
                all.add(moved(finding, offset));
            }
            offset += Math.max(1, read.documentCount());
        }
        return new DocumentSet(puts, all);
    }

    private static List<ReadText> texts(Registry registry, List<SourceText> files) {
        Set<String> operations = new HashSet<>(registry.current().extensionOperations());
        List<ParsedText> parsed = files.stream().map(registry.frontEnd()::parse).toList();
        parsed.forEach(text -> operations.addAll(text.extensionOperations()));
        return parsed.stream()
                .map(text -> registry.frontEnd().read(text, Optional.empty(), operations))
                .toList();
    }

    private static ReleaseChange.Put put(ReadText.ReadDocument document, int offset, String file) {
        return new ReleaseChange.Put(
                new ReadText.ReadDocument(
                        offset + document.index(), document.document(), document.text()),
                Optional.empty(),
                Optional.of(file));
    }

    private static Diagnostic moved(Diagnostic finding, int offset) {
        return new Diagnostic(
                finding.code(),
                finding.message(),
                offset + finding.document(),
                finding.location(),
                finding.suggestion());
    }

    /** Returns the change that registers the set beside what is there. */
    public ReleaseChange change() {
        return new ReleaseChange(
                puts, List.of(), List.of(), false, ReleaseOrigin.START, Optional.empty());
    }
}
