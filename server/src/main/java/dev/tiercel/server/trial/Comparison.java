package dev.tiercel.server.trial;

import dev.tiercel.frontend.document.RouteTest;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.Comparisons;
import dev.tiercel.runtime.JsonBuffer;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.runtime.json.JsonReader;
import dev.tiercel.server.input.NodeValues;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares an answer with what a test expects (DOC-35). One object makes one comparison. */
final class Comparison {
    private final List<TestResult.Failure> failures = new ArrayList<>();

    private Comparison() {}

    static List<TestResult.Failure> of(RouteTest.Expectation expected, LocalClient.Answer answer) {
        Comparison comparison = new Comparison();
        comparison.status(expected.status(), answer.status());
        expected.headers().ifPresent(headers -> comparison.headers(headers, answer));
        Object body = body(answer);
        expected.body()
                .map(NodeValues::of)
                .ifPresent(value -> comparison.equal("/body", value, body));
        if (expected.body().filter(Comparison::isNull).isPresent() && body != null) {
            comparison.fail("/body", null, body);
        }
        expected.bodyContains()
                .ifPresent(node -> comparison.contains("/body", NodeValues.of(node), body, answer));
        return comparison.failures;
    }

    private static boolean isNull(Node node) {
        return NodeValues.of(node) == null;
    }

    private static @Nullable Object body(LocalClient.Answer answer) {
        return answer.isJson() && !answer.body().isEmpty()
                ? JsonReader.read(answer.body().getBytes(StandardCharsets.UTF_8))
                : answer.body();
    }

    private void status(int expected, int actual) {
        if (expected != actual) {
            fail("/status", (long) expected, (long) actual);
        }
    }

    private void headers(Node.Mapping expected, LocalClient.Answer answer) {
        for (Node.Entry entry : expected.entries()) {
            String value = String.valueOf(NodeValues.of(entry.value()));
            String actual = answer.headers().get(entry.key().toLowerCase(Locale.ROOT));
            if (!value.equals(actual)) {
                fail("/headers/" + entry.key(), value, actual);
            }
        }
    }

    private void equal(String path, @Nullable Object expected, @Nullable Object actual) {
        switch (expected) {
            case ObjectValue object when actual instanceof ObjectValue other -> {
                for (int i = 0; i < object.slotCount(); i++) {
                    String key = object.key(i);
                    if (other.has(key)) {
                        equal(path + "/" + key, object.slot(i), other.find(key));
                    } else {
                        fail(path + "/" + key, object.slot(i), null);
                    }
                }
                for (int i = 0; i < other.slotCount(); i++) {
                    if (!object.has(other.key(i))) {
                        fail(path + "/" + other.key(i), null, other.slot(i));
                    }
                }
            }
            case ArrayValue array
                    when actual instanceof ArrayValue other && array.size() == other.size() -> {
                for (int i = 0; i < array.size(); i++) {
                    equal(path + "/" + i, array.get(i), other.get(i));
                }
            }
            case null, default -> {
                if (!isSame(expected, actual)) {
                    fail(path, expected, actual);
                }
            }
        }
    }

    private void contains(
            String path,
            @Nullable Object expected,
            @Nullable Object actual,
            LocalClient.Answer answer) {
        boolean isText = expected instanceof String && path.equals("/body");
        boolean isContained =
                isText
                        ? answer.body().contains((String) Objects.requireNonNull(expected))
                        : isPart(expected, actual);
        if (!isContained) {
            fail(path, expected, actual);
        }
    }

    private static boolean isPart(@Nullable Object expected, @Nullable Object actual) {
        return switch (expected) {
            case ObjectValue object when actual instanceof ObjectValue other -> {
                boolean isPart = true;
                for (int i = 0; i < object.slotCount() && isPart; i++) {
                    isPart =
                            other.has(object.key(i))
                                    && isPart(object.slot(i), other.find(object.key(i)));
                }
                yield isPart;
            }
            case ArrayValue array when actual instanceof ArrayValue other -> {
                boolean isPart = true;
                for (int i = 0; i < array.size() && isPart; i++) {
                    isPart = hasPart(other, array.get(i));
                }
                yield isPart;
            }
            case String text when actual instanceof String other -> other.contains(text);
            case null, default -> isSame(expected, actual);
        };
    }

    private static boolean hasPart(ArrayValue array, @Nullable Object expected) {
        for (int i = 0; i < array.size(); i++) {
            if (isPart(expected, array.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** Whether values that are no lists and no objects are equal, numbers exactly (LANG-50). */
    private static boolean isSame(@Nullable Object expected, @Nullable Object actual) {
        return switch (expected) {
            case Long left when actual instanceof Double right ->
                    Comparisons.strictEqual(left.longValue(), right.doubleValue());
            case Double left when actual instanceof Long right ->
                    Comparisons.strictEqual(left.doubleValue(), right.longValue());
            case Double left when actual instanceof Double right ->
                    Comparisons.strictEqual(left.doubleValue(), right.doubleValue());
            case null, default -> Objects.equals(expected, actual);
        };
    }

    private void fail(String path, @Nullable Object expected, @Nullable Object actual) {
        failures.add(new TestResult.Failure(path, json(expected), json(actual)));
    }

    private static String json(@Nullable Object value) {
        JsonBuffer buffer = new JsonBuffer();
        buffer.value(value);
        return buffer.text();
    }
}
