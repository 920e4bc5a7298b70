package dev.tiercel.frontend.syntax;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * How a text is laid out, which its trees do not say: comments, blank lines, what stands on one
 * line, and scalars as they are written. Immutable.
 */
public final class SourceLayout {
    private final List<Comment> comments;
    private final Set<Integer> blankLines;
    private final Set<Position> oneLineCollections;
    private final Map<Position, Written> scalarByPosition;
    private final NavigableMap<Position, Position> dashes;
    private final List<Integer> documentLines;
    private final Optional<String> obstacle;

    private SourceLayout(Builder builder) {
        this.comments = List.copyOf(builder.comments);
        this.blankLines = Set.copyOf(builder.blankLines);
        this.oneLineCollections = Set.copyOf(builder.oneLineCollections);
        this.scalarByPosition = Map.copyOf(builder.scalarByPosition);
        this.dashes = Collections.unmodifiableNavigableMap(new TreeMap<>(builder.dashes));
        this.documentLines = List.copyOf(builder.documentLines);
        this.obstacle = builder.obstacle;
    }

    /**
     * A comment.
     *
     * @param text with its number sign
     * @param isOwnLine whether nothing else stands on its line
     */
    public record Comment(Position position, String text, boolean isOwnLine) {}

    /**
     * A scalar as it is written.
     *
     * @param value what it says
     * @param lines its source text by line, quotes and block indicators included
     * @param isBlock whether its content stands below an indicator
     */
    public record Written(String value, List<String> lines, boolean isBlock) {
        public Written {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Reads the layout of a text that has been parsed.
     *
     * @param text without byte order mark
     */
    public static SourceLayout of(Format format, String text) {
        return switch (format) {
            case JSON -> JsonLayoutReader.read(text);
            case YAML -> new YamlLayoutReader(text).read();
        };
    }

    /** Returns the comments in their order. */
    public List<Comment> comments() {
        return comments;
    }

    /** Returns whether nothing stands on a line, counted from 1. */
    public boolean isBlank(int line) {
        return blankLines.contains(line);
    }

    /** Returns whether the list or mapping that begins at a position ends on its line. */
    public boolean isOneLine(Position position) {
        return oneLineCollections.contains(position);
    }

    /** Returns the scalar that begins at a position, unless it has a tag. */
    public Optional<Written> scalar(Position position) {
        return Optional.ofNullable(scalarByPosition.get(position));
    }

    /** Returns the dash before an element of a list, or where the element itself begins. */
    public Position dashBefore(Position element) {
        Map.Entry<Position, Position> dash = dashes.lowerEntry(element);
        return dash == null ? element : dash.getValue();
    }

    /** Returns the lines on which separators begin documents. */
    public List<Integer> documentLines() {
        return documentLines;
    }

    /** Returns what of the text cannot be written again, if there is such a thing. */
    public Optional<String> obstacle() {
        return obstacle;
    }

    /** Collects a layout. Not thread-safe. */
    static final class Builder {
        private final List<Comment> comments = new ArrayList<>();
        private final Set<Integer> blankLines = new HashSet<>();
        private final Set<Position> oneLineCollections = new HashSet<>();
        private final Map<Position, Written> scalarByPosition = new HashMap<>();
        private final NavigableMap<Position, Position> dashes = new TreeMap<>(Position.ORDER);
        private final List<Integer> documentLines = new ArrayList<>();
        private Optional<String> obstacle = Optional.empty();

        void comment(Comment comment) {
            comments.add(comment);
        }

        void blankLine(int line) {
            blankLines.add(line);
        }

        void oneLineCollection(Position position) {
            oneLineCollections.add(position);
        }

        void scalar(Position position, Written written) {
            scalarByPosition.put(position, written);
        }

        void dash(Position position) {
            dashes.put(position, position);
        }

        void documentLine(int line) {
            documentLines.add(line);
        }

        /** Notes what cannot be written again; the first such thing counts. */
        void obstacle(String description) {
            obstacle = obstacle.or(() -> Optional.of(description));
        }

        SourceLayout build() {
            return new SourceLayout(this);
        }
    }
}
