package dev.tiercel.frontend.document;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The path of a route (DOC-13). Text of literal segments is decoded. */
public record RoutePath(String pattern, List<Segment> segments) {
    public RoutePath {
        segments = List.copyOf(segments);
    }

    /** Part of a path between slashes. */
    public sealed interface Segment {
        record Literal(String text) implements Segment {}

        record Parameter(String name) implements Segment {}

        /** The rest of the path, at least one segment; only as the last segment. */
        record Wildcard(String name) implements Segment {}
    }

    /** Returns the names of parameters and of the wildcard in order. */
    public List<String> parameterNames() {
        return segments.stream()
                .flatMap(s ->
                        switch (s) {
                            case Segment.Literal _ -> Stream.<String>empty();
                            case Segment.Parameter(var name) -> Stream.of(name);
                            case Segment.Wildcard(var name) -> Stream.of(name);
                        })
                .toList();
    }

    /**
     * Returns the path with parameter names removed; equal for paths that match the same requests.
     */
    public String normalized() {
        return segments.stream()
                .map(s ->
                        switch (s) {
                            case Segment.Literal(var text) ->
                                    text.replace("%", "%25").replace("/", "%2F");
                            case Segment.Parameter _ -> "%:";
                            case Segment.Wildcard _ -> "%*";
                        })
                .collect(Collectors.joining("/", "/", ""));
    }
}
