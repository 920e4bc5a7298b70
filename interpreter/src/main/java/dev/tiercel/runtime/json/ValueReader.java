package dev.tiercel.runtime.json;

import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.MemoryCost;
import dev.tiercel.runtime.ObjectBuilder;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.runtime.Shape;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads whole values from a scanner. Used by one thread.
 *
 * <p>An element of an array is expected to be like the one before: while its member names are the
 * same, in the same order, no name is decoded and both objects share a shape.
 */
final class ValueReader {
    private static final int STACK_CAPACITY = 32;

    private final JsonScanner in;
    private final @Nullable ExecutionContext context;
    private @Nullable Object[] stack = new @Nullable Object[STACK_CAPACITY];
    private int top;

    /**
     * @param context whose memory budget is charged; null for values that are free
     */
    ValueReader(JsonScanner in, @Nullable ExecutionContext context) {
        this.in = in;
        this.context = context;
    }

    /**
     * Takes a value.
     *
     * @param depth levels around it
     * @param model a value that it may be like
     */
    @Nullable Object value(int depth, @Nullable Object model) {
        return switch (in.peek()) {
            case '"' -> string();
            case '{' -> object(depth + 1, model);
            case '[' -> array(depth + 1, model);
            case 't' -> literal("true", true);
            case 'f' -> literal("false", false);
            case 'n' -> literal("null", null);
            default -> new JsonNumber(in).read();
        };
    }

    private @Nullable Object literal(String name, @Nullable Boolean value) {
        in.literal(name);
        return value;
    }

    private String string() {
        String text = JsonText.read(in);
        charge(MemoryCost.string(text.length()));
        return text;
    }

    private ArrayValue array(int depth, @Nullable Object model) {
        in.checkDepth(depth);
        in.take();
        if (in.peek() == ']') {
            in.take();
            charge(MemoryCost.array(0));
            return ArrayValue.EMPTY;
        }
        Object previous =
                model instanceof ArrayValue array && array.size() > 0 ? array.get(0) : null;
        int base = top;
        do {
            previous = value(depth, previous);
            push(previous);
        } while (in.continues(']'));
        charge(MemoryCost.array(top - base));
        return ArrayValue.wrap(pop(base));
    }

    private ObjectValue object(int depth, @Nullable Object model) {
        in.checkDepth(depth);
        in.take();
        if (in.peek() == '}') {
            in.take();
            charge(MemoryCost.object(0));
            return ObjectValue.EMPTY;
        }
        return model instanceof ObjectValue similar && similar.slotCount() > 0
                ? objectLike(similar, depth)
                : members(new ObjectBuilder(), depth);
    }

    /** Reads an object whose members are probably those of another one. */
    private ObjectValue objectLike(ObjectValue model, int depth) {
        Shape shape = model.shape().share();
        int base = top;
        int count = 0;
        while (count < shape.size() && isNextKey(shape, count)) {
            push(value(depth, model.slot(count)));
            count++;
            if (!in.continues('}')) {
                return count == shape.size()
                        ? charged(shape, pop(base))
                        : shorter(shape, pop(base));
            }
        }
        ObjectBuilder builder = new ObjectBuilder(shape.size() + 1);
        @Nullable Object[] values = pop(base);
        for (int i = 0; i < count; i++) {
            builder.put(shape.key(i), values[i]);
        }
        return members(builder, depth);
    }

    private boolean isNextKey(Shape shape, int index) {
        byte[] key = shape.jsonKey(index);
        return in.peek() == '"' && key != null && in.takeKey(key);
    }

    private ObjectValue charged(Shape shape, @Nullable Object[] slots) {
        charge(MemoryCost.object(slots.length));
        return ObjectValue.wrap(shape, slots);
    }

    /** Returns an object that has only the first keys of a shape. */
    private ObjectValue shorter(Shape shape, @Nullable Object[] values) {
        ObjectBuilder builder = new ObjectBuilder(values.length);
        for (int i = 0; i < values.length; i++) {
            builder.put(shape.key(i), values[i]);
        }
        return built(builder);
    }

    /** Reads the members from the next one on. */
    private ObjectValue members(ObjectBuilder builder, int depth) {
        do {
            if (in.peek() != '"') {
                throw in.unexpected("a member name");
            }
            String key = JsonText.read(in);
            in.expect(':');
            builder.put(key, value(depth, null));
        } while (in.continues('}'));
        return built(builder);
    }

    private ObjectValue built(ObjectBuilder builder) {
        charge(MemoryCost.object(builder.size()));
        return builder.build();
    }

    private void charge(long bytes) {
        if (context != null) {
            context.chargeMemory(bytes);
        }
    }

    private void push(@Nullable Object value) {
        if (top == stack.length) {
            stack = Arrays.copyOf(stack, top * 2);
        }
        stack[top++] = value;
    }

    private @Nullable Object[] pop(int base) {
        @Nullable Object[] values = Arrays.copyOfRange(stack, base, top);
        top = base;
        return values;
    }
}
