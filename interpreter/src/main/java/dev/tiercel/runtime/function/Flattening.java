package dev.tiercel.runtime.function;

import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.MemoryCost;
import dev.tiercel.runtime.Nesting;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One call of {@code flatten}. */
final class Flattening {
    private static final int STEPS_BETWEEN_CHECKS = 4096;

    private final ExecutionContext context;
    private final List<@Nullable Object> elements = new ArrayList<>();
    private int steps;

    Flattening(ExecutionContext context) {
        this.context = context;
    }

    ArrayValue flatten(ArrayValue array, long levels) {
        add(array, levels, 1);
        return Results.array(context, elements);
    }

    private void add(ArrayValue array, long levels, int depth) {
        Nesting.check(depth);
        for (int i = 0; i < array.size(); i++) {
            // Arrays that share parts can take exponentially more steps than they have parts.
            if (++steps % STEPS_BETWEEN_CHECKS == 0) {
                checkBudgets();
            }
            Object element = array.get(i);
            if (levels > 0 && element instanceof ArrayValue inner) {
                add(inner, levels - 1, depth + 1);
            } else {
                elements.add(element);
            }
        }
    }

    private void checkBudgets() {
        context.checkTime();
        if (MemoryCost.array(elements.size()) > context.memoryLeft()) {
            context.chargeMemory(MemoryCost.array(elements.size()));
        }
    }
}
