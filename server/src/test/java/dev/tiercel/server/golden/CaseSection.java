package dev.tiercel.server.golden;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a case file: what follows a line {@code --- kind argument}, without blank lines and
 * comments at its end.
 *
 * @param line number of the heading in the file
 */
record CaseSection(String kind, String argument, int line, List<String> lines) {
    private static final Pattern HEADING = Pattern.compile("--- ([a-z]+)(?: (.*))?");

    CaseSection {
        lines = List.copyOf(lines);
    }

    static List<CaseSection> read(List<String> file) {
        List<CaseSection> sections = new ArrayList<>();
        for (int i = 0; i < file.size(); i++) {
            Matcher heading = HEADING.matcher(file.get(i));
            if (heading.matches()) {
                int end = i + 1;
                while (end < file.size() && !HEADING.matcher(file.get(end)).matches()) {
                    end++;
                }
                String argument = heading.group(2) == null ? "" : heading.group(2);
                sections.add(
                        new CaseSection(
                                heading.group(1),
                                argument,
                                i + 1,
                                withoutEnd(file.subList(i + 1, end))));
            }
        }
        return sections;
    }

    String text() {
        return String.join("\n", lines);
    }

    private static List<String> withoutEnd(List<String> lines) {
        int end = lines.size();
        while (end > 0 && (lines.get(end - 1).isBlank() || lines.get(end - 1).startsWith("#"))) {
            end--;
        }
        return lines.subList(0, end);
    }
}
