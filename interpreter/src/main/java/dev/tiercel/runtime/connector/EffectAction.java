package dev.tiercel.runtime.connector;

import dev.tiercel.runtime.ExecutionContext;
import org.jspecify.annotations.Nullable;

/**
 * What one {@code CallEffect} instruction does, made from its plan once. Thread-safe. May throw
 * {@code EffectFailure} besides {@code LogicError}; {@link EffectActions#run} turns the former into
 * the latter.
 */
@FunctionalInterface
public interface EffectAction {
    /**
     * Runs the effect.
     *
     * @param operands a new array that the action may keep
     */
    @Nullable Object run(ExecutionContext context, @Nullable Object[] operands);
}
