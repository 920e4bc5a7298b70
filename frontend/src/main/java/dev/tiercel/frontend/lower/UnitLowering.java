package dev.tiercel.frontend.lower;

import dev.tiercel.frontend.document.AssignedNames;
import dev.tiercel.frontend.document.Operation;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.Program;
import dev.tiercel.ir.Root;
import dev.tiercel.ir.Routine;
import dev.tiercel.ir.SourceLocation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lowers one unit of a checked document, with every function that it can call, to a program. */
final class UnitLowering {
    private static final int UNKNOWN_SLOT = -1;

    private final PassedValues passed = new PassedValues();
    private final FunctionTable functions;
    private final RootNames roots;
    private final AssignedNames assignedNames;
    private final Set<String> routeVariables;
    private final List<@Nullable Routine> routines = new ArrayList<>();
    private final Map<FunctionBody, Integer> routineByFunction = new HashMap<>();
    private final Deque<FunctionBody> pendingFunctions = new ArrayDeque<>();
    private final List<SourceLocation> locations = new ArrayList<>();
    private final IdentityHashMap<SourceLocation, Integer> indexByLocation =
            new IdentityHashMap<>();

    /**
     * @param routeVariables every name that the logic or the hooks of the document assign
     */
    UnitLowering(
            FunctionTable functions,
            RootNames roots,
            AssignedNames assignedNames,
            Set<String> routeVariables) {
        this.functions = functions;
        this.roots = roots;
        this.assignedNames = assignedNames;
        this.routeVariables = routeVariables;
    }

    /** Lowers the logic of an HTTP route. */
    Program lowerLogic(String name, List<Operation> logic) {
        int main = reserve();
        RoutineBuilder builder = new RoutineBuilder(name, passed);
        UnitFrame frame = new UnitFrame(this, builder);
        lowerBody(new BlockLowering(frame, new HttpReturn(frame)), builder, logic);
        return finish(name, main, builder);
    }

    /** Lowers a hook of a WebSocket route; errors that leave it keep the variables, too (ERR-8). */
    Program lowerHook(String name, List<Operation> hook) {
        int main = reserve();
        RoutineBuilder builder = new RoutineBuilder(name, passed);
        HookFrame frame = new HookFrame(this, builder);
        ConnectionScope scope = new ConnectionScope(frame, List.copyOf(routeVariables));
        ErrorRegion region = builder.openRegion(frame.variables(assignedNames.of(hook)));
        lowerBody(new BlockLowering(frame, new HookReturn(frame, scope)), builder, hook);
        builder.closeRegion(region);
        if (region.isEntered()) {
            int error = builder.enterHandler(region);
            scope.save();
            builder.raise(error);
        } else {
            builder.abandonHandler(region);
        }
        return finish(name, main, builder);
    }

    private static void lowerBody(
            BlockLowering block, RoutineBuilder builder, List<Operation> body) {
        block.lower(body);
        if (builder.isReachable()) {
            block.returns().returnLast();
        }
    }

    private Program finish(String name, int main, RoutineBuilder builder) {
        routines.set(main, builder.build());
        while (!pendingFunctions.isEmpty()) {
            lowerFunction(pendingFunctions.remove());
        }
        List<Routine> built = new ArrayList<>();
        routines.forEach(routine -> built.add(Objects.requireNonNull(routine)));
        return new Program(name, built, locations, Optional.empty());
    }

    FunctionTable functions() {
        return functions;
    }

    AssignedNames assignedNames() {
        return assignedNames;
    }

    Set<String> routeVariables() {
        return routeVariables;
    }

    /** Returns the opcode that reads a name as root or request field (LANG-9 rows 5 and 6). */
    Opcode requestName(String name) {
        Optional<Root> root = roots.find(name);
        return root.isPresent()
                ? new Opcode.LoadRoot(root.get())
                : new Opcode.LoadRequestField(name, UNKNOWN_SLOT);
    }

    /** Returns the root that a bare name means if no variable hides it. */
    Optional<Root> root(String name) {
        return roots.find(name);
    }

    /** Returns the index of a source in the program's table. */
    int locationIndex(SourceLocation location) {
        return indexByLocation.computeIfAbsent(
                location,
                l -> {
                    locations.add(l);
                    return locations.size() - 1;
                });
    }

    /** Takes the next index for a routine that is added later. */
    int reserve() {
        routines.add(null);
        return routines.size() - 1;
    }

    void define(int index, Routine routine) {
        routines.set(index, routine);
    }

    /** Returns the index of the routine of a function, which is lowered once. */
    int routineOf(FunctionBody function) {
        Integer known = routineByFunction.get(function);
        if (known != null) {
            return known;
        }
        int index = reserve();
        routineByFunction.put(function, index);
        pendingFunctions.add(function);
        return index;
    }

    /**
     * Returns the variables of the route that a call of a function passes besides its arguments.
     */
    List<String> captures(FunctionBody function) {
        return functions.captures(function, routeVariables);
    }

    private void lowerFunction(FunctionBody function) {
        RoutineBuilder builder = new RoutineBuilder(function.name(), passed);
        FunctionFrame frame = new FunctionFrame(this, builder, function, captures(function));
        BlockLowering block =
                new BlockLowering(frame, new RoutineReturn(frame, frame::implicitResult));
        block.lower(function.body());
        if (builder.isReachable()) {
            block.returns().returnLast();
        }
        routines.set(routineOf(function), builder.build());
    }
}
