package dev.tiercel.runtime.function;

import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.BytesValue;
import dev.tiercel.runtime.Comparisons;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.Nesting;
import dev.tiercel.runtime.ObjectValue;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A value as a key of a hash table whose equality is {@code ===} (LANG-50). Belongs to one call.
 *
 * <p>Scalars are keys themselves, because a table keeps those of equal hash in order. Text inside
 * arrays and objects is hashed with a number that is drawn once per process, so that nobody can
 * send text of equal hashes.
 */
final class StrictKey {
    private static final int SEED = ThreadLocalRandom.current().nextInt() | 1;
    private static final double LONG_BOUND = 0x1p63;
    private static final int STEPS_BETWEEN_CHECKS = 4096;

    private final ExecutionContext context;
    private final Object value;
    private final int hash;

    private StrictKey(ExecutionContext context, Object value) {
        this.context = context;
        this.value = value;
        this.hash = new Hashing(context).of(value, 1);
    }

    /** Returns a key for a value; keys are equal if and only if the values are. */
    static @Nullable Object of(ExecutionContext context, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case ArrayValue _, ObjectValue _ -> new StrictKey(context, value);
            case Double number -> number(number);
            default -> value;
        };
    }

    /** Returns the integer that a double equals, or the double. */
    private static Object number(double number) {
        return number == Math.rint(number) && number >= -LONG_BOUND && number < LONG_BOUND
                ? (Object) (long) number
                : (Object) number;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StrictKey that
                && that.hash == hash
                && Comparisons.strictEqual(context, value, that.value);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** Hashes that are equal for equal values. */
    private static final class Hashing {
        private final ExecutionContext context;
        private int steps;

        Hashing(ExecutionContext context) {
            this.context = context;
        }

        int of(@Nullable Object value, int depth) {
            if (++steps % STEPS_BETWEEN_CHECKS == 0) {
                context.checkTime();
            }
            return switch (value) {
                case null -> 0;
                case String text -> ofText(text);
                case Double number -> number(number).hashCode();
                case ArrayValue array -> ofArray(array, depth);
                case ObjectValue object -> ofObject(object, depth);
                case BytesValue bytes -> bytes.hashCode();
                default -> value.hashCode();
            };
        }

        private int ofArray(ArrayValue array, int depth) {
            Nesting.check(depth);
            int hash = array.size();
            for (int i = 0; i < array.size(); i++) {
                hash = mixed(hash) + of(array.get(i), depth + 1);
            }
            return hash;
        }

        private int ofObject(ObjectValue object, int depth) {
            Nesting.check(depth);
            int hash = ~object.size();
            ObjectMembers members = new ObjectMembers(object);
            while (members.next()) {
                // The order of members does not matter, so the sum must not either.
                hash += mixed(ofText(members.key()) * 31 + of(members.value(), depth + 1));
            }
            return hash;
        }

        private static int ofText(String text) {
            int hash = SEED;
            for (int i = 0; i < text.length(); i++) {
                hash = mixed(hash ^ text.charAt(i));
            }
            return hash;
        }

        /** Spreads every bit (finalizer of MurmurHash3, Austin Appleby). */
        private static int mixed(int hash) {
            int h = hash;
            h = (h ^ h >>> 16) * 0x85EBCA6B;
            h = (h ^ h >>> 13) * 0xC2B2AE35;
            return h ^ h >>> 16;
        }
    }
}
