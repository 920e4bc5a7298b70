package dev.tiercel.benchmarks.compare;

import dev.tiercel.benchmarks.http.AnswerFrame;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** When the answers of two servers to one request count as equal. */
enum Agreement {
    /** The same status and the same JSON value; numbers are compared as doubles. */
    EQUAL_JSON {
        @Override
        boolean isBetween(AnswerFrame left, AnswerFrame right) {
            try {
                return left.status() == right.status()
                        && areEqual(JSON.readTree(left.body()), JSON.readTree(right.body()));
            } catch (JacksonException _) {
                return false;
            }
        }
    },

    /** The same status, and a list {@code errors} that names the same fields of the request. */
    SAME_FIELDS_REFUSED {
        @Override
        boolean isBetween(AnswerFrame left, AnswerFrame right) {
            try {
                Set<String> fields = fields(left);
                return left.status() == right.status()
                        && !fields.isEmpty()
                        && fields.equals(fields(right));
            } catch (JacksonException _) {
                return false;
            }
        }
    };

    private static final JsonMapper JSON = JsonMapper.builder().build();

    abstract boolean isBetween(AnswerFrame left, AnswerFrame right);

    /** Returns whether a server answers one request always with the same bytes. */
    boolean isConstant() {
        return this == EQUAL_JSON;
    }

    private static boolean areEqual(JsonNode left, JsonNode right) {
        if (left.isNumber() && right.isNumber()) {
            return Double.compare(left.doubleValue(), right.doubleValue()) == 0;
        }
        if (left.isObject() && right.isObject()) {
            return left.size() == right.size() && hasMembers(left, right);
        }
        if (left.isArray() && right.isArray()) {
            return left.size() == right.size() && hasElements(left, right);
        }
        return left.equals(right);
    }

    private static boolean hasMembers(JsonNode left, JsonNode right) {
        for (Map.Entry<String, JsonNode> member : left.properties()) {
            JsonNode other = right.get(member.getKey());
            if (other == null || !areEqual(member.getValue(), other)) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasElements(JsonNode left, JsonNode right) {
        Iterator<JsonNode> others = right.iterator();
        for (JsonNode element : left) {
            if (!areEqual(element, others.next())) {
                return false;
            }
        }
        return true;
    }

    /** A problem names its field, or points at it as Tiercel does. */
    private static Set<String> fields(AnswerFrame answer) {
        Set<String> fields = new TreeSet<>();
        for (JsonNode problem : JSON.readTree(answer.body()).path("errors")) {
            JsonNode pointer = problem.path("pointer");
            fields.add(
                    pointer.isString()
                            ? pointer.stringValue().substring(1)
                            : problem.path("field").stringValue(""));
        }
        return fields;
    }
}
