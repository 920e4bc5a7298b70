package dev.tiercel.runtime.json;

import dev.tiercel.ir.Absent;
import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.JsonBuffer;
import dev.tiercel.runtime.MemoryCost;
import dev.tiercel.runtime.Nesting;
import dev.tiercel.runtime.ObjectValue;
import org.jspecify.annotations.Nullable;

/**
 * The JSON form of a value for people: one member or element a line, indented by two spaces. Used
 * once.
 */
public final class PrettyJson {
    private final JsonBuffer out;

    private PrettyJson(JsonBuffer out) {
        this.out = out;
    }

    /** Returns the JSON form, charged. */
    public static String of(ExecutionContext context, @Nullable Object value) {
        JsonBuffer out = context.scratch();
        new PrettyJson(out).value(value, 0);
        String text = out.text();
        context.chargeMemory(MemoryCost.string(text.length()));
        return text;
    }

    private void value(@Nullable Object value, int depth) {
        if (value instanceof ArrayValue array && array.size() > 0) {
            array(array, depth + 1);
        } else if (value instanceof ObjectValue object && !object.isEmpty()) {
            object(object, depth + 1);
        } else {
            out.value(value);
        }
    }

    private void array(ArrayValue array, int depth) {
        Nesting.check(depth);
        out.raw('[');
        for (int i = 0; i < array.size(); i++) {
            separate(i == 0, depth);
            value(array.get(i), depth);
        }
        line(depth - 1);
        out.raw(']');
    }

    private void object(ObjectValue object, int depth) {
        Nesting.check(depth);
        out.raw('{');
        boolean isFirst = true;
        for (int i = 0; i < object.slotCount(); i++) {
            Object member = object.slot(i);
            if (member != Absent.ABSENT) {
                separate(isFirst, depth);
                isFirst = false;
                out.string(object.key(i));
                out.raw(':');
                out.raw(' ');
                value(member, depth);
            }
        }
        line(depth - 1);
        out.raw('}');
    }

    private void separate(boolean isFirst, int depth) {
        if (!isFirst) {
            out.raw(',');
        }
        line(depth);
    }

    private void line(int depth) {
        out.raw('\n');
        for (int i = 0; i < depth; i++) {
            out.raw(' ');
            out.raw(' ');
        }
    }
}
