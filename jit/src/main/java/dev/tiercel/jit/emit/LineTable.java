package dev.tiercel.jit.emit;

import dev.tiercel.ir.Program;
import dev.tiercel.ir.SourceLocation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The line numbers of one generated class. Lines of the document that the unit belongs to keep
 * their numbers. A class has code of other documents as well, whose functions the unit calls: their
 * lines get numbers after the greatest of the own ones, and a source map says what they stand for.
 * Immutable.
 *
 * <p>The map is that of JSR 45, "Debugging Support for Other Languages", with one stratum.
 */
final class LineTable {
    /** The greatest number that a class file can hold. */
    static final int LINE_MAX = 0xFFFF;

    private static final int NO_LINE = 0;

    /** A line of another document. */
    private record Foreign(String document, int line) {}

    private final String source;
    private final int ownMax;
    private final int[] lineByLocation;
    private final Map<Foreign, Integer> numberByForeign;

    private LineTable(
            String source,
            int ownMax,
            int[] lineByLocation,
            Map<Foreign, Integer> numberByForeign) {
        this.source = source;
        this.ownMax = ownMax;
        this.lineByLocation = lineByLocation;
        this.numberByForeign = numberByForeign;
    }

    /** Returns the numbers for the locations of a program. */
    static LineTable of(Program program) {
        List<SourceLocation> locations = program.locations();
        String source = locations.isEmpty() ? program.name() : locations.getFirst().document();
        int ownMax = 0;
        for (SourceLocation location : locations) {
            if (location.document().equals(source) && location.line() <= LINE_MAX) {
                ownMax = Math.max(ownMax, location.line());
            }
        }
        int[] lines = new int[locations.size()];
        Map<Foreign, Integer> numberByForeign = new LinkedHashMap<>();
        for (int i = 0; i < lines.length; i++) {
            SourceLocation location = locations.get(i);
            if (location.document().equals(source)) {
                lines[i] = location.line() <= LINE_MAX ? location.line() : NO_LINE;
            } else {
                lines[i] = number(location, ownMax, numberByForeign);
            }
        }
        return new LineTable(source, ownMax, lines, numberByForeign);
    }

    private static int number(
            SourceLocation location, int ownMax, Map<Foreign, Integer> numberByForeign) {
        Foreign foreign = new Foreign(location.document(), location.line());
        Integer known = numberByForeign.get(foreign);
        if (known != null) {
            return known;
        }
        int next = ownMax + numberByForeign.size() + 1;
        if (next > LINE_MAX) {
            return NO_LINE;
        }
        numberByForeign.put(foreign, next);
        return next;
    }

    /** Returns the name of the document that the unit belongs to. */
    String source() {
        return source;
    }

    /** Returns the number for the line of a location; 0 if it has none. */
    int line(int location) {
        return location >= 0 && location < lineByLocation.length
                ? lineByLocation[location]
                : NO_LINE;
    }

    /** Returns the source map; empty if all numbers are lines of the own document. */
    Optional<String> sourceMap() {
        if (numberByForeign.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Integer> fileByDocument = new LinkedHashMap<>(Map.of(source, 1));
        StringBuilder lines = new StringBuilder();
        if (ownMax > 0) {
            lines.append("1#1,").append(ownMax).append(":1\n");
        }
        numberByForeign.forEach((foreign, number) -> {
            int next = fileByDocument.size() + 1;
            int file = fileByDocument.computeIfAbsent(foreign.document(), _ -> next);
            lines.append(foreign.line()).append('#').append(file);
            lines.append(':').append(number).append('\n');
        });
        StringBuilder map = new StringBuilder("SMAP\n");
        map.append(oneLine(source)).append("\nTiercel\n*S Tiercel\n*F\n");
        fileByDocument.forEach((document, file) ->
                map.append(file).append(' ').append(oneLine(document)).append('\n'));
        return Optional.of(map.append("*L\n").append(lines).append("*E\n").toString());
    }

    /** The map is read by lines, while the name of a route may have any characters. */
    private static String oneLine(String name) {
        return name.replace('\n', ' ').replace('\r', ' ');
    }
}
