package dev.tiercel.server.input;

import dev.tiercel.server.text.JsonText;
import java.util.List;

/**
 * What is wrong with a request that a route does not accept: an element of {@code errors}
 * (HTTP-20).
 *
 * @param in {@code path}, {@code query}, {@code header} or {@code body}
 * @param place member that names the place: {@code name} of a parameter, {@code pointer} into the
 *     body
 * @param code {@code required}, {@code type}, {@code pattern}, or the keyword of JSON Schema
 */
public record InputProblem(String in, Place place, String code, String message) {
    private static final int LISTED_MAX = 100;

    /** Where the problem is. */
    public sealed interface Place {
        record Name(String name) implements Place {}

        record Pointer(String pointer) implements Place {}
    }

    /** Returns the JSON array of the first problems. */
    public static String json(List<InputProblem> problems) {
        return JsonText.array(list ->
                problems.stream()
                        .limit(LISTED_MAX)
                        .forEach(problem -> list.elementObject(problem::write)));
    }

    private void write(JsonText json) {
        json.field("in", in);
        switch (place) {
            case Place.Name(var name) -> json.field("name", name);
            case Place.Pointer(var pointer) -> json.field("pointer", pointer);
        }
        json.field("code", code).field("message", message);
    }
}
