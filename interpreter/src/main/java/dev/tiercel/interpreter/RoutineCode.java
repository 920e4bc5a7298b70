package dev.tiercel.interpreter;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Register code of one routine. Immutable once built; all tables are read by every thread that runs
 * it.
 *
 * @param code operation codes and operands, see {@link RegisterOpcode}
 * @param pool references that the code refers to
 * @param firstReferences the register file for references at the start, with its constants
 * @param firstNumbers the register file for numbers at the start, with its constants
 * @param parameters register of each parameter
 * @param handlers error edges
 * @param locations sources of errors
 */
record RoutineCode(
        int[] code,
        @Nullable Object[] pool,
        @Nullable Object[] firstReferences,
        long[] firstNumbers,
        Register[] parameters,
        Handler[] handlers,
        LocationTable locations) {

    /** A register of one of the two files. */
    record Register(Kind kind, int index) {
        /** How the value is held. */
        enum Kind {
            REFERENCE,
            LONG,
            DOUBLE,
            BOOLEAN
        }

        boolean isReference() {
            return kind == Kind.REFERENCE;
        }
    }

    /**
     * Where errors of a range of code continue.
     *
     * @param start first position covered
     * @param end position after the last one covered
     * @param target position of the code that passes the edge's arguments
     * @param error register that receives the error
     */
    record Handler(int start, int end, int target, int error) {}

    /** The location of each position, as runs in ascending order. */
    record LocationTable(int[] starts, int[] locations) {
        int at(int position) {
            int found = Arrays.binarySearch(starts, position);
            int run = found >= 0 ? found : -found - 2;
            return run >= 0 ? locations[run] : -1;
        }
    }

    /** Returns the handler of a position, null if errors there leave the routine. */
    @Nullable Handler handlerOf(int position) {
        for (Handler handler : handlers) {
            if (position >= handler.start() && position < handler.end()) {
                return handler;
            }
        }
        return null;
    }
}
