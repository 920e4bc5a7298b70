package dev.tiercel.server.golden;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Section {@code request}: {@code METHOD /path?query} with lines of headers, a blank line and the
 * body; or, without argument, the body of a request to the route that was registered last.
 *
 * @param target path and query; empty for the route that was registered last
 * @param headers with names in lower case
 */
record CaseRequest(String method, String target, Map<String, String> headers, String body) {
    static final CaseRequest EMPTY = new CaseRequest("POST", "", Map.of(), "");

    static CaseRequest ofBody(String body) {
        return new CaseRequest("POST", "", Map.of(), body);
    }

    static CaseRequest parse(CaseSection section) {
        if (section.argument().isEmpty()) {
            return ofBody(section.text().strip());
        }
        String[] parts = section.argument().split(" ", 2);
        int blank = blankLine(section.lines());
        return new CaseRequest(
                parts[0],
                parts[1],
                headers(section.lines().subList(0, blank)),
                String.join("\n", section.lines().subList(blank, section.lines().size())).strip());
    }

    static Map<String, String> headers(List<String> lines) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            headers.merge(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip(),
                    (first, second) -> first + ", " + second);
        }
        return headers;
    }

    private static int blankLine(List<String> lines) {
        int blank = 0;
        while (blank < lines.size() && !lines.get(blank).isBlank()) {
            blank++;
        }
        return blank;
    }
}
