package dev.tiercel.frontend.document;

import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.frontend.expression.ExpressionPrinter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** One line for operations without their places, so that two notations of one thing are equal. */
final class OperationText {
    private OperationText() {}

    static String of(List<Operation> operations) {
        return operations.stream().map(OperationText::of).collect(Collectors.joining("; "));
    }

    private static String of(Operation operation) {
        return switch (operation) {
            case Operation.Set o ->
                    "set "
                            + o.assignments().stream()
                                    .map(a -> a.variable() + " = " + of(a.value()))
                                    .collect(Collectors.joining(", "));
            case Operation.Get o -> "get " + of(o.value());
            case Operation.Return o ->
                    "return "
                            + of(o.value())
                            + field(" status ", o.status())
                            + field(" raw ", o.raw())
                            + field(" headers ", o.headers());
            case Operation.Comment _ -> "comment";
            case Operation.Log o -> "log " + o.level() + " " + of(o.message());
            case Operation.Sleep o -> "sleep " + of(o.milliseconds());
            case Operation.If o ->
                    o.arms().stream()
                                    .map(a -> "if " + of(a.condition()) + " " + block(a.body()))
                                    .collect(Collectors.joining(" else "))
                            + " else "
                            + block(o.otherwise());
            case Operation.Switch o ->
                    "switch "
                            + of(o.value())
                            + o.cases().stream()
                                    .map(c -> " case " + of(c.value()) + " " + block(c.body()))
                                    .collect(Collectors.joining())
                            + " default "
                            + block(o.otherwise());
            case Operation.Loop o -> loop(o);
            case Operation.While o -> loop(o);
            case Operation.ForRange o -> loop(o);
            case Operation.Break _ -> "break";
            case Operation.Continue _ -> "continue";
            case Operation.Try o -> attempt(o);
            case Operation.Throw o ->
                    "throw "
                            + of(o.message())
                            + field(" code ", o.code())
                            + field(" status ", o.status())
                            + field(" data ", o.data());
            case Operation.Parallel o -> parallel(o);
            case Operation.ParallelForEach o -> parallel(o);
            case Operation.DefineFunction o -> function(o.function());
            case Operation.CallFunction o ->
                    "call " + o.name() + list(o.arguments()) + output(o.output());
            case Operation.MathOp o ->
                    "math " + o.function() + list(o.arguments()) + output(o.output());
            case Operation.Compute o ->
                    o.resultVariable() + " = " + compute(o.value()) + output(o.output());
            case Operation.AwaitAll o -> "await" + output(o.output());
            case Operation.Transaction o ->
                    "transaction "
                            + o.database()
                            + o.isolation().map(i -> " " + i).orElse("")
                            + " "
                            + block(o.body());
            case Operation.Connector o ->
                    o.resultVariable()
                            + list(o.parts().stream().map(Operation.Part::expression).toList())
                            + o.retry().map(OperationText::retry).orElse("")
                            + output(o.output());
        };
    }

    private static String loop(Operation.Loop o) {
        return "loop "
                + o.variable()
                + o.indexVariable().map(i -> "," + i).orElse("")
                + " "
                + o.loopVariable()
                + " in "
                + of(o.collection())
                + " "
                + block(o.body());
    }

    private static String loop(Operation.While o) {
        return (o.isWhile() ? "while " : "until ")
                + of(o.condition())
                + field(" max ", o.maxIterations())
                + " "
                + o.loopVariable()
                + " "
                + block(o.body());
    }

    private static String loop(Operation.ForRange o) {
        return "range "
                + o.variable()
                + " "
                + o.loopVariable()
                + " "
                + of(o.start())
                + ".."
                + of(o.end())
                + field(" step ", o.step())
                + " "
                + block(o.body());
    }

    private static String parallel(Operation.Parallel o) {
        return "parallel "
                + o.tasks().stream()
                        .map(t -> t.name().orElse("") + block(t.body()))
                        .collect(Collectors.joining(" "))
                + options(o.options());
    }

    private static String parallel(Operation.ParallelForEach o) {
        return "parallel "
                + o.variable()
                + " in "
                + of(o.collection())
                + " "
                + block(o.body())
                + options(o.options());
    }

    private static String function(LocalFunction function) {
        return "define " + function.name() + function.parameters() + " " + block(function.body());
    }

    private static String attempt(Operation.Try o) {
        return "try "
                + block(o.body())
                + o.retry().map(OperationText::retry).orElse("")
                + o.clauses().stream().map(OperationText::clause).collect(Collectors.joining())
                + o.cleanup().map(c -> " finally " + block(c)).orElse("");
    }

    private static String retry(Operation.Retry retry) {
        return " retry("
                + field("max ", retry.maxAttempts())
                + field(" delay ", retry.delayMillis())
                + field(" multiplier ", retry.multiplier())
                + field(" maxDelay ", retry.maxDelayMillis())
                + (retry.fullJitter() ? "" : " noJitter")
                + field(" when ", retry.when())
                + ")";
    }

    private static String clause(Operation.CatchClause clause) {
        return " catch "
                + clause.codes()
                + " "
                + clause.name()
                + field(" when ", clause.when())
                + " "
                + block(clause.body());
    }

    private static String options(Operation.ParallelOptions options) {
        return field(" max ", options.maxConcurrent())
                + " "
                + options.onError().name().toLowerCase(Locale.ROOT)
                + field(" race ", options.race())
                + output(options.output());
    }

    /** Calls of built-in functions are told apart by the constant, not by the name they share. */
    private static String compute(Expression value) {
        if (!(value instanceof Expression.BuiltinCall call)) {
            return of(value);
        }
        return call.function()
                + "("
                + call.arguments().stream()
                        .map(OperationText::compute)
                        .collect(Collectors.joining(", "))
                + call.predicate().map(p -> " " + p.itemName() + ": " + of(p.body())).orElse("")
                + ")";
    }

    private static String field(String name, Optional<Expression> expression) {
        return expression.map(e -> name + of(e)).orElse("");
    }

    private static String output(Optional<String> output) {
        return output.map(o -> " > " + o).orElse("");
    }

    private static String block(List<Operation> operations) {
        return "{" + of(operations) + "}";
    }

    private static String list(List<Expression> expressions) {
        return expressions.stream()
                .map(OperationText::of)
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String of(Expression expression) {
        return ExpressionPrinter.print(expression);
    }
}
