package dev.tiercel.frontend.lower;

import dev.tiercel.frontend.document.ExtensionDocument;
import dev.tiercel.frontend.document.ExtensionOperation;
import dev.tiercel.frontend.document.Field;
import dev.tiercel.frontend.document.FunctionDocument;
import dev.tiercel.frontend.document.Operation;
import dev.tiercel.frontend.document.OperationWalk;
import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.frontend.expression.ExpressionWalk;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The user functions that a unit can call, and what each of them reads outside of itself. */
final class FunctionTable {
    private final Map<String, FunctionBody> localByName = new LinkedHashMap<>();
    private final Map<String, FunctionDocument> globals;
    private final Map<String, FunctionBody> globalByName = new HashMap<>();
    private final Map<FunctionBody, Uses> usesByFunction = new HashMap<>();
    private final Map<FunctionBody, Set<String>> capturesByFunction = new HashMap<>();
    private final PassedValues captured = new PassedValues();
    private final Map<String, ExtensionDocument> extensionByOperation;
    private final CallResolver calls;

    private record Uses(Set<String> names, Set<FunctionBody> functions) {}

    /**
     * @param blocks the blocks of the document, which may declare local functions
     * @param extensions by the operation that they add
     */
    FunctionTable(
            List<List<Operation>> blocks,
            Map<String, FunctionDocument> globals,
            Map<String, ExtensionDocument> extensions) {
        this.globals = globals;
        this.extensionByOperation = extensions;
        for (List<Operation> block : blocks) {
            OperationWalk.forEach(block, this::declare);
        }
        calls = new CallResolver(this);
    }

    CallResolver calls() {
        return calls;
    }

    /**
     * Returns the function that a name means.
     *
     * @param seesLocal whether the call stands in the document of the unit
     */
    Optional<FunctionBody> find(String name, boolean seesLocal) {
        FunctionBody local = seesLocal ? localByName.get(name) : null;
        return Optional.ofNullable(local != null ? local : global(name));
    }

    /** Most documents call few of the global functions, of which there may be many. */
    private @Nullable FunctionBody global(String name) {
        FunctionBody known = globalByName.get(name);
        FunctionDocument document = known == null ? globals.get(name) : null;
        if (document == null) {
            return known;
        }
        FunctionBody body = FunctionBody.of(document);
        globalByName.put(name, body);
        return body;
    }

    /** Returns the extension that adds an operation. */
    ExtensionDocument extension(String operation) {
        ExtensionDocument extension = extensionByOperation.get(operation);
        if (extension == null) {
            throw new IllegalStateException("unchecked operation " + operation);
        }
        return extension;
    }

    /** Returns the operations of extensions that blocks or the functions they call use. */
    Set<String> extensionOperations(List<List<Operation>> blocks) {
        Set<String> operations = new LinkedHashSet<>();
        blocks.forEach(block -> collectExtensions(block, operations));
        reachableFrom(blocks).forEach(f -> collectExtensions(f.body(), operations));
        return operations;
    }

    private static void collectExtensions(List<Operation> block, Set<String> operations) {
        OperationWalk.forEach(
                block,
                operation -> {
                    if (operation instanceof ExtensionOperation extension) {
                        operations.add(extension.operation());
                    }
                });
    }

    /**
     * Returns the variables of the route that a function may read, itself or through the functions
     * it calls, in a fixed order.
     */
    List<String> captures(FunctionBody function, Set<String> routeVariables) {
        if (!capturesByFunction.containsKey(function)) {
            findCaptures(function, routeVariables);
        }
        return List.copyOf(capturesByFunction.getOrDefault(function, Set.of()));
    }

    /** Finds the captures of a function and of those that it may call, each pair of them once. */
    private void findCaptures(FunctionBody function, Set<String> routeVariables) {
        Map<FunctionBody, List<FunctionBody>> callersByFunction = new HashMap<>();
        Deque<Map.Entry<FunctionBody, String>> found = new ArrayDeque<>();
        Deque<FunctionBody> pending = new ArrayDeque<>(List.of(function));
        capturesByFunction.put(function, new TreeSet<>());
        while (!pending.isEmpty()) {
            FunctionBody caller = pending.pop();
            Uses uses = uses(caller);
            for (String name : uses.names()) {
                if (routeVariables.contains(name)) {
                    found.push(Map.entry(caller, name));
                }
            }
            for (FunctionBody callee : uses.functions()) {
                callersByFunction.computeIfAbsent(callee, _ -> new ArrayList<>()).add(caller);
                Set<String> known = capturesByFunction.putIfAbsent(callee, new TreeSet<>());
                if (known == null) {
                    pending.push(callee);
                } else {
                    known.forEach(name -> found.push(Map.entry(caller, name)));
                }
            }
        }
        while (!found.isEmpty()) {
            Map.Entry<FunctionBody, String> capture = found.pop();
            boolean isNew =
                    capturesByFunction
                            .computeIfAbsent(capture.getKey(), _ -> new TreeSet<>())
                            .add(capture.getValue());
            if (isNew) {
                captured.add(1);
                callersByFunction
                        .getOrDefault(capture.getKey(), List.of())
                        .forEach(caller -> found.push(Map.entry(caller, capture.getValue())));
            }
        }
    }

    /**
     * Returns the local functions, and every function that they or the blocks of the document may
     * call.
     */
    Set<FunctionBody> reachableFrom(List<List<Operation>> blocks) {
        Set<FunctionBody> start = new LinkedHashSet<>(localByName.values());
        blocks.forEach(block -> start.addAll(uses(block, true).functions()));
        return closure(start);
    }

    /**
     * Whether an operation of class io may be executed by a block or the functions that it calls.
     *
     * @param seesLocal whether the block stands in the document of the unit
     */
    boolean hasEffects(List<Operation> block, boolean seesLocal) {
        return containsEffect(block)
                || closure(uses(block, seesLocal).functions()).stream()
                        .anyMatch(function -> containsEffect(function.body()));
    }

    private boolean containsEffect(List<Operation> block) {
        AtomicBoolean found = new AtomicBoolean();
        OperationWalk.forEach(
                block,
                operation -> {
                    if (isEffect(operation)) {
                        found.set(true);
                    }
                });
        return found.get();
    }

    /** Whether an operation is of class io, whatever the functions do that it calls. */
    private boolean isEffect(Operation operation) {
        if (operation instanceof ExtensionOperation extension) {
            return extension(extension.operation()).target()
                    instanceof ExtensionDocument.Target.Webhook;
        }
        return operation instanceof Operation.Log
                || operation instanceof Operation.Sleep
                || operation instanceof Operation.Transaction
                || operation instanceof Operation.Connector;
    }

    private Set<FunctionBody> closure(Set<FunctionBody> start) {
        Set<FunctionBody> reached = new LinkedHashSet<>(start);
        Deque<FunctionBody> pending = new ArrayDeque<>(start);
        while (!pending.isEmpty()) {
            for (FunctionBody callee : uses(pending.pop()).functions()) {
                if (reached.add(callee)) {
                    pending.push(callee);
                }
            }
        }
        return reached;
    }

    private Uses uses(FunctionBody function) {
        Uses known = usesByFunction.get(function);
        if (known == null) {
            known = uses(function.body(), function.isLocal());
            usesByFunction.put(function, known);
        }
        return known;
    }

    private Uses uses(List<Operation> block, boolean seesLocal) {
        Uses uses = new Uses(new LinkedHashSet<>(), new LinkedHashSet<>());
        OperationWalk.forEach(
                block,
                operation -> {
                    if (operation instanceof Operation.CallFunction call) {
                        find(call.name(), seesLocal).ifPresent(uses.functions()::add);
                    }
                    if (operation instanceof ExtensionOperation extension) {
                        uses.functions().addAll(functions(extension(extension.operation())));
                    }
                    Field.all(operation).forEach(e -> collect(e, seesLocal, uses));
                });
        return uses;
    }

    /** Returns the functions that an extension calls itself; it knows the global ones only. */
    private Set<FunctionBody> functions(ExtensionDocument extension) {
        Uses uses = new Uses(new LinkedHashSet<>(), new LinkedHashSet<>());
        switch (extension.target()) {
            case ExtensionDocument.Target.Function(var name) ->
                    find(name, false).ifPresent(uses.functions()::add);
            case ExtensionDocument.Target.Webhook webhook ->
                    webhook.expressions().forEach(e -> collect(e, false, uses));
        }
        return uses.functions();
    }

    private void collect(Expression root, boolean seesLocal, Uses uses) {
        ExpressionWalk.forEach(
                root,
                expression -> {
                    if (expression instanceof Expression.Name(var name, _)) {
                        uses.names().add(name);
                    } else if (expression instanceof Expression.Call call) {
                        switch (calls.resolve(call, seesLocal)) {
                            case CallResolver.UserCall(var function, _) ->
                                    uses.functions().add(function);
                            case CallResolver.BuiltinCall(_, _, var predicate) ->
                                    predicate.ifPresent(p -> collect(p.body(), seesLocal, uses));
                        }
                    }
                });
    }

    private void declare(Operation operation) {
        if (operation instanceof Operation.DefineFunction(_, var function)) {
            localByName.put(function.name(), FunctionBody.of(function));
        }
    }
}
