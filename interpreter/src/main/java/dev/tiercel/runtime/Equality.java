package dev.tiercel.runtime;

import dev.tiercel.ir.Absent;
import org.jspecify.annotations.Nullable;

/** Equality of values that are neither identical nor null (LANG-50). Used for one comparison. */
final class Equality {
    private static final int STEPS_BETWEEN_CHECKS = 4096;

    private final ExecutionContext context;
    private int steps;

    private Equality(ExecutionContext context) {
        this.context = context;
    }

    static boolean isEqual(ExecutionContext context, Object left, Object right) {
        return switch (left) {
            case String text -> equalsText(right, text);
            case Boolean _, Long _, Double _ when right instanceof String text ->
                    equalsText(left, text);
            default -> isStrictlyEqual(context, left, right);
        };
    }

    static boolean isStrictlyEqual(ExecutionContext context, Object left, Object right) {
        return switch (left) {
            case Long _, Double _ ->
                    (right instanceof Long || right instanceof Double)
                            && Comparisons.compareNumbers(left, right) == 0;
            case ArrayValue _, ObjectValue _ -> new Equality(context).areEqual(left, right, 1);
            default -> left.equals(right);
        };
    }

    /** Whether a boolean or a number equals a text that denotes it. */
    private static boolean equalsText(Object value, String text) {
        return switch (value) {
            case Boolean bool -> text.equals(bool ? "true" : "false");
            case Long _, Double _ -> {
                Object number = NumericText.parse(text);
                yield number != null && Comparisons.compareNumbers(value, number) == 0;
            }
            default -> false;
        };
    }

    @SuppressWarnings("ReferenceEquality") // a fast path before comparing contents
    private boolean areParts(@Nullable Object left, @Nullable Object right, int depth) {
        if (left == right) {
            return true;
        }
        if (left == null || right == null) {
            return false;
        }
        if (left instanceof ArrayValue || left instanceof ObjectValue) {
            return areEqual(left, right, depth + 1);
        }
        return isStrictlyEqual(context, left, right);
    }

    private boolean areEqual(Object left, Object right, int depth) {
        // Values that share parts can take exponentially more steps than they have parts.
        if (++steps % STEPS_BETWEEN_CHECKS == 0) {
            context.checkTime();
        }
        if (left instanceof ArrayValue l && right instanceof ArrayValue r) {
            return l.size() == r.size() && areElementsEqual(l, r, depth);
        }
        if (left instanceof ObjectValue l && right instanceof ObjectValue r) {
            return l.size() == r.size() && areMembersEqual(l, r, depth);
        }
        return false;
    }

    private boolean areElementsEqual(ArrayValue left, ArrayValue right, int depth) {
        Nesting.check(depth);
        for (int i = 0; i < left.size(); i++) {
            if (!areParts(left.get(i), right.get(i), depth)) {
                return false;
            }
        }
        return true;
    }

    private boolean areMembersEqual(ObjectValue left, ObjectValue right, int depth) {
        Nesting.check(depth);
        for (int i = 0; i < left.slotCount(); i++) {
            Object member = left.slot(i);
            if (member != Absent.ABSENT) {
                Object other = right.find(left.key(i), i);
                if (other == Absent.ABSENT || !areParts(member, other, depth)) {
                    return false;
                }
            }
        }
        return true;
    }
}
