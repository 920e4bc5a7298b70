package dev.tiercel.jit;

import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.Predicate;
import dev.tiercel.runtime.Truth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions with the shapes that built-in functions have. */
public final class TestFunctions {
    static final String JOIN =
            "(Ldev/tiercel/runtime/ExecutionContext;[Ljava/lang/Object;)Ljava/lang/Object;";
    static final String FILTER =
            "(Ldev/tiercel/runtime/ExecutionContext;Ljava/lang/Object;"
                    + "Ldev/tiercel/runtime/Predicate;)Ljava/lang/Object;";

    private TestFunctions() {}

    public static @Nullable Object join(ExecutionContext context, @Nullable Object[] arguments) {
        return Arrays.toString(arguments);
    }

    public static @Nullable Object filter(
            ExecutionContext context, @Nullable Object array, Predicate predicate) {
        List<@Nullable Object> kept = new ArrayList<>();
        long index = 0;
        if (array instanceof ArrayValue elements) {
            for (Object element : elements) {
                if (Truth.isTruthy(predicate.test(context, element, index++))) {
                    kept.add(element);
                }
            }
        }
        return ArrayValue.copyOf(kept);
    }
}
