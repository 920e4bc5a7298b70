package dev.tiercel.frontend.lower;

import dev.tiercel.frontend.document.Operation;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The names that a block assigns outside of the loops and clauses that declare them, implicit
 * result variables included. Results are kept per block, so that nested blocks are walked once. For
 * use by one thread.
 */
public final class AssignedNames {
    private final IdentityHashMap<List<Operation>, Set<String>> namesByBlock =
            new IdentityHashMap<>();

    /** Knows no block yet. */
    public AssignedNames() {}

    /** Returns the names that the operations of a block assign, in order of first assignment. */
    public Set<String> of(List<Operation> block) {
        Set<String> known = namesByBlock.get(block);
        if (known != null) {
            return known;
        }
        Set<String> names = new LinkedHashSet<>();
        for (Operation operation : block) {
            names.addAll(of(operation));
        }
        Set<String> result = Collections.unmodifiableSet(names);
        namesByBlock.put(block, result);
        return result;
    }

    /** Returns the names that one operation assigns. */
    public Set<String> of(Operation operation) {
        return switch (operation) {
            case Operation.Set(_, var assignments) -> {
                Set<String> names = new LinkedHashSet<>();
                assignments.forEach(a -> names.add(a.variable()));
                yield names;
            }
            case Operation.Get _,
                    Operation.Return _,
                    Operation.Comment _,
                    Operation.Log _,
                    Operation.Sleep _,
                    Operation.Break _,
                    Operation.Continue _,
                    Operation.Throw _,
                    Operation.DefineFunction _ ->
                    Set.of();
            case Operation.If(_, var arms, var otherwise) -> {
                Set<String> names = new LinkedHashSet<>();
                arms.forEach(arm -> names.addAll(of(arm.body())));
                names.addAll(of(otherwise));
                yield names;
            }
            case Operation.Switch(_, _, var cases, var otherwise) -> {
                Set<String> names = new LinkedHashSet<>();
                cases.forEach(c -> names.addAll(of(c.body())));
                names.addAll(of(otherwise));
                yield names;
            }
            case Operation.Loop loop -> without(of(loop.body()), declaredBy(loop));
            case Operation.While loop -> without(of(loop.body()), Set.of(loop.loopVariable()));
            case Operation.ForRange loop ->
                    without(of(loop.body()), namesOf(loop.variable(), loop.loopVariable()));
            case Operation.Try attempt -> ofTry(attempt);
            case Operation.Parallel parallel -> ofParallel(parallel);
            case Operation.ParallelForEach parallel -> {
                Set<String> names = without(of(parallel.body()), declaredBy(parallel));
                yield withResults(names, parallel.options());
            }
            case Operation.CallFunction call ->
                    results(call.output(), "function_result", call.name() + "_result");
            case Operation.MathOp math -> results(math.output(), "math_result");
            case Operation.Compute compute -> results(compute.output(), compute.resultVariable());
            case Operation.AwaitAll(_, var output) -> results(output);
        };
    }

    /** Returns the names that a loop declares for its body. */
    static Set<String> declaredBy(Operation.Loop loop) {
        Set<String> names = namesOf(loop.variable(), "index", loop.loopVariable());
        loop.indexVariable().ifPresent(names::add);
        return names;
    }

    /** Returns the names that {@code for_each} declares for its tasks. */
    static Set<String> declaredBy(Operation.ParallelForEach parallel) {
        return namesOf(parallel.variable(), "index", "loop");
    }

    private Set<String> ofTry(Operation.Try attempt) {
        Set<String> names = new LinkedHashSet<>(of(attempt.body()));
        for (Operation.CatchClause clause : attempt.clauses()) {
            names.addAll(without(of(clause.body()), Set.of(clause.name())));
        }
        attempt.cleanup().ifPresent(cleanup -> names.addAll(of(cleanup)));
        return names;
    }

    private Set<String> ofParallel(Operation.Parallel parallel) {
        Set<String> names = new LinkedHashSet<>();
        parallel.tasks().forEach(task -> names.addAll(of(task.body())));
        return withResults(names, parallel.options());
    }

    private static Set<String> withResults(Set<String> names, Operation.ParallelOptions options) {
        Set<String> all = new LinkedHashSet<>(names);
        all.add("parallel_result");
        if (options.onError() == Operation.ParallelErrors.COLLECT) {
            all.add("parallel_errors");
        }
        options.output().ifPresent(all::add);
        return all;
    }

    private static Set<String> results(Optional<String> output, String... implicit) {
        Set<String> names = namesOf(implicit);
        output.ifPresent(names::add);
        return names;
    }

    private static Set<String> without(Set<String> names, Set<String> declared) {
        Set<String> rest = new LinkedHashSet<>(names);
        rest.removeAll(declared);
        return rest;
    }

    private static Set<String> namesOf(String... names) {
        return new LinkedHashSet<>(List.of(names));
    }
}
