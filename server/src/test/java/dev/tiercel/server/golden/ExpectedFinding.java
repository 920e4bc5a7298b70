package dev.tiercel.server.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.ir.Diagnostic;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line of section {@code rejected} or {@code warnings}: {@code CODE line:column /pointer
 * "message" → suggestion}, of which everything but the code may be missing.
 */
record ExpectedFinding(
        String code,
        @Nullable String line,
        @Nullable String column,
        @Nullable String pointer,
        @Nullable String message,
        @Nullable String suggestion) {
    private static final Pattern LINE =
            Pattern.compile(
                    "([A-Z_0-9]+)(?: (\\d+)(?::(\\d+))?)?(?: (/\\S*))?(?: \"(.*)\")?(?: → (.*))?");

    static List<ExpectedFinding> parse(CaseSection section) {
        return section.lines().stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(ExpectedFinding::parse)
                .toList();
    }

    private static ExpectedFinding parse(String text) {
        Matcher parts = LINE.matcher(text);
        assertThat(parts.matches()).as("finding `%s`", text).isTrue();
        return new ExpectedFinding(
                String.valueOf(parts.group(1)),
                parts.group(2),
                parts.group(3),
                parts.group(4),
                parts.group(5),
                parts.group(6));
    }

    /** Compares findings one by one; what an expectation leaves open is taken from the finding. */
    static void check(List<ExpectedFinding> expected, List<Diagnostic> found) {
        StringBuilder wanted = new StringBuilder();
        StringBuilder actual = new StringBuilder();
        for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
            if (i < expected.size()) {
                wanted.append(expected.get(i).filled(i < found.size() ? found.get(i) : null));
            }
            if (i < found.size()) {
                actual.append(text(found.get(i)));
            }
        }
        assertThat(actual.toString()).isEqualTo(wanted.toString());
    }

    private String filled(@Nullable Diagnostic other) {
        String open = "…";
        return "%s %s:%s %s \"%s\" → %s%n"
                .formatted(
                        code,
                        line != null ? line : other == null ? open : other.location().line(),
                        column != null ? column : other == null ? open : other.location().column(),
                        pointer != null
                                ? pointer
                                : other == null ? open : other.location().pointer(),
                        message != null ? message : other == null ? open : other.message(),
                        suggestion != null
                                ? suggestion
                                : other == null ? open : other.suggestion().orElse("none"));
    }

    private static String text(Diagnostic finding) {
        return "%s %s:%s %s \"%s\" → %s%n"
                .formatted(
                        finding.code(),
                        finding.location().line(),
                        finding.location().column(),
                        finding.location().pointer(),
                        finding.message(),
                        finding.suggestion().orElse("none"));
    }
}
