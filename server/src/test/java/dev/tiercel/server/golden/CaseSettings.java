package dev.tiercel.server.golden;

import dev.tiercel.runtime.BudgetLimits;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a case says about the server: section {@code settings}, one {@code name: value} a line.
 *
 * @param now where the clock stands when logic begins; it advances with every wait
 * @param environment the allow-listed variables, {@code NAME=value} separated by spaces
 */
record CaseSettings(BudgetLimits limits, Instant now, Map<String, String> environment) {
    static final CaseSettings DEFAULTS =
            new CaseSettings(
                    BudgetLimits.DEFAULTS, Instant.parse("2025-06-15T08:00:00Z"), Map.of());

    CaseSettings {
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }

    static CaseSettings parse(List<String> lines) {
        CaseSettings settings = DEFAULTS;
        for (String line : lines) {
            if (!line.isBlank() && !line.startsWith("#")) {
                int colon = line.indexOf(':');
                settings =
                        settings.with(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        }
        return settings;
    }

    private CaseSettings with(String name, String value) {
        return switch (name) {
            case "now" -> new CaseSettings(limits, Instant.parse(value), environment);
            case "env" -> new CaseSettings(limits, now, variables(value));
            default ->
                    new CaseSettings(with(limits, name, Long.parseLong(value)), now, environment);
        };
    }

    private static BudgetLimits with(BudgetLimits limits, String name, long value) {
        return new BudgetLimits(
                name.equals("fuel") ? value : limits.fuel(),
                name.equals("deadline_ms") ? value : limits.deadlineMillis(),
                name.equals("memory_bytes") ? value : limits.memoryBytes(),
                limits.callDepth(),
                name.equals("max_iterations") ? value : limits.maxIterations());
    }

    private static Map<String, String> variables(String text) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String item : text.split(" ")) {
            int equals = item.indexOf('=');
            variables.put(item.substring(0, equals), item.substring(equals + 1));
        }
        return variables;
    }
}
