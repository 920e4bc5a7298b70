package dev.tiercel.jit.replay;

import dev.tiercel.ir.Root;
import dev.tiercel.runtime.BudgetLimits;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.ExecutionEnvironment;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.runtime.RequestObject;
import dev.tiercel.runtime.RequestView;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a program read of one request. Immutable: it outlives the request. */
final class RecordedInput implements RequestView {
    private final Map<Root, @Nullable Object> values;
    private final @Nullable Object fields;
    private final ExecutionEnvironment environment;
    private final BudgetLimits limits;

    private RecordedInput(
            Map<Root, @Nullable Object> values,
            @Nullable Object fields,
            ExecutionEnvironment environment,
            BudgetLimits limits) {
        this.values = values;
        this.fields = fields;
        this.environment = environment;
        this.limits = limits;
    }

    /**
     * Records what logic is about to run for.
     *
     * @param roots that the program reads
     */
    static RecordedInput of(ExecutionContext context, Set<Root> roots) {
        RequestView request = context.request();
        Map<Root, @Nullable Object> values = new EnumMap<>(Root.class);
        for (Root root : roots) {
            values.put(root, request.root(root));
        }
        return new RecordedInput(values, request.fields(), context.environment(), context.limits());
    }

    ExecutionEnvironment environment() {
        return environment;
    }

    BudgetLimits limits() {
        return limits;
    }

    @Override
    public @Nullable Object root(Root root) {
        return root == Root.REQUEST ? RequestObject.of(this) : values.get(root);
    }

    @Override
    public @Nullable Object parameter(String name) {
        return member(Root.PARAMS, name);
    }

    @Override
    public @Nullable Object query(String name) {
        return member(Root.QUERY, name);
    }

    @Override
    public @Nullable Object header(String name) {
        return member(Root.HEADERS, name);
    }

    @Override
    public @Nullable Object fields() {
        return fields;
    }

    @Override
    public long receivedNanos() {
        return 0;
    }

    private @Nullable Object member(Root root, String name) {
        return values.get(root) instanceof ObjectValue members ? members.get(name) : null;
    }
}
