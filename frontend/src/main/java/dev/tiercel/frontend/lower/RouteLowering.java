package dev.tiercel.frontend.lower;

import dev.tiercel.frontend.document.AssignedNames;
import dev.tiercel.frontend.document.ExtensionDocument;
import dev.tiercel.frontend.document.FunctionDocument;
import dev.tiercel.frontend.document.Operation;
import dev.tiercel.frontend.document.RouteDocument;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Lowers the units of a route. */
public final class RouteLowering {
    private final RouteDocument route;
    private final FunctionTable functions;
    private final AssignedNames assignedNames = new AssignedNames();

    /**
     * @param globals global functions by name
     * @param extensions by the operation that they add
     */
    public RouteLowering(
            RouteDocument route,
            Map<String, FunctionDocument> globals,
            Map<String, ExtensionDocument> extensions) {
        this.route = route;
        this.functions = new FunctionTable(blocks(route), globals, extensions);
    }

    /** Returns the route with one program per unit. */
    public CompiledRoute lower() {
        return route.isWebSocket() ? lowerHooks() : lowerRouteLogic();
    }

    private CompiledRoute lowerHooks() {
        RouteDocument.Hooks hooks = route.hooks();
        Set<String> variables = new LinkedHashSet<>();
        blocks(route).forEach(block -> variables.addAll(assignedNames.of(block)));
        List<CompiledUnit> units = new ArrayList<>();
        addHook("on_connect", hooks.onConnect(), variables, units);
        addHook("on_message", hooks.onMessage(), variables, units);
        addHook("on_disconnect", hooks.onDisconnect(), variables, units);
        return compiled(units);
    }

    private void addHook(
            String name, List<Operation> hook, Set<String> variables, List<CompiledUnit> units) {
        if (!hook.isEmpty()) {
            UnitLowering unit =
                    new UnitLowering(functions, RootNames.HOOK, assignedNames, variables);
            units.add(new CompiledUnit(name, unit.lowerHook(route.name(), hook)));
        }
    }

    private CompiledRoute lowerRouteLogic() {
        UnitLowering logic =
                new UnitLowering(
                        functions, RootNames.HTTP, assignedNames, assignedNames.of(route.logic()));
        return compiled(
                List.of(new CompiledUnit("logic", logic.lowerLogic(route.name(), route.logic()))));
    }

    private CompiledRoute compiled(List<CompiledUnit> units) {
        return new CompiledRoute(
                units, globalFunctions(), functions.extensionOperations(blocks(route)));
    }

    private Set<String> globalFunctions() {
        return functions.reachableFrom(blocks(route)).stream()
                .filter(function -> !function.isLocal())
                .map(FunctionBody::name)
                .collect(Collectors.toSet());
    }

    private static List<List<Operation>> blocks(RouteDocument route) {
        return route.isWebSocket()
                ? List.of(
                        route.hooks().onConnect(),
                        route.hooks().onMessage(),
                        route.hooks().onDisconnect())
                : List.of(route.logic());
    }
}
