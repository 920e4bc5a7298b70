package dev.tiercel.frontend.document;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A block of an operation with the names that exist in it only (LANG-14).
 *
 * @param roleByName the names and what they hold
 */
public record NestedBlock(List<Operation> body, Map<String, Role> roleByName) {
    public NestedBlock {
        body = List.copyOf(body);
        roleByName = Collections.unmodifiableMap(new LinkedHashMap<>(roleByName));
    }

    /** What a name that is declared for a block holds. */
    public enum Role {
        /** An element or a position. */
        VALUE,
        /** The progress of a loop (LANG-15). */
        LOOP,
        /** An error value (ERR-1). */
        ERROR
    }

    /** Returns the blocks of an operation, the body of a declared function excepted. */
    public static List<NestedBlock> of(Operation operation) {
        return switch (operation) {
            case Operation.If(_, List<Operation.Arm> arms, List<Operation> otherwise) ->
                    plain(
                            Stream.concat(
                                    arms.stream().map(Operation.Arm::body), Stream.of(otherwise)));
            case Operation.Switch(_, _, List<Operation.Case> cases, List<Operation> otherwise) ->
                    plain(
                            Stream.concat(
                                    cases.stream().map(Operation.Case::body),
                                    Stream.of(otherwise)));
            case Operation.Loop loop -> List.of(of(loop));
            case Operation.While loop -> List.of(of(loop));
            case Operation.ForRange loop -> List.of(of(loop));
            case Operation.Try attempt -> ofTry(attempt);
            case Operation.Transaction transaction -> plain(Stream.of(transaction.body()));
            case Operation.Parallel parallel ->
                    plain(parallel.tasks().stream().map(Operation.Task::body));
            case Operation.ParallelForEach parallel -> List.of(of(parallel));
            case Operation.Set _,
                    Operation.Get _,
                    Operation.Return _,
                    Operation.Comment _,
                    Operation.Log _,
                    Operation.Sleep _,
                    Operation.Break _,
                    Operation.Continue _,
                    Operation.Throw _,
                    Operation.DefineFunction _,
                    Operation.CallFunction _,
                    Operation.MathOp _,
                    Operation.Compute _,
                    Operation.Connector _,
                    Operation.AwaitAll _ ->
                    List.of();
        };
    }

    /** Returns the body of a loop. */
    public static NestedBlock of(Operation.Loop loop) {
        Map<String, Role> roles = new LinkedHashMap<>();
        roles.put("index", Role.VALUE);
        loop.indexVariable().ifPresent(name -> roles.put(name, Role.VALUE));
        roles.put(loop.loopVariable(), Role.LOOP);
        roles.put(loop.variable(), Role.VALUE);
        return new NestedBlock(loop.body(), roles);
    }

    /** Returns the body of a loop. */
    public static NestedBlock of(Operation.While loop) {
        return new NestedBlock(loop.body(), Map.of(loop.loopVariable(), Role.LOOP));
    }

    /** Returns the body of a loop. */
    public static NestedBlock of(Operation.ForRange loop) {
        Map<String, Role> roles = new LinkedHashMap<>();
        roles.put(loop.loopVariable(), Role.LOOP);
        roles.put(loop.variable(), Role.VALUE);
        return new NestedBlock(loop.body(), roles);
    }

    /** Returns the body of the tasks. */
    public static NestedBlock of(Operation.ParallelForEach parallel) {
        Map<String, Role> roles = new LinkedHashMap<>();
        roles.put("index", Role.VALUE);
        roles.put("loop", Role.LOOP);
        roles.put(parallel.variable(), Role.VALUE);
        return new NestedBlock(parallel.body(), roles);
    }

    /** Returns the body of a clause. */
    public static NestedBlock of(Operation.CatchClause clause) {
        return new NestedBlock(clause.body(), Map.of(clause.name(), Role.ERROR));
    }

    /** Returns the names that exist in the block only. */
    public Set<String> declared() {
        return roleByName.keySet();
    }

    private static List<NestedBlock> ofTry(Operation.Try attempt) {
        List<NestedBlock> blocks = new ArrayList<>(plain(Stream.of(attempt.body())));
        attempt.clauses().forEach(clause -> blocks.add(of(clause)));
        attempt.cleanup().ifPresent(cleanup -> blocks.add(new NestedBlock(cleanup, Map.of())));
        return blocks;
    }

    private static List<NestedBlock> plain(Stream<List<Operation>> bodies) {
        return bodies.map(body -> new NestedBlock(body, Map.<String, Role>of())).toList();
    }
}
