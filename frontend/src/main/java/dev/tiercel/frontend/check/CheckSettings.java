package dev.tiercel.frontend.check;

import dev.tiercel.frontend.syntax.DocumentLimits;
import java.util.Set;

/**
 * What the configuration says about documents.
 *
 * @param environmentNames names of the environment that documents may read ({@code
 *     engine.env_allow})
 * @param limits bounds of expressions in predicates
 */
public record CheckSettings(Set<String> environmentNames, DocumentLimits limits) {
    public CheckSettings {
        environmentNames = Set.copyOf(environmentNames);
    }
}
