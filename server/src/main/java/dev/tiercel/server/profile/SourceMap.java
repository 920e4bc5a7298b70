package dev.tiercel.server.profile;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the line numbers of a generated class stand for, from its source map (JSR 45). Numbers that
 * are not in it are lines of the document that the unit belongs to. Immutable.
 */
final class SourceMap {
    private static final Pattern FILE = Pattern.compile("(\\d+) (.*)");
    private static final Pattern LINE = Pattern.compile("(\\d+)#(\\d+):(\\d+)");

    private final Map<Integer, Place> placeByNumber;

    /** A line of another document than the own one. */
    record Place(String document, int line) {}

    private SourceMap(Map<Integer, Place> placeByNumber) {
        this.placeByNumber = placeByNumber;
    }

    /**
     * Reads a map.
     *
     * @param text may be empty
     */
    static SourceMap parse(String text) {
        Map<String, String> documentByFile = new HashMap<>();
        Map<Integer, Place> placeByNumber = new HashMap<>();
        for (String row : text.lines().toList()) {
            Matcher file = FILE.matcher(row);
            Matcher line = LINE.matcher(row);
            if (file.matches()) {
                documentByFile.put(file.group(1), file.group(2));
            } else if (line.matches()) {
                String document = documentByFile.getOrDefault(line.group(2), "");
                placeByNumber.put(
                        Integer.valueOf(line.group(3)),
                        new Place(document, Integer.parseInt(line.group(1))));
            }
        }
        return new SourceMap(placeByNumber);
    }

    /** Returns what a number stands for if it is a line of another document. */
    Optional<Place> place(int number) {
        return Optional.ofNullable(placeByNumber.get(number));
    }
}
