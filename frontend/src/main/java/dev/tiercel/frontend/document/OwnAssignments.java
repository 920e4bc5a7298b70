package dev.tiercel.frontend.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The variables that an operation itself assigns, those of its blocks excepted. */
public final class OwnAssignments {
    private OwnAssignments() {}

    /**
     * An assignment.
     *
     * @param isImplicit whether the name is not written in the operation (OP-2)
     */
    public record Assigned(String name, boolean isImplicit) {}

    /** Returns the assignments in order. */
    public static List<Assigned> of(Operation operation) {
        return switch (operation) {
            case Operation.Set(_, List<Operation.Assignment> assignments) ->
                    assignments.stream().map(a -> new Assigned(a.variable(), false)).toList();
            case Operation.CallFunction call ->
                    results(call.output(), "function_result", call.name() + "_result");
            case Operation.MathOp math -> results(math.output(), "math_result");
            case Operation.Compute compute -> results(compute.output(), compute.resultVariable());
            case Operation.Connector connector ->
                    results(connector.output(), connector.resultVariable());
            case Operation.AwaitAll(_, Optional<String> output) -> results(output);
            case Operation.Parallel parallel -> ofParallel(parallel.options());
            case Operation.ParallelForEach parallel -> ofParallel(parallel.options());
            case Operation.Get _,
                    Operation.Return _,
                    Operation.Comment _,
                    Operation.Log _,
                    Operation.Sleep _,
                    Operation.If _,
                    Operation.Switch _,
                    Operation.Loop _,
                    Operation.While _,
                    Operation.ForRange _,
                    Operation.Break _,
                    Operation.Continue _,
                    Operation.Try _,
                    Operation.Transaction _,
                    Operation.Throw _,
                    Operation.DefineFunction _ ->
                    List.of();
        };
    }

    private static List<Assigned> ofParallel(Operation.ParallelOptions options) {
        return options.onError() == Operation.ParallelErrors.COLLECT
                ? results(options.output(), "parallel_result", "parallel_errors")
                : results(options.output(), "parallel_result");
    }

    private static List<Assigned> results(Optional<String> output, String... implicit) {
        List<Assigned> assigned = new ArrayList<>();
        for (String name : implicit) {
            assigned.add(new Assigned(name, true));
        }
        output.ifPresent(name -> assigned.add(new Assigned(name, false)));
        return assigned;
    }
}
