package dev.tiercel.runtime;

import org.jspecify.annotations.Nullable;

/** Building arrays and objects from evaluated parts, charged to the memory budget. */
public final class Building {
    private Building() {}

    /** Returns the array of elements that nobody changes afterwards. */
    public static ArrayValue array(ExecutionContext context, @Nullable Object[] elements) {
        context.chargeMemory(MemoryCost.array(elements.length));
        return ArrayValue.wrap(elements);
    }

    /** Returns the object of a shape and one value per key, which nobody changes afterwards. */
    public static ObjectValue object(
            ExecutionContext context, Shape shape, @Nullable Object[] members) {
        context.chargeMemory(MemoryCost.object(members.length));
        return new ObjectValue(shape, members);
    }

    /**
     * Returns the object of keys, taken in text form, and values.
     *
     * @param keysAndValues key, value, key, value, …
     */
    public static ObjectValue objectWithKeys(
            ExecutionContext context, @Nullable Object[] keysAndValues) {
        ObjectBuilder builder = new ObjectBuilder(keysAndValues.length / 2);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            builder.put(TextForm.of(context, keysAndValues[i]), keysAndValues[i + 1]);
        }
        return builder.build(context);
    }
}
