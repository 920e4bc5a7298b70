package dev.tiercel.frontend.check;

import dev.tiercel.frontend.syntax.DocumentLimits;
import dev.tiercel.ir.pass.ConstantEvaluator;
import java.util.Set;

/**
 * What the configuration says about documents.
 *
 * @param environmentNames names of the environment that documents may read ({@code
 *     engine.env_allow})
 * @param limits bounds of expressions in predicates
 * @param evaluator knows what operations on constants raise
 */
public record CheckSettings(
        Set<String> environmentNames, DocumentLimits limits, ConstantEvaluator evaluator) {
    public CheckSettings {
        environmentNames = Set.copyOf(environmentNames);
    }

    /** Settings with which nothing is computed. */
    public CheckSettings(Set<String> environmentNames, DocumentLimits limits) {
        this(environmentNames, limits, ConstantEvaluator.NONE);
    }
}
