package dev.tiercel.server.admin;

import dev.tiercel.frontend.document.AssignedNames;
import dev.tiercel.frontend.document.RouteDocument;
import dev.tiercel.ir.Block;
import dev.tiercel.ir.Effect;
import dev.tiercel.ir.EffectKind;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.Program;
import dev.tiercel.ir.Routine;
import dev.tiercel.ir.SourceLocation;
import dev.tiercel.ir.pass.InliningReport;
import dev.tiercel.ir.text.IrPrinter;
import dev.tiercel.jit.tier.RouteEntry;
import dev.tiercel.jit.tier.UnitStatistics;
import dev.tiercel.server.http.ProblemCode;
import dev.tiercel.server.http.Refusal;
import dev.tiercel.server.route.LiveUnit;
import dev.tiercel.server.route.Registered;
import dev.tiercel.server.route.Registry;
import dev.tiercel.server.route.Release;
import dev.tiercel.server.route.RouteMethod;
import dev.tiercel.server.route.ServedRoute;
import dev.tiercel.server.text.JsonText;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/** What became of a route: its IR, its passes, its class (ADM-29). Thread-safe. */
public final class ExplainEndpoint {
    private final Registry registry;

    ExplainEndpoint(Registry registry) {
        this.registry = registry;
    }

    void addTo(AdminRoutes.Builder routes) {
        routes.on(RouteMethod.GET, RouteEndpoints.BASE + "/:id/explain", this::explain);
    }

    private AdminAnswer explain(AdminRequest request) {
        Release release = registry.current();
        Registered route = RouteEndpoints.find(release, request.parameter("id"));
        ServedRoute served =
                route.version()
                        .flatMap(Registered.Version::route)
                        .orElseThrow(() ->
                                Refusal.of(
                                        ProblemCode.NOT_FOUND,
                                        "Route not found",
                                        "No version of the route registers"));
        LiveUnit unit = unit(served, request.query("unit").orElse(served.logic().name()));
        boolean isText =
                request.header("accept").orElse("").toLowerCase(Locale.ROOT).contains("text/plain");
        Supplier<Program> lowered = () -> lowered(release, served, unit);
        if (request.query("part").isPresent() && isText) {
            return AdminAnswer.text(200, part(request.query("part").get(), route, unit, lowered));
        }
        return AdminAnswer.json(
                200,
                json -> {
                    json.field("route_id", served.id());
                    write(route, unit, lowered.get(), release.number(), json);
                });
    }

    /** Lowers the unit again: a server of thousands of routes keeps only what runs. */
    private Program lowered(Release release, ServedRoute route, LiveUnit unit) {
        return registry.frontEnd().lower(route.document(), release).stream()
                .filter(u -> u.name().equals(unit.name()))
                .findFirst()
                .orElseThrow()
                .program();
    }

    private static LiveUnit unit(ServedRoute route, String name) {
        return route.units().stream()
                .filter(u -> u.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        Refusal.of(
                                ProblemCode.INVALID_REQUEST,
                                "The route has no unit `" + name + "`"));
    }

    private static String part(
            String part, Registered route, LiveUnit unit, Supplier<Program> lowered) {
        return switch (part) {
            case "document" -> JsonText.indentedObject(o -> RouteResource.write(route, o));
            case "ir" -> IrPrinter.print(lowered.get());
            case "optimized_ir" -> IrPrinter.print(unit.entry().program());
            case "bytecode" -> unit.entry().listing().orElse("");
            default ->
                    throw Refusal.of(
                            ProblemCode.INVALID_REQUEST,
                            "`part` is document, ir, optimized_ir or bytecode");
        };
    }

    private static void write(
            Registered route, LiveUnit unit, Program lowered, long release, JsonText json) {
        RouteEntry entry = unit.entry();
        UnitStatistics statistics = entry.statistics();
        json.field("name", route.stored().name())
                .field("unit", unit.name())
                .field("revision", route.stored().revision())
                .field("release", release)
                .object("document", o -> RouteResource.write(route, o))
                .array("functions", list -> writeFunctions(route, entry.inlining(), list))
                .array("variables", list -> writeVariables(route, list))
                .array("effects", list -> writeEffects(lowered, list))
                .field("ir", IrPrinter.print(lowered))
                .field("optimized_ir", IrPrinter.print(entry.program()))
                .array(
                        "passes",
                        list ->
                                entry.passes()
                                        .forEach(step ->
                                                list.elementObject(o ->
                                                        o.field("name", step.name())
                                                                .field("changed", step.changed()))))
                .field("bytecode", entry.listing().orElse(null))
                .field("tier", statistics.tier().number());
        UnitResource.writeWhyNot(statistics.whyNotCompiled(), json);
    }

    private static void writeFunctions(Registered route, InliningReport report, JsonText list) {
        Set<String> globals = route.version().map(Registered.Version::functions).orElse(Set.of());
        for (InliningReport.Entry entry : report.entries()) {
            list.elementObject(json ->
                    json.field("name", entry.name())
                            .field("scope", globals.contains(entry.name()) ? "global" : "local")
                            .field("inlined", entry.inlined())
                            .field(
                                    "reason",
                                    entry.reason().map(InliningReport.Reason::text).orElse(null)));
        }
    }

    private static void writeVariables(Registered route, JsonText list) {
        if (!(route.document().orElse(null) instanceof RouteDocument document)) {
            return;
        }
        AssignedNames assigned = new AssignedNames();
        RouteDocument.Hooks hooks = document.hooks();
        Set<String> names = new LinkedHashSet<>(assigned.of(document.logic()));
        List.of(hooks.onConnect(), hooks.onMessage(), hooks.onDisconnect())
                .forEach(block -> names.addAll(assigned.of(block)));
        for (String name : names) {
            list.elementObject(json ->
                    json.field("name", name)
                            .strings("types", List.of("any"))
                            .field("storage", "register"));
        }
    }

    private static void writeEffects(Program program, JsonText list) {
        Set<SourceLocation> places = new LinkedHashSet<>();
        for (Routine routine : program.routines()) {
            for (Block block : routine.blocks()) {
                for (Instruction instruction : block.instructions()) {
                    if (isOutside(instruction.opcode())
                            && instruction.location() != Instruction.NO_LOCATION) {
                        places.add(program.locations().get(instruction.location()));
                    }
                }
            }
        }
        for (SourceLocation place : places) {
            list.elementObject(json ->
                    json.field("pointer", place.pointer())
                            .field("line", place.line())
                            .field("operation", place.operation())
                            .field("class", "io"));
        }
    }

    /** Whether an instruction by itself interacts with the outside. */
    private static boolean isOutside(Opcode opcode) {
        return opcode.effects().contains(Effect.IO)
                && !(opcode instanceof Opcode.CallRoutine
                        || opcode instanceof Opcode.Respond
                        || opcode instanceof Opcode.RespondTemplate
                        || opcode instanceof Opcode.CallEffect(EffectKind kind, _)
                                && kind == EffectKind.SAVE_SCOPE
                        || opcode instanceof Opcode.RunTasks
                        || opcode instanceof Opcode.RunTaskForEach);
    }
}
