package dev.tiercel.runtime.function;

import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.Nesting;
import dev.tiercel.runtime.ObjectBuilder;
import dev.tiercel.runtime.ObjectValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Merging of objects at all levels. Only what the result consists of is built and charged. */
final class DeepMerge {
    private DeepMerge() {}

    static ObjectValue of(ExecutionContext context, List<ObjectValue> objects) {
        return merged(context, objects, 1);
    }

    private static ObjectValue merged(
            ExecutionContext context, List<ObjectValue> objects, int depth) {
        Nesting.check(depth);
        Map<String, Layers> layersByKey = new LinkedHashMap<>();
        for (ObjectValue object : objects) {
            ObjectMembers members = new ObjectMembers(object);
            while (members.next()) {
                layersByKey.computeIfAbsent(members.key(), _ -> new Layers()).add(members.value());
            }
        }
        ObjectBuilder builder = new ObjectBuilder(layersByKey.size());
        layersByKey.forEach((key, layers) -> builder.put(key, layers.merged(context, depth)));
        return builder.build(context);
    }

    /**
     * The values of one key that count: the last value, or the objects at the end that are merged.
     */
    private static final class Layers {
        private final List<ObjectValue> objects = new ArrayList<>();
        private @Nullable Object last;

        void add(@Nullable Object value) {
            last = value;
            if (value instanceof ObjectValue object) {
                objects.add(object);
            } else {
                objects.clear();
            }
        }

        @Nullable Object merged(ExecutionContext context, int depth) {
            return objects.size() < 2 ? last : DeepMerge.merged(context, objects, depth + 1);
        }
    }
}
