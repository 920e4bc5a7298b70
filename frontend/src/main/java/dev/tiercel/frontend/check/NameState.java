package dev.tiercel.frontend.check;

import dev.tiercel.ir.ValueType;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which variables have been assigned when an operation begins: on every path to it, and on at least
 * one, and of which types they are. Changed by assignments while a block is walked, copied where
 * paths part. Not thread-safe.
 */
final class NameState {
    private static final ValueType[] NOTHING_KNOWN = {};

    private final Table table;
    private final BitSet always;
    private final BitSet sometimes;
    private ValueType[] typeByNumber;
    private boolean isReachable;

    /** The numbers of the names of a document. */
    static final class Table {
        private final Map<String, Integer> numberByName = new HashMap<>();

        private int number(String name) {
            return numberByName.computeIfAbsent(name, _ -> numberByName.size());
        }

        /** Returns the state at a start where nothing has been assigned. */
        NameState nothing() {
            return new NameState(this, new BitSet(), new BitSet(), NOTHING_KNOWN, true);
        }

        /** Returns the state of a place that no path leads to. */
        NameState unreachable() {
            return new NameState(this, new BitSet(), new BitSet(), NOTHING_KNOWN, false);
        }
    }

    private NameState(
            Table table,
            BitSet always,
            BitSet sometimes,
            ValueType[] typeByNumber,
            boolean isReachable) {
        this.table = table;
        this.always = always;
        this.sometimes = sometimes;
        this.typeByNumber = typeByNumber;
        this.isReachable = isReachable;
    }

    boolean isReachable() {
        return isReachable;
    }

    /** Whether a name has been assigned on every path. */
    boolean isAlways(String name) {
        return always.get(table.number(name));
    }

    /** Whether a name has been assigned on some path. */
    boolean isSometimes(String name) {
        return sometimes.get(table.number(name));
    }

    void assign(Collection<String> names) {
        for (String name : names) {
            int number = table.number(name);
            always.set(number);
            sometimes.set(number);
            setType(number, ValueType.ANY);
        }
    }

    /** Notes that a name holds a value of some type. */
    void assign(String name, ValueType type) {
        assign(List.of(name));
        setType(table.number(name), type);
    }

    /** Returns every type that the value of a name may have. */
    ValueType type(String name) {
        int number = table.number(name);
        return always.get(number) ? type(number) : ValueType.ANY;
    }

    private ValueType type(int number) {
        return number < typeByNumber.length ? typeByNumber[number] : ValueType.ANY;
    }

    // The array may be shared with a copy, so that it is changed by exchanging it.
    private void setType(int number, ValueType type) {
        if (type(number).equals(type)) {
            return;
        }
        int length = Math.max(typeByNumber.length, number + 1);
        ValueType[] types = Arrays.copyOf(typeByNumber, length);
        Arrays.fill(types, typeByNumber.length, length, ValueType.ANY);
        types[number] = type;
        typeByNumber = types;
    }

    /** Notes that names may have been assigned meanwhile. */
    void maybeAssign(Collection<String> names) {
        for (String name : names) {
            int number = table.number(name);
            sometimes.set(number);
            setType(number, ValueType.ANY);
        }
    }

    /** Makes this the state of a place that no path leads to. */
    void leave() {
        isReachable = false;
    }

    NameState copy() {
        return new NameState(table, copy(always), copy(sometimes), typeByNumber, isReachable);
    }

    /** Returns the state where this path and another meet. */
    NameState join(NameState other) {
        if (!isReachable) {
            return other.copy();
        }
        NameState joined = copy();
        if (other.isReachable) {
            joined.always.and(other.always);
            joined.sometimes.or(other.sometimes);
            joined.joinTypes(other);
        }
        return joined;
    }

    /** Returns the state after another one whose assignments have all taken place as well. */
    NameState and(NameState other) {
        NameState both = copy();
        both.always.or(other.always);
        both.sometimes.or(other.sometimes);
        both.joinTypes(other);
        both.isReachable = isReachable && other.isReachable;
        return both;
    }

    private void joinTypes(NameState other) {
        if (Arrays.equals(typeByNumber, other.typeByNumber)) {
            return;
        }
        int length = Math.min(typeByNumber.length, other.typeByNumber.length);
        ValueType[] types = new ValueType[length];
        for (int i = 0; i < length; i++) {
            types[i] = typeByNumber[i].join(other.typeByNumber[i]);
        }
        typeByNumber = types;
    }

    boolean isEqualTo(@Nullable NameState other) {
        return other != null
                && isReachable == other.isReachable
                && always.equals(other.always)
                && sometimes.equals(other.sometimes)
                && Arrays.equals(typeByNumber, other.typeByNumber);
    }

    private static BitSet copy(BitSet bits) {
        BitSet copy = new BitSet(bits.length());
        copy.or(bits);
        return copy;
    }
}
