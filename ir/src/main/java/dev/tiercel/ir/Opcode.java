package dev.tiercel.ir;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an instruction computes, with its constants. The comments give the operands in order and the
 * result.
 *
 * <p>{@link #effects()} holds for operands of any type; {@code EffectsByType} narrows it.
 */
public sealed interface Opcode {

    // Values

    /**
     * No operands. The value is null, Boolean, Long, Double, String, {@link Absent}, or an
     * unmodifiable {@link List} or {@link java.util.SequencedMap} of such values, which stand for
     * arrays and objects.
     */
    record Constant(@Nullable Object value) implements Opcode {}

    /** Left, right → result of the operator. */
    record Binary(BinaryOperator operator) implements Opcode {}

    /** Operand → result of the operator. */
    record Unary(UnaryOperator operator) implements Opcode {}

    /** Any number of values → STRING: the concatenation of their text forms. */
    record Concatenate() implements Opcode {}

    /** Elements → ARRAY. */
    record MakeArray() implements Opcode {}

    /** One value per key → OBJECT with these distinct keys in this order. */
    record MakeObject(List<String> keys) implements Opcode {
        public MakeObject {
            keys = List.copyOf(keys);
        }
    }

    /**
     * Key, value, key, value, … → OBJECT; keys in text form, of equal keys the last value counts.
     */
    record MakeObjectWithKeys() implements Opcode {}

    /**
     * Value → its member by name, null if it has none (LANG-48).
     *
     * @param slotHint slot in which the member is expected, -1 if unknown; only a matter of speed
     */
    record GetMember(String name, int slotHint) implements Opcode {}

    /** Value → its own member by name if it is an object that has it, otherwise ABSENT. */
    record GetOwnMember(String name, int slotHint) implements Opcode {}

    /** Value, key → member or element (LANG-48). */
    record GetElement() implements Opcode {}

    /** Value or ABSENT, fallback → the first unless it is ABSENT. */
    record FirstPresent() implements Opcode {}

    // Request

    /** No operands → the value of a root. */
    record LoadRoot(Root root) implements Opcode {}

    /** No operands → member of PARAMS, QUERY or HEADERS by name, null if there is none. */
    record LoadRootMember(Root root, String name) implements Opcode {}

    /**
     * No operands → request field of that name (LANG-9 row 6), null if there is none.
     *
     * @param slotHint slot of the projected body in which a body member is expected, -1 if unknown
     */
    record LoadRequestField(String name, int slotHint) implements Opcode {}

    // Calls

    /** Arguments → result. Fewer operands than the greatest arity leave optional arguments null. */
    record CallBuiltin(Builtin function) implements Opcode {}

    /**
     * Arguments without the predicate, then captures → result. The routine is called with (element,
     * index, captures…) and gives the predicate's value; every visited element is charged.
     *
     * @param routine index of the predicate's routine
     * @param argumentCount number of arguments, the other operands are captures
     */
    record CallWithPredicate(Builtin function, int routine, int argumentCount) implements Opcode {}

    /**
     * Arguments → result of the routine with that index. Charging and depth are separate
     * instructions.
     */
    record CallRoutine(int routine) implements Opcode {}

    /** Numbers, numeric strings, or one array of them → DOUBLE. */
    record CallMath(MathFunction function) implements Opcode {}

    // Tasks

    /**
     * INTEGER greatest number at once (0 for the configured one), BOOLEAN race, then the captures
     * of each task → ARRAY, to be read by {@link TaskOutcome}. The routine of a task is called with
     * its captures and ends with a {@link TaskResult}.
     *
     * @param mergedCount number of variables that the tasks hand back
     * @param isConcurrent whether a task may have effects, so that tasks run side by side
     */
    record RunTasks(List<Task> tasks, TaskErrors onError, int mergedCount, boolean isConcurrent)
            implements Opcode {
        public RunTasks {
            tasks = List.copyOf(tasks);
        }
    }

    /** A task of {@link RunTasks}. */
    record Task(Optional<String> name, int routine, int captureCount) {}

    /**
     * INTEGER greatest number at once (0 for the configured one), BOOLEAN race, ARRAY elements,
     * INTEGER length, captures → ARRAY, as {@link RunTasks}. The routine is called with (element,
     * INTEGER index, INTEGER length, captures…) for each element.
     */
    record RunTaskForEach(int routine, TaskErrors onError, int mergedCount, boolean isConcurrent)
            implements Opcode {}

    /**
     * Result of a task, then for each variable that it may assign its number among the merged ones
     * and its value or ABSENT → ARRAY for {@link RunTasks}; free of charge.
     */
    record TaskResult() implements Opcode {}

    /**
     * Result of {@link RunTasks} → part of it: 0 the value of the operation, 1 the array of errors,
     * 2 and up the merged variables, ABSENT for one that no successful task assigned.
     */
    record TaskOutcome(int index) implements Opcode {
        /** The value of the operation. */
        public static final int VALUE = 0;

        /** The errors of failed tasks. */
        public static final int ERRORS = 1;

        /** The first merged variable. */
        public static final int FIRST_MERGED = 2;
    }

    // Conversion of fields

    /** Value → INTEGER from min to max, as an integer argument (LANG-55) of the named field. */
    record ConvertInteger(String field, long min, long max) implements Opcode {}

    /** Value → number from min to infinity, as a number argument of the named field. */
    record ConvertNumber(String field, double min) implements Opcode {}

    /** Value → BOOLEAN for a field: a boolean or one of the strings true and false. */
    record ConvertBoolean(String field) implements Opcode {}

    /** Value → STRING for a field in key position: its text form; null raises INVALID_ARGUMENT. */
    record ConvertKey(String field) implements Opcode {}

    /**
     * Value → DOUBLE as an argument of {@code math_op}: number or numeric string, else TYPE_ERROR.
     */
    record ConvertDouble() implements Opcode {}

    // Iteration

    /**
     * Value → ARRAY to iterate over: array itself, members of an object as {key, value}, null as
     * empty.
     */
    record IterationArray() implements Opcode {}

    /** ARRAY → INTEGER. */
    record ArrayLength() implements Opcode {}

    /** ARRAY, INTEGER from 0 to length − 1 → element. */
    record ArrayElement() implements Opcode {}

    /** INTEGER start, INTEGER end → INTEGER 1 if start ≤ end, else −1. */
    record DefaultStep() implements Opcode {}

    /**
     * INTEGER start, end, step → INTEGER number of values before end; step 0 raises
     * INVALID_ARGUMENT.
     */
    record RangeLength() implements Opcode {}

    /**
     * INTEGER start, step, index → INTEGER start + step · index, which is known not to overflow.
     */
    record RangeElement() implements Opcode {}

    /**
     * INTEGER → INTEGER plus one, wrapping; for counters that cannot reach the end of the range.
     */
    record Increment() implements Opcode {}

    /** No operands → INTEGER: the configured greatest number of iterations of while and until. */
    record LoadMaxIterations() implements Opcode {}

    /**
     * INTEGER iteration, INTEGER max → NULL; raises LIMIT_ITERATIONS unless iteration is below max.
     */
    record CheckIterations(boolean isWhile) implements Opcode {}

    // Budgets

    /** No operands → NULL; takes steps from the fuel without comparing it. */
    record Charge(int steps) implements Opcode {}

    /** No operands → NULL; raises if fuel, deadline or cancellation says so (OP-38, OP-40). */
    record Checkpoint() implements Opcode {}

    /** No operands → NULL; one call deeper, raises LIMIT_DEPTH. */
    record EnterCall() implements Opcode {}

    /** No operands → NULL; one call up. */
    record LeaveCall() implements Opcode {}

    /**
     * No operands → INTEGER call depth, used by {@link StoreDepth} only, also through parameters.
     */
    record LoadDepth() implements Opcode {}

    /** INTEGER call depth → NULL; restores what a caught error left. */
    record StoreDepth() implements Opcode {}

    // Errors

    /**
     * Message, code, status, data → error OBJECT; the message itself if it is an error (operation
     * throw).
     */
    record MakeError() implements Opcode {}

    /**
     * Error → BOOLEAN whether a clause with these codes catches it (ERR-12, ERR-14).
     *
     * @param patterns codes, a trailing * matches any rest; empty for every catchable error
     */
    record ErrorMatches(List<String> patterns) implements Opcode {
        public ErrorMatches {
            patterns = List.copyOf(patterns);
        }
    }

    /**
     * Error, error being handled or null → error whose cause is the second unless it has one or is
     * the same.
     */
    record SetCause() implements Opcode {}

    // Response

    /** Mapping of header values → headers OBJECT with names and texts checked (HTTP-27). */
    record CheckHeaders() implements Opcode {}

    /**
     * Value, status INTEGER or null, raw BOOLEAN or null, headers OBJECT or null → NULL; writes the
     * response (HTTP-24 to HTTP-28).
     */
    record Respond() implements Opcode {}

    /** Holes → NULL; writes a JSON response with that status and no further headers. */
    record RespondTemplate(int status, ResponseTemplate template) implements Opcode {}

    // Effects

    /** STRING message → NULL; writes a log line. */
    record Log(LogLevel level) implements Opcode {}

    /** Number of milliseconds → NULL; waits. */
    record Sleep() implements Opcode {}

    /**
     * INTEGER number of the retry from 1, number delay, number multiplier, number greatest delay →
     * BOOLEAN; waits as ERR-10 says and gives true, or gives false at once if the delay does not
     * fit into the deadline.
     *
     * @param fullJitter whether the delay is drawn uniformly between 0 and the computed one
     */
    record WaitBeforeRetry(boolean fullJitter) implements Opcode {}

    /**
     * Operands as the kind says → value of any type. Every operation that speaks to another system
     * is one of these, so that tiers and passes know one instruction only.
     *
     * @param plan what does not change between executions, in the form that the kind describes
     */
    record CallEffect(EffectKind kind, List<String> plan) implements Opcode {
        public CallEffect {
            plan = List.copyOf(plan);
        }
    }

    /** Returns everything an instruction with this opcode may do, whatever its operands are. */
    default Set<Effect> effects() {
        return OpcodeEffects.of(this);
    }
}
