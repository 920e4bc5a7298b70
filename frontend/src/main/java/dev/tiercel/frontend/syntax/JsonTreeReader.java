package dev.tiercel.frontend.syntax;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/** Reads JSON into trees. A list at the top holds the documents. Not thread-safe; for one text. */
final class JsonTreeReader {
    // The size of the text bounds every token, and this reader bounds the nesting.
    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(Integer.MAX_VALUE)
                                    .maxNumberLength(Integer.MAX_VALUE)
                                    .maxNameLength(Integer.MAX_VALUE)
                                    .maxStringLength(Integer.MAX_VALUE)
                                    .build())
                    .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
                    .build();

    private final String text;
    private final DocumentCollector documents;
    private final TextPositions positions;
    private final JsonParser parser;
    private boolean isComplete;

    JsonTreeReader(String text, DocumentCollector documents) {
        this.text = text;
        this.documents = documents;
        this.positions = new TextPositions(text);
        this.parser = FACTORY.createParser(ObjectReadContext.empty(), WellFormedText.ofJson(text));
    }

    /**
     * Reads the whole text.
     *
     * @throws SyntaxFault if it is no JSON or exceeds a limit
     */
    void read() {
        try {
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                documents.startList();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    readDocument();
                }
            } else {
                readDocument();
            }
            isComplete = true;
            if (parser.nextToken() != null) {
                throw fault(JsonFaults.END_EXPECTED, tokenOffset());
            }
        } catch (StreamReadException e) {
            int offset = (int) Math.clamp(e.getLocation().getCharOffset(), 0L, text.length());
            throw fault(
                    isComplete
                            ? JsonFaults.END_EXPECTED
                            : JsonFaults.describe(e.getOriginalMessage()),
                    offset);
        }
    }

    private void readDocument() {
        int start = tokenOffset();
        Node root = node(Pointer.ROOT, 1);
        int end = (int) parser.currentLocation().getCharOffset();
        documents.add(root, text.substring(start, end));
    }

    /** Returns the value that begins with the current token. */
    private Node node(Pointer pointer, int depth) {
        Position position = position();
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                documents.checkDepth(depth, position, pointer);
                yield mapping(position, pointer, depth);
            }
            case START_ARRAY -> {
                documents.checkDepth(depth, position, pointer);
                yield sequence(position, pointer, depth);
            }
            case VALUE_STRING -> string(position, pointer);
            case VALUE_NUMBER_INT -> number(Numbers.integer(parser.getString()), position, pointer);
            case VALUE_NUMBER_FLOAT ->
                    number(Numbers.decimal(parser.getString()), position, pointer);
            case VALUE_TRUE -> scalar(true, position, pointer);
            case VALUE_FALSE -> scalar(false, position, pointer);
            case VALUE_NULL ->
                    new Node.Scalar(
                            null, "null", position, pointer, Optional.empty(), Optional.empty());
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
                    throw new IllegalStateException("No value: " + parser.currentToken());
        };
    }

    private Node.Mapping mapping(Position position, Pointer pointer, int depth) {
        List<Node.Entry> entries = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName().intern();
            Position keyPosition = position();
            Pointer member = pointer.member(key);
            parser.nextToken();
            Node value = node(member, depth + 1);
            boolean isNew = keys.add(key);
            if (isNew || documents.keepsDuplicates()) {
                entries.add(new Node.Entry(key, keyPosition, value));
            }
            if (!isNew) {
                documents.reportDuplicateKey(key, keyPosition, member);
            }
        }
        return new Node.Mapping(entries, position, pointer, Optional.empty());
    }

    private Node.Sequence sequence(Position position, Pointer pointer, int depth) {
        List<Node> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node(pointer.element(items.size()), depth + 1));
        }
        return new Node.Sequence(items, position, pointer, Optional.empty());
    }

    private Node.Scalar string(Position position, Pointer pointer) {
        String value = parser.getString();
        int start = tokenOffset() + 1;
        boolean isVerbatim =
                text.startsWith(value, start) && text.startsWith("\"", start + value.length());
        Optional<Position> content =
                isVerbatim
                        ? Optional.of(new Position(position.line(), position.column() + 1))
                        : Optional.empty();
        return new Node.Scalar(value, value, position, pointer, Optional.empty(), content);
    }

    private Node.Scalar number(Optional<Object> value, Position position, Pointer pointer) {
        if (value.isEmpty()) {
            throw fault("a number is too large", tokenOffset());
        }
        return scalar(value.get(), position, pointer);
    }

    private Node.Scalar scalar(Object value, Position position, Pointer pointer) {
        return new Node.Scalar(
                value, parser.getString(), position, pointer, Optional.empty(), Optional.empty());
    }

    private int tokenOffset() {
        return (int) parser.currentTokenLocation().getCharOffset();
    }

    private Position position() {
        return positions.at(tokenOffset());
    }

    private SyntaxFault fault(String description, int offset) {
        return SyntaxFault.of(Format.JSON, description, positions.at(offset));
    }
}
