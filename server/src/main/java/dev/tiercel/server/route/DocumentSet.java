package dev.tiercel.server.route;

import dev.tiercel.frontend.syntax.Diagnostics;
import dev.tiercel.frontend.syntax.SourceText;
import dev.tiercel.ir.Diagnostic;
import dev.tiercel.server.store.ReleaseOrigin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

    /** Reads files. */
    public static DocumentSet read(DocumentFrontEnd frontEnd, List<SourceText> files) {
        Diagnostics all = new Diagnostics("files");
        List<ReleaseChange.Put> puts = new ArrayList<>();
        int offset = 0;
        for (SourceText file : files) {
            ReadText read = frontEnd.read(file);
            for (ReadText.ReadDocument document : read.documents()) {
                puts.add(
                        new ReleaseChange.Put(
                                new ReadText.ReadDocument(
                                        offset + document.index(),
                                        document.document(),
                                        document.text()),
                                Optional.empty(),
                                Optional.of(file.name())));
            }
            for (Diagnostic finding : read.diagnostics().sorted()) {
                all.add(
                        new Diagnostic(
                                finding.code(),
                                finding.message(),
                                offset + finding.document(),
                                finding.location(),
                                finding.suggestion()));
            }
            offset += Math.max(1, read.documentCount());
        }
        return new DocumentSet(puts, all);
    }

    /** Returns the change that registers the set beside what is there. */
    public ReleaseChange change() {
        return new ReleaseChange(
                puts, List.of(), List.of(), false, ReleaseOrigin.START, Optional.empty());
    }
}
