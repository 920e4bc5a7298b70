package dev.tiercel.server.admin;

import dev.tiercel.ir.pass.InliningReport;
import dev.tiercel.jit.CodeStatistics;
import dev.tiercel.jit.WhyNotCompiled;
import dev.tiercel.jit.tier.Tier;
import dev.tiercel.jit.tier.UnitStatistics;
import dev.tiercel.server.route.LiveUnit;
import dev.tiercel.server.route.Registered;
import dev.tiercel.server.route.ServedRoute;
import dev.tiercel.server.text.JsonText;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** How a unit is executed, as the admin API shows it (ADM-31). */
final class UnitResource {
    private static final double NANOS_PER_MILLISECOND = 1e6;

    private UnitResource() {}

    /** Writes the units of a route, none of a route without a version that registers. */
    static void writeAll(Registered route, JsonText list) {
        Optional<ServedRoute> served = route.version().flatMap(Registered.Version::route);
        if (served.isPresent()) {
            for (LiveUnit unit : served.get().units()) {
                list.elementObject(json -> write(route, served.get(), unit, json));
            }
        }
    }

    /** Writes the members {@code tier} to {@code why_not_compiled} of an explanation. */
    static void writeWhyNot(Optional<WhyNotCompiled> reason, JsonText json) {
        reason.ifPresentOrElse(
                why ->
                        json.object(
                                "why_not_compiled",
                                o ->
                                        o.field("code", why.code().name())
                                                .field("message", why.message())),
                () -> json.nullField("why_not_compiled"));
    }

    private static void write(Registered route, ServedRoute served, LiveUnit unit, JsonText json) {
        UnitStatistics statistics = unit.entry().statistics();
        json.field("route_id", served.id())
                .field("name", served.document().name())
                .field("method", served.method().name())
                .field("path", served.pattern())
                .field("unit", unit.name())
                .field("revision", route.stored().revision())
                .field("tier", statistics.tier().number())
                .field("tier_name", statistics.tier().label())
                .field("state", statistics.state().label())
                .field("calls", statistics.calls())
                .field("errors", statistics.errors());
        number("mean_ns", statistics.durations().mean(), json);
        number("p50_ns", statistics.durations().median(), json);
        number("p99_ns", statistics.durations().percentile99(), json);
        json.object("by_tier", tiers -> writeTiers(statistics, tiers));
        writeCompilations(statistics.compilations(), json);
        writeCode(statistics.code(), json);
        json.object("exits", exits -> exits.field("total", 0).array("sites", _ -> {}))
                .field("recompiles", statistics.recompiles())
                .strings("inlined_functions", inlined(unit));
        writeWhyNot(statistics.whyNotCompiled(), json);
    }

    /** Returns the functions that are part of the code of a unit. */
    private static List<String> inlined(LiveUnit unit) {
        return unit.entry().inlining().entries().stream()
                .filter(InliningReport.Entry::inlined)
                .map(InliningReport.Entry::name)
                .distinct()
                .toList();
    }

    private static void writeTiers(UnitStatistics statistics, JsonText json) {
        for (Tier tier : Tier.values()) {
            UnitStatistics.TierCalls calls = statistics.in(tier);
            json.object(
                    Integer.toString(tier.number()),
                    o -> {
                        o.field("calls", calls.calls());
                        number("mean_ns", calls.meanNanos(), o);
                    });
        }
    }

    private static void writeCompilations(
            Optional<UnitStatistics.Compilations> compilations, JsonText json) {
        compilations.ifPresentOrElse(
                c ->
                        json.object(
                                "compile",
                                o ->
                                        o.field("count", c.count())
                                                .field(
                                                        "last_ms",
                                                        c.lastNanos() / NANOS_PER_MILLISECOND)
                                                .field(
                                                        "total_ms",
                                                        c.totalNanos() / NANOS_PER_MILLISECOND)
                                                .field("last_at", c.lastAt().toString())),
                () -> json.nullField("compile"));
    }

    private static void writeCode(Optional<CodeStatistics> code, JsonText json) {
        code.ifPresentOrElse(
                c ->
                        json.field("bytecode_bytes", c.bytecodeBytes())
                                .field("largest_method_bytes", c.largestMethodBytes())
                                .field("ir_operations", c.irOperations()),
                () ->
                        json.nullField("bytecode_bytes")
                                .nullField("largest_method_bytes")
                                .nullField("ir_operations"));
    }

    private static void number(String name, OptionalLong value, JsonText json) {
        if (value.isPresent()) {
            json.field(name, value.getAsLong());
        } else {
            json.nullField(name);
        }
    }
}
