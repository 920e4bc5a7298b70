package dev.tiercel.server.profile;

import dev.tiercel.frontend.document.DocumentKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;

/**
 * Which lines of documents the frames of generated classes stand for, from what a recording says
 * about documents and classes. Not thread-safe.
 */
final class DocumentLines {
    static final String COMPILED_CLASS = "dev.tiercel.CompiledClass";

    private final Map<Long, Source> sourceByClass = new HashMap<>();
    private final Map<Named, Set<String>> filesByDocument = new HashMap<>();

    /** Where the code of a class comes from. */
    private record Source(String document, SourceMap map) {}

    private record Named(String kind, String name) {}

    /** Takes note of an event of any type. */
    void accept(RecordedEvent event) {
        switch (event.getEventType().getName()) {
            case COMPILED_CLASS ->
                    Optional.ofNullable(event.getClass("compiledClass"))
                            .ifPresent(type ->
                                    sourceByClass.computeIfAbsent(
                                            type.getId(), _ -> source(event)));
            case DocumentEvents.DOCUMENT ->
                    filesByDocument
                            .computeIfAbsent(
                                    new Named(event.getString("kind"), event.getString("name")),
                                    _ -> new HashSet<>())
                            .add(event.getString("file"));
            default -> {
                // The other events say nothing about lines.
            }
        }
    }

    private static Source source(RecordedEvent event) {
        return new Source(
                event.getString("document"), SourceMap.parse(event.getString("sourceMap")));
    }

    /**
     * Returns the line of a frame, such as {@code checkout.yaml:12}, or the file alone if the frame
     * is at no line; nothing if its class is none of a unit.
     */
    Optional<String> of(RecordedFrame frame) {
        RecordedClass type = frame.getMethod().getType();
        return Optional.ofNullable(sourceByClass.get(type.getId()))
                .map(source -> text(source, frame.getLineNumber()));
    }

    private String text(Source source, int number) {
        if (number <= 0) {
            return file(DocumentKind.ROUTE, source.document()).orElse(source.document());
        }
        return source.map()
                .place(number)
                .map(place -> callee(place.document()) + ":" + place.line())
                .orElseGet(() -> text(source, 0) + ":" + number);
    }

    private String callee(String document) {
        return file(DocumentKind.FUNCTION, document)
                .or(() -> file(DocumentKind.EXTENSION, document))
                .orElse(document);
    }

    /** Returns the file of a document; nothing if there is none or documents share the name. */
    private Optional<String> file(DocumentKind kind, String name) {
        Set<String> files = filesByDocument.getOrDefault(new Named(kind.text(), name), Set.of());
        return files.size() == 1 ? Optional.of(files.iterator().next()) : Optional.empty();
    }
}
