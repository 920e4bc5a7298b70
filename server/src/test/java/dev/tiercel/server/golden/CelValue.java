package dev.tiercel.server.golden;

import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.server.suites.PublishedSuites;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values of the Common Expression Language, in the JSON of its messages, as JSON of ours. */
final class CelValue {
    private CelValue() {}

    /** Returns the JSON of a value, unless our language has no such type. */
    static Optional<String> json(@Nullable Object written) {
        if (!(written instanceof ObjectValue value) || value.slotCount() != 1) {
            return Optional.empty();
        }
        Object content = value.slot(0);
        return switch (value.key(0)) {
            case "nullValue", "boolValue", "stringValue" -> Optional.of(Outcome.json(content));
            case "int64Value" -> Optional.of((String) Objects.requireNonNull(content));
            case "doubleValue" ->
                    Optional.of(
                            content instanceof Number number
                                    ? Outcome.json(number.doubleValue())
                                    : "not finite");
            case "listValue" -> list((ObjectValue) Objects.requireNonNull(content));
            case "mapValue" -> map((ObjectValue) Objects.requireNonNull(content));
            default -> Optional.empty();
        };
    }

    /** Returns a body with the variables of a test, unless our language cannot have them. */
    static Optional<String> body(ObjectValue bindings) {
        List<String> members = new ArrayList<>();
        for (int i = 0; i < bindings.slotCount(); i++) {
            ObjectValue binding = (ObjectValue) Objects.requireNonNull(bindings.slot(i));
            Optional<String> value = json(binding.get("value"));
            if (value.isEmpty() || bindings.key(i).contains(".")) {
                return Optional.empty();
            }
            members.add(Outcome.json(bindings.key(i)) + ":" + value.get());
        }
        return Optional.of("{" + String.join(",", members) + "}");
    }

    private static Optional<String> list(ObjectValue written) {
        List<String> elements = new ArrayList<>();
        if (written.get("values") instanceof ArrayValue values) {
            for (Object element : values) {
                Optional<String> value = json(element);
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                elements.add(value.get());
            }
        }
        return Optional.of("[" + String.join(",", elements) + "]");
    }

    private static Optional<String> map(ObjectValue written) {
        List<String> members = new ArrayList<>();
        if (written.get("entries") instanceof ArrayValue entries) {
            for (ObjectValue entry : PublishedSuites.objects(entries)) {
                Optional<String> key = json(entry.get("key"));
                Optional<String> value = json(entry.get("value"));
                if (value.isEmpty() || key.isEmpty() || !key.get().startsWith("\"")) {
                    return Optional.empty();
                }
                members.add(key.get() + ":" + value.get());
            }
        }
        return Optional.of("{" + String.join(",", members) + "}");
    }
}
