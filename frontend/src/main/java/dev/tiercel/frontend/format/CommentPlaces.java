package dev.tiercel.frontend.format;

import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.frontend.syntax.Position;
import dev.tiercel.frontend.syntax.SourceLayout;
import dev.tiercel.frontend.syntax.SourceLayout.Comment;
import dev.tiercel.frontend.syntax.SyntaxText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which member or element of a document each comment is about, so that it moves with that. What the
 * printer takes is gone; what is left in the end had no place. Not thread-safe.
 */
final class CommentPlaces {
    private final SourceLayout layout;
    private final List<Item> items = new ArrayList<>();
    private final List<String> header = new ArrayList<>();
    private final List<String> trailer = new ArrayList<>();
    private final Map<Place, List<String>> before = new HashMap<>();
    private final Map<Place, List<String>> after = new HashMap<>();
    private final Map<Place, String> beside = new HashMap<>();

    /**
     * Finds the places of comments.
     *
     * @param root the document as written
     * @param comments those of this document
     */
    private CommentPlaces(Node root, SourceLayout layout, List<Comment> comments) {
        this(layout);
        collect(root);
        items.sort(Comparator.comparing(Item::start, Position.ORDER));
        comments.forEach(this::put);
        if (!header.isEmpty() && layout.isBlank(items.getFirst().start().line() - 1)) {
            header.add("");
        }
    }

    /**
     * Finds the places of the comments of a document: those between the separators around it.
     *
     * @param index of the document in its text
     */
    static CommentPlaces of(SyntaxText syntax, int index, SourceLayout layout) {
        int from = index == 0 ? 0 : separatorBefore(syntax, index, layout);
        int to =
                index + 1 == syntax.documents().size()
                        ? Integer.MAX_VALUE
                        : separatorBefore(syntax, index + 1, layout);
        List<Comment> comments =
                layout.comments().stream()
                        .filter(c -> c.position().line() >= from && c.position().line() < to)
                        .toList();
        return new CommentPlaces(syntax.documents().get(index).root(), layout, comments);
    }

    private static int separatorBefore(SyntaxText syntax, int index, SourceLayout layout) {
        int line = syntax.documents().get(index).root().position().line();
        return layout.documentLines().stream()
                .filter(l -> l <= line)
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
    }

    /** Returns no places, because there are no comments. */
    static CommentPlaces none(SourceLayout layout) {
        return new CommentPlaces(layout);
    }

    private CommentPlaces(SourceLayout layout) {
        this.layout = layout;
    }

    /** A member of a mapping by the place of its key, or an element of a list. */
    record Place(Position position, boolean isElement) {}

    /**
     * A member or element.
     *
     * @param start of the key, or of the dash before the element
     */
    private record Item(Place place, Position start) {}

    private void collect(Node node) {
        if (layout.isOneLine(node.position())) {
            return;
        }
        switch (node) {
            case Node.Scalar _ -> {}
            case Node.Sequence sequence -> {
                for (Node element : sequence.items()) {
                    Position position = element.position();
                    items.add(new Item(new Place(position, true), layout.dashBefore(position)));
                    collect(element);
                }
            }
            case Node.Mapping mapping -> {
                for (Node.Entry entry : mapping.entries()) {
                    Position position = entry.keyPosition();
                    items.add(new Item(new Place(position, false), position));
                    collect(entry.value());
                }
            }
        }
    }

    private void put(Comment comment) {
        int next = 0;
        while (next < items.size()
                && Position.ORDER.compare(items.get(next).start(), comment.position()) < 0) {
            next++;
        }
        if (next == 0 && !items.isEmpty()) {
            add(header, comment);
        } else if (items.isEmpty()) {
            add(trailer, comment);
        } else if (!comment.isOwnLine()) {
            putBeside(items.get(next - 1).place(), comment);
        } else {
            putOwnLine(comment, next);
        }
    }

    private void putBeside(Place place, Comment comment) {
        if (beside.putIfAbsent(place, comment.text()) != null) {
            add(after.computeIfAbsent(place, _ -> new ArrayList<>()), comment);
        }
    }

    private void putOwnLine(Comment comment, int next) {
        int column = comment.position().column();
        if (next == items.size() && column <= items.getFirst().start().column()) {
            add(trailer, comment);
            return;
        }
        Optional<Item> following =
                next < items.size() ? Optional.of(items.get(next)) : Optional.empty();
        if (following.filter(item -> column <= item.start().column()).isPresent()) {
            add(before.computeIfAbsent(following.get().place(), _ -> new ArrayList<>()), comment);
            return;
        }
        for (int i = next - 1; i >= 0; i--) {
            if (items.get(i).start().column() <= column) {
                add(after.computeIfAbsent(items.get(i).place(), _ -> new ArrayList<>()), comment);
                return;
            }
        }
        add(trailer, comment);
    }

    /** Adds a comment, and an empty line if there is one above it. */
    private void add(List<String> texts, Comment comment) {
        if (comment.isOwnLine() && layout.isBlank(comment.position().line() - 1)) {
            texts.add("");
        }
        texts.add(comment.text());
    }

    /** Adds a comment above the member or element at a position. */
    void mark(Position position, String text) {
        Optional<Place> place =
                items.stream()
                        .filter(item -> Position.ORDER.compare(item.start(), position) <= 0)
                        .reduce((_, last) -> last)
                        .map(Item::place);
        if (place.isEmpty()) {
            header.add(text);
            return;
        }
        Place element = new Place(place.get().position(), true);
        boolean isFirst = items.stream().anyMatch(item -> item.place().equals(element));
        List<String> lines =
                before.computeIfAbsent(isFirst ? element : place.get(), _ -> new ArrayList<>());
        if (!lines.contains(text)) {
            lines.add(text);
        }
    }

    /** Takes the comments above the document. */
    List<String> takeHeader() {
        return take(header);
    }

    /** Takes the comments below the document. */
    List<String> takeTrailer() {
        return take(trailer);
    }

    /** Takes the lines above an item: comments, and empty lines as empty texts. */
    List<String> takeBefore(Place place) {
        List<String> lines = new ArrayList<>();
        Optional.ofNullable(before.remove(place)).ifPresent(lines::addAll);
        Position start = place.isElement() ? layout.dashBefore(place.position()) : place.position();
        if (layout.isBlank(start.line() - 1)) {
            lines.add("");
        }
        return lines;
    }

    /** Takes the comment on the line on which an item begins. */
    Optional<String> takeBeside(Place place) {
        return Optional.ofNullable(beside.remove(place));
    }

    /** Takes the lines below an item. */
    List<String> takeAfter(Place place) {
        List<String> lines = after.remove(place);
        return lines == null ? List.of() : lines;
    }

    /** Returns whether some comment has not been taken. */
    boolean hasLeftOver() {
        return !header.isEmpty()
                || !trailer.isEmpty()
                || !before.isEmpty()
                || !after.isEmpty()
                || !beside.isEmpty();
    }

    private static List<String> take(List<String> texts) {
        List<String> taken = List.copyOf(texts);
        texts.clear();
        return taken;
    }
}
