package dev.tiercel.runtime.function;

import dev.tiercel.ir.Absent;
import dev.tiercel.runtime.ObjectValue;
import org.jspecify.annotations.Nullable;

/** The members of an object in their order. Used by one call. */
final class ObjectMembers {
    private final ObjectValue object;
    private int slot = -1;

    ObjectMembers(ObjectValue object) {
        this.object = object;
    }

    /** Goes to the next member; returns false if there is none. */
    boolean next() {
        do {
            slot++;
        } while (slot < object.slotCount() && object.slot(slot) == Absent.ABSENT);
        return slot < object.slotCount();
    }

    String key() {
        return object.key(slot);
    }

    @Nullable Object value() {
        return object.slot(slot);
    }
}
