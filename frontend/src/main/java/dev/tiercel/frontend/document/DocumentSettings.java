package dev.tiercel.frontend.document;

import dev.tiercel.frontend.syntax.DocumentLimits;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the configuration says about documents. Immutable.
 *
 * @param gatewayPath path that belongs to the gateway (HTTP-5), if it is on
 * @param limitCeilings greatest value of each field of {@code limits} and {@code ws_options}
 *     (DOC-15, WS-31); a field that is missing here has none
 * @param extensionOperations canonical names of the operations that registered extensions add
 * @param databases the configured databases by name
 */
public record DocumentSettings(
        DocumentLimits limits,
        Optional<String> gatewayPath,
        Map<String, Long> limitCeilings,
        Set<String> extensionOperations,
        Map<String, SqlDialect> databases) {
    /** The settings of a server without configuration. */
    public static final DocumentSettings DEFAULTS =
            new DocumentSettings(
                    DocumentLimits.DEFAULTS, Optional.of("/v1/ws"), Map.of(), Set.of());

    public DocumentSettings {
        limitCeilings = Map.copyOf(limitCeilings);
        extensionOperations = Set.copyOf(extensionOperations);
        databases = Map.copyOf(databases);
    }

    /** The settings of a server with the default database only. */
    public DocumentSettings(
            DocumentLimits limits,
            Optional<String> gatewayPath,
            Map<String, Long> limitCeilings,
            Set<String> extensionOperations) {
        this(
                limits,
                gatewayPath,
                limitCeilings,
                extensionOperations,
                Map.of("default", SqlDialect.SQLITE));
    }

    /** Returns the same settings with other databases. */
    public DocumentSettings withDatabases(Map<String, SqlDialect> others) {
        return new DocumentSettings(
                limits, gatewayPath, limitCeilings, extensionOperations, others);
    }

    /** Returns the same settings with more operations of extensions. */
    public DocumentSettings withExtensionOperations(Set<String> more) {
        if (extensionOperations.containsAll(more)) {
            return this;
        }
        Set<String> all = new HashSet<>(extensionOperations);
        all.addAll(more);
        return new DocumentSettings(limits, gatewayPath, limitCeilings, all, databases);
    }
}
