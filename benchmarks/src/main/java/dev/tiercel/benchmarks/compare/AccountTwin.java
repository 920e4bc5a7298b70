package dev.tiercel.benchmarks.compare;

import dev.tiercel.benchmarks.JsonBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A registration that was read and checked by hand.
 *
 * @param problems as JSON, without their brackets
 */
record AccountTwin(String email, String name, List<String> problems) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s.]+");
    private static final int NAME_LENGTH_MIN = 2;
    private static final int AGE_MIN = 18;
    private static final int TAGS_MAX = 5;

    AccountTwin {
        problems = List.copyOf(problems);
    }

    static AccountTwin read(byte[] body) {
        String email = "";
        String name = "";
        long age = 0;
        int tags = 0;
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            parser.nextToken();
            for (String key = parser.nextName(); key != null; key = parser.nextName()) {
                parser.nextToken();
                switch (key) {
                    case "email" -> email = parser.getString();
                    case "name" -> name = parser.getString();
                    case "age" -> age = parser.getLongValue();
                    case "tags" -> tags = count(parser);
                    default -> parser.skipChildren();
                }
            }
        }
        List<String> problems = new ArrayList<>();
        check(EMAIL.matcher(email).matches(), "email", "must be an e-mail address", problems);
        check(name.length() >= NAME_LENGTH_MIN, "name", "is too short", problems);
        check(age >= AGE_MIN, "age", "must be at least 18", problems);
        check(tags <= TAGS_MAX, "tags", "has too many elements", problems);
        return new AccountTwin(email, name, problems);
    }

    boolean isValid() {
        return problems.isEmpty();
    }

    byte[] answer() {
        JsonBytes out = new JsonBytes();
        if (isValid()) {
            return out.raw("{\"email\":").text(email).raw(",\"name\":").text(name).raw('}').bytes();
        }
        return out.raw("{\"message\":\"Validation failed\",\"errors\":[")
                .raw(String.join(",", problems))
                .raw("]}")
                .bytes();
    }

    private static int count(JsonParser parser) {
        int count = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            count++;
        }
        return count;
    }

    private static void check(boolean holds, String field, String message, List<String> problems) {
        if (!holds) {
            problems.add("{\"field\":\"" + field + "\",\"message\":\"" + message + "\"}");
        }
    }
}
