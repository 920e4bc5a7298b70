package dev.tiercel.frontend.document;

import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.ir.LogLevel;
import dev.tiercel.ir.MathFunction;
import dev.tiercel.ir.SourceLocation;
import java.util.List;
import java.util.Optional;

/** One step of a block, in canonical form: alternative names and shapes are resolved. Immutable. */
public sealed interface Operation {
    /** Where the operation stands: the list element of its block. */
    SourceLocation location();

    /** Assigns variables in order; the members of the multi form, or one. */
    record Set(SourceLocation location, List<Assignment> assignments) implements Operation {}

    /** A variable and its new value. */
    record Assignment(String variable, Expression value) {}

    record Get(SourceLocation location, Expression value) implements Operation {}

    /** Ends the route, function, hook or task; without value it is the literal null. */
    record Return(
            SourceLocation location,
            Expression value,
            Optional<Expression> status,
            Optional<Expression> raw,
            Optional<Expression> headers)
            implements Operation {}

    record Comment(SourceLocation location) implements Operation {}

    record Log(SourceLocation location, LogLevel level, Expression message) implements Operation {}

    record Sleep(SourceLocation location, Expression milliseconds) implements Operation {}

    /** The first arm with a truthy condition runs. */
    record If(SourceLocation location, List<Arm> arms, List<Operation> otherwise)
            implements Operation {}

    record Arm(Expression condition, List<Operation> body) {}

    record Switch(
            SourceLocation location, Expression value, List<Case> cases, List<Operation> otherwise)
            implements Operation {}

    record Case(Expression value, List<Operation> body) {}

    record Loop(
            SourceLocation location,
            Expression collection,
            String variable,
            Optional<String> indexVariable,
            String loopVariable,
            List<Operation> body)
            implements Operation {}

    /** {@code while}, or {@code until} if {@code isWhile} is false. */
    record While(
            SourceLocation location,
            boolean isWhile,
            Expression condition,
            Optional<Expression> maxIterations,
            String loopVariable,
            List<Operation> body)
            implements Operation {}

    record ForRange(
            SourceLocation location,
            Expression start,
            Expression end,
            Optional<Expression> step,
            String variable,
            String loopVariable,
            List<Operation> body)
            implements Operation {}

    record Break(SourceLocation location) implements Operation {}

    record Continue(SourceLocation location) implements Operation {}

    record Try(
            SourceLocation location,
            List<Operation> body,
            Optional<Retry> retry,
            List<CatchClause> clauses,
            Optional<List<Operation>> cleanup)
            implements Operation {}

    /** Fields of {@code retry} (ERR-9); absent fields have their defaults. */
    record Retry(
            Optional<Expression> maxAttempts,
            Optional<Expression> delayMillis,
            Optional<Expression> multiplier,
            Optional<Expression> maxDelayMillis,
            boolean fullJitter,
            Optional<Expression> when) {}

    /**
     * One way to handle an error (ERR-12).
     *
     * @param codes patterns, empty for all catchable errors
     * @param name variable that holds the error in {@code when} and {@code body}
     */
    record CatchClause(
            List<String> codes, Optional<Expression> when, String name, List<Operation> body) {}

    record Throw(
            SourceLocation location,
            Expression message,
            Optional<Expression> code,
            Optional<Expression> status,
            Optional<Expression> data)
            implements Operation {}

    /** {@code tasks} side by side; see {@link ParallelForEach} for the other form. */
    record Parallel(SourceLocation location, List<Task> tasks, ParallelOptions options)
            implements Operation {}

    record Task(Optional<String> name, List<Operation> body) {}

    record ParallelForEach(
            SourceLocation location,
            Expression collection,
            String variable,
            List<Operation> body,
            ParallelOptions options)
            implements Operation {}

    record ParallelOptions(
            Optional<Expression> maxConcurrent,
            ParallelErrors onError,
            Optional<Expression> race,
            Optional<String> output) {}

    /** What a failing task does to the others (OP-11). */
    enum ParallelErrors {
        THROW,
        FAIL_FAST,
        COLLECT
    }

    /** A declaration; executing it does nothing. */
    record DefineFunction(SourceLocation location, LocalFunction function) implements Operation {}

    record CallFunction(
            SourceLocation location,
            String name,
            List<Expression> arguments,
            Optional<String> output)
            implements Operation {
        /** Stands for a name that could not be read, which has been reported. */
        public static final String UNREADABLE = "";
    }

    record MathOp(
            SourceLocation location,
            MathFunction function,
            List<Expression> arguments,
            Optional<String> output)
            implements Operation {}

    /**
     * {@code string_op}, {@code date_op}, {@code json_op}, {@code map}, {@code filter}, {@code
     * aggregate}: a call of a built-in function.
     *
     * @param resultVariable the implicit result variable
     */
    record Compute(
            SourceLocation location,
            Expression value,
            String resultVariable,
            Optional<String> output)
            implements Operation {}

    /** {@code await_all}: the empty array. */
    record AwaitAll(SourceLocation location, Optional<String> output) implements Operation {}

    /** The statements of its body on one connection, all or none (OP-29 to OP-31). */
    record Transaction(
            SourceLocation location,
            String database,
            Optional<String> isolation,
            List<Operation> body)
            implements Operation {}

    /** An operation that speaks to another system, or may do so, and has a value. */
    sealed interface Connector extends Operation
            permits HttpOperation,
                    RedisOperation,
                    SqlOperation,
                    WebSocketOperation,
                    ExtensionOperation {
        /**
         * Returns the expressions of its fields in order of evaluation, those of retry excepted.
         */
        List<Part> parts();

        /** Returns how it is repeated. */
        default Optional<Retry> retry() {
            return Optional.empty();
        }

        /** Returns the implicit result variable. */
        String resultVariable();

        Optional<String> output();
    }

    /**
     * The expression of a field.
     *
     * @param isValue whether it stands in a value position
     */
    record Part(Expression expression, boolean isValue) {}
}
