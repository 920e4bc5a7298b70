package dev.tiercel.server.cli;

import dev.tiercel.ir.Diagnostic;
import java.io.PrintWriter;
import java.util.List;

/** Findings as lines for people. */
final class FindingText {
    private FindingText() {}

    static void print(List<Diagnostic> findings, PrintWriter to) {
        Terminal terminal = Terminal.current();
        for (Diagnostic finding : findings) {
            Diagnostic.Location place = finding.location();
            String severity =
                    finding.isError() ? terminal.red("error") : terminal.yellow("warning");
            to.println(
                    place.source()
                            + ":"
                            + place.line()
                            + ":"
                            + place.column()
                            + ": "
                            + severity
                            + " "
                            + finding.code()
                            + ": "
                            + finding.message()
                            + finding.suggestion().map(s -> " [" + s + "]").orElse(""));
        }
    }
}
