package dev.tiercel.server.http;

import dev.tiercel.ir.Absent;
import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.ObjectBuilder;
import dev.tiercel.runtime.ObjectValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names and their values, which become an object: a repeated name has an array of its values in
 * order (HTTP-12, HTTP-14). Not thread-safe.
 */
final class FormFields {
    private final ObjectBuilder object = new ObjectBuilder();
    private @Nullable Map<String, List<Object>> repeated;

    void add(String name, Object value) {
        Object first = object.find(name);
        if (first == Absent.ABSENT || first == null) {
            object.put(name, value);
            return;
        }
        // Not an array that grows by one each time, which a body of one name would turn into hours.
        if (repeated == null) {
            repeated = new LinkedHashMap<>();
        }
        repeated.computeIfAbsent(name, _ -> new ArrayList<>(List.of(first))).add(value);
    }

    /** Returns the object; nothing is added afterwards. */
    ObjectValue build() {
        if (repeated != null) {
            repeated.forEach((name, values) -> object.put(name, ArrayValue.wrap(values.toArray())));
        }
        return object.build();
    }
}
