package dev.tiercel.runtime.function;

import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.BytesValue;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.MemoryCost;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values that functions build, charged to the memory budget (OP-39). */
final class Results {
    /** Greatest length of a Java array and string that every JVM can build. */
    private static final int LENGTH_MAX = Integer.MAX_VALUE - 8;

    /** More than any memory budget. */
    private static final long TOO_MUCH = Long.MAX_VALUE / 4;

    private Results() {}

    /** Returns built text; text that is the argument itself was not built. */
    @SuppressWarnings("ReferenceEquality") // text that equals the argument may have been built
    static String text(ExecutionContext context, @Nullable Object argument, String built) {
        return built == argument ? built : text(context, built);
    }

    static String text(ExecutionContext context, String built) {
        context.chargeMemory(MemoryCost.string(built.length()));
        return built;
    }

    /** Charges text of a length before it is built. */
    static int chargeText(ExecutionContext context, long units) {
        context.chargeMemory(units > LENGTH_MAX ? TOO_MUCH : MemoryCost.string(units));
        return (int) units;
    }

    /** Charges an array before it is built and returns the array for its elements. */
    static @Nullable Object[] elements(ExecutionContext context, long count) {
        context.chargeMemory(count > LENGTH_MAX ? TOO_MUCH : MemoryCost.array(count));
        return new @Nullable Object[(int) count];
    }

    /** Charges and returns an array of elements that have been charged. */
    static ArrayValue array(ExecutionContext context, List<? extends @Nullable Object> elements) {
        context.chargeMemory(MemoryCost.array(elements.size()));
        return ArrayValue.copyOf(elements);
    }

    static BytesValue bytes(ExecutionContext context, byte[] octets) {
        context.chargeMemory(MemoryCost.bytes(octets.length));
        return BytesValue.wrap(octets);
    }
}
