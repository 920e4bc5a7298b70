package dev.tiercel.runtime.function;

import dev.tiercel.ir.Absent;
import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.Iteration;
import dev.tiercel.runtime.ObjectBuilder;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.runtime.TextForm;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Functions of objects and of missing values (language.md 11.4). */
public final class ObjectFunctions {
    private ObjectFunctions() {}

    public static @Nullable Object keys(ExecutionContext context, @Nullable Object o) {
        if (o == null) {
            return null;
        }
        ObjectValue object = Arguments.object("keys", o);
        @Nullable Object[] keys = Results.elements(context, object.size());
        ObjectMembers members = new ObjectMembers(object);
        for (int i = 0; members.next(); i++) {
            keys[i] = members.key();
        }
        return ArrayValue.wrap(keys);
    }

    public static @Nullable Object values(ExecutionContext context, @Nullable Object o) {
        if (o == null) {
            return null;
        }
        ObjectValue object = Arguments.object("values", o);
        @Nullable Object[] values = Results.elements(context, object.size());
        ObjectMembers members = new ObjectMembers(object);
        for (int i = 0; members.next(); i++) {
            values[i] = members.value();
        }
        return ArrayValue.wrap(values);
    }

    /** Returns a {@code {key, value}} object for each member. */
    public static @Nullable Object entries(ExecutionContext context, @Nullable Object o) {
        return o == null ? null : Iteration.entries(context, Arguments.object("entries", o));
    }

    /** Returns the object of which an array are the entries. */
    public static @Nullable Object fromEntries(ExecutionContext context, @Nullable Object a) {
        if (a == null) {
            return null;
        }
        ArrayValue array = Arguments.array("from_entries", a);
        ObjectBuilder builder = new ObjectBuilder();
        for (int i = 0; i < array.size(); i++) {
            if (!(array.get(i) instanceof ObjectValue entry) || entry.get("key") == null) {
                throw Arguments.outOfRange(
                        "from_entries", "element " + i + " is no object with a key");
            }
            builder.put(TextForm.of(context, entry.get("key")), entry.get("value"));
        }
        return builder.build(context);
    }

    /** Returns the members of several objects, of equal keys the last value. */
    public static @Nullable Object merge(ExecutionContext context, @Nullable Object[] arguments) {
        ObjectBuilder builder = new ObjectBuilder();
        for (Object argument : arguments) {
            if (argument != null) {
                builder.putAll(Arguments.object("merge", argument));
            }
        }
        return builder.build(context);
    }

    /** As {@link #merge}, but values that are both objects are merged too. */
    public static @Nullable Object deepMerge(
            ExecutionContext context, @Nullable Object[] arguments) {
        List<ObjectValue> objects = new ArrayList<>();
        for (Object argument : arguments) {
            if (argument != null) {
                objects.add(Arguments.object("deep_merge", argument));
            }
        }
        return DeepMerge.of(context, objects);
    }

    /** Returns the members with given keys, in the order of the keys. */
    public static @Nullable Object pick(ExecutionContext context, @Nullable Object[] arguments) {
        if (arguments[0] == null) {
            return null;
        }
        ObjectValue object = Arguments.object("pick", arguments[0]);
        ObjectBuilder builder = new ObjectBuilder();
        for (String key : keys(context, "pick", arguments)) {
            Object member = object.find(key);
            if (member != Absent.ABSENT) {
                builder.put(key, member);
            }
        }
        return builder.build(context);
    }

    /** Returns the members without those of given keys. */
    public static @Nullable Object omit(ExecutionContext context, @Nullable Object[] arguments) {
        if (arguments[0] == null) {
            return null;
        }
        ObjectValue object = Arguments.object("omit", arguments[0]);
        Set<String> omitted = new HashSet<>();
        for (String key : keys(context, "omit", arguments)) {
            omitted.add(key);
        }
        ObjectBuilder builder = new ObjectBuilder();
        ObjectMembers members = new ObjectMembers(object);
        while (members.next()) {
            if (!omitted.contains(members.key())) {
                builder.put(members.key(), members.value());
            }
        }
        return builder.build(context);
    }

    public static @Nullable Object defaultValue(
            ExecutionContext context, @Nullable Object x, @Nullable Object y) {
        return x == null ? y : x;
    }

    public static @Nullable Object coalesce(
            ExecutionContext context, @Nullable Object[] arguments) {
        for (Object argument : arguments) {
            if (argument != null) {
                return argument;
            }
        }
        return null;
    }

    /** Returns the keys after the first argument: each an argument, or all in one array. */
    private static String[] keys(
            ExecutionContext context, String function, @Nullable Object[] arguments) {
        if (arguments.length == 2 && arguments[1] instanceof ArrayValue array) {
            String[] keys = new String[array.size()];
            for (int i = 0; i < keys.length; i++) {
                keys[i] = Arguments.text(context, function, array.get(i));
            }
            return keys;
        }
        String[] keys = new String[arguments.length - 1];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = Arguments.text(context, function, arguments[i + 1]);
        }
        return keys;
    }
}
