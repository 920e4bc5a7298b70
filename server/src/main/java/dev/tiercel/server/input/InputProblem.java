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
    /** So many problems are listed at most (HTTP-20). */
    static final int LISTED_MAX = 100;

    private static final JsonText.Name IN = JsonText.Name.of("in");
    private static final JsonText.Name NAME = JsonText.Name.of("name");
    private static final JsonText.Name POINTER = JsonText.Name.of("pointer");
    private static final JsonText.Name CODE = JsonText.Name.of("code");
    private static final JsonText.Name MESSAGE = JsonText.Name.of("message");

    /** Where the problem is. */
    public sealed interface Place {
        record Name(String name) implements Place {}

        record Pointer(String pointer) implements Place {}
    }

    /** Returns the JSON array of the first problems. */
    public static String json(List<InputProblem> problems) {
        return JsonText.array(list -> write(problems, list));
    }

    /** Writes the first problems as elements. */
    public static void write(List<InputProblem> problems, JsonText list) {
        int count = Math.min(problems.size(), LISTED_MAX);
        for (int i = 0; i < count; i++) {
            list.elementObject(problems.get(i)::write);
        }
    }

    private void write(JsonText json) {
        json.field(IN, in);
        switch (place) {
            case Place.Name(var name) -> json.field(NAME, name);
            case Place.Pointer(var pointer) -> json.field(POINTER, pointer);
        }
        json.field(CODE, code).field(MESSAGE, message);
    }
}
