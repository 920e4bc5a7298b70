package dev.tiercel.runtime.function;

import dev.tiercel.runtime.Comparisons;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The order of {@code sort}: numbers, strings and booleans, ascending or descending; then other
 * values, then nulls, which have no order among themselves and keep theirs because the sort is
 * stable.
 */
enum SortOrder implements Comparator<@Nullable Object> {
    ASCENDING(1),
    DESCENDING(-1);

    private static final int NUMBER = 0;
    private static final int STRING = 1;
    private static final int BOOLEAN = 2;
    private static final int OTHER = 3;
    private static final int NULL = 4;

    private final int sign;

    SortOrder(int sign) {
        this.sign = sign;
    }

    /** Reads the argument {@code order}. */
    static SortOrder of(@Nullable Object order) {
        if (order == null) {
            return ASCENDING;
        }
        return switch (Arguments.name("sort", order)) {
            case "asc" -> ASCENDING;
            case "desc" -> DESCENDING;
            default -> throw Arguments.outOfRange("sort", "the order is asc or desc, not " + order);
        };
    }

    @Override
    public int compare(@Nullable Object left, @Nullable Object right) {
        int leftRank = rank(left);
        int rightRank = rank(right);
        if (leftRank != rightRank) {
            int difference = leftRank - rightRank;
            return Math.max(leftRank, rightRank) < OTHER ? sign * difference : difference;
        }
        return left == null || right == null ? 0 : sign * compareAlike(leftRank, left, right);
    }

    private static int compareAlike(int rank, Object left, Object right) {
        return switch (rank) {
            case NUMBER -> Comparisons.compareNumbers(left, right);
            case STRING -> Comparisons.compareStrings((String) left, (String) right);
            case BOOLEAN -> Boolean.compare((Boolean) left, (Boolean) right);
            default -> 0;
        };
    }

    private static int rank(@Nullable Object value) {
        return switch (value) {
            case null -> NULL;
            case Long _, Double _ -> NUMBER;
            case String _ -> STRING;
            case Boolean _ -> BOOLEAN;
            default -> OTHER;
        };
    }
}
