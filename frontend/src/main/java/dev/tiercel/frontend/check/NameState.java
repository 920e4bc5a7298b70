package dev.tiercel.frontend.check;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which variables have been assigned when an operation begins: on every path to it, and on at least
 * one. Changed by assignments while a block is walked, copied where paths part. Not thread-safe.
 */
final class NameState {
    private final Table table;
    private final BitSet always;
    private final BitSet sometimes;
    private boolean isReachable;

    /** The numbers of the names of a document. */
    static final class Table {
        private final Map<String, Integer> numberByName = new HashMap<>();

        private int number(String name) {
            return numberByName.computeIfAbsent(name, _ -> numberByName.size());
        }

        /** Returns the state at a start where nothing has been assigned. */
        NameState nothing() {
            return new NameState(this, new BitSet(), new BitSet(), true);
        }

        /** Returns the state of a place that no path leads to. */
        NameState unreachable() {
            return new NameState(this, new BitSet(), new BitSet(), false);
        }
    }

    private NameState(Table table, BitSet always, BitSet sometimes, boolean isReachable) {
        this.table = table;
        this.always = always;
        this.sometimes = sometimes;
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
        }
    }

    /** Notes that names may have been assigned meanwhile. */
    void maybeAssign(Collection<String> names) {
        names.forEach(name -> sometimes.set(table.number(name)));
    }

    /** Makes this the state of a place that no path leads to. */
    void leave() {
        isReachable = false;
    }

    NameState copy() {
        return new NameState(table, copy(always), copy(sometimes), isReachable);
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
        }
        return joined;
    }

    /** Returns the state after another one whose assignments have all taken place as well. */
    NameState and(NameState other) {
        NameState both = copy();
        both.always.or(other.always);
        both.sometimes.or(other.sometimes);
        both.isReachable = isReachable && other.isReachable;
        return both;
    }

    boolean isEqualTo(@Nullable NameState other) {
        return other != null
                && isReachable == other.isReachable
                && always.equals(other.always)
                && sometimes.equals(other.sometimes);
    }

    private static BitSet copy(BitSet bits) {
        BitSet copy = new BitSet(bits.length());
        copy.or(bits);
        return copy;
    }
}
