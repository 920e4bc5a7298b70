package dev.tiercel.ir;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a {@link Builtin} takes and does, apart from names and result. Immutable.
 *
 * @param minArguments least number of arguments
 * @param maxArguments greatest number of arguments, {@link Integer#MAX_VALUE} if there is none
 * @param predicateIndex position of the predicate, -1 if there is none
 * @param propagatesNull whether a null first argument gives null
 */
record BuiltinTraits(
        int minArguments,
        int maxArguments,
        int predicateIndex,
        boolean propagatesNull,
        Set<Effect> effects) {
    private static final int NO_PREDICATE = -1;

    BuiltinTraits {
        effects = Collections.unmodifiableSet(effects);
    }

    /** A function that builds a value and may raise. */
    static BuiltinTraits takes(int arguments) {
        return takes(arguments, arguments);
    }

    static BuiltinTraits takes(int minArguments, int maxArguments) {
        return new BuiltinTraits(
                minArguments,
                maxArguments,
                NO_PREDICATE,
                minArguments > 0,
                EnumSet.of(Effect.THROWS, Effect.ALLOCATES));
    }

    static BuiltinTraits takesAtLeast(int minArguments) {
        return takes(minArguments, Integer.MAX_VALUE);
    }

    /** Evaluates a predicate per element, which charges fuel. */
    BuiltinTraits predicateAt(int index) {
        BuiltinTraits charging = charges();
        return new BuiltinTraits(
                minArguments, maxArguments, index, propagatesNull, charging.effects);
    }

    /** Gives a result other than null for a null first argument. */
    BuiltinTraits definedForNull() {
        return new BuiltinTraits(minArguments, maxArguments, predicateIndex, false, effects);
    }

    BuiltinTraits onlyRaises() {
        return without(Effect.ALLOCATES);
    }

    BuiltinTraits onlyBuilds() {
        return without(Effect.THROWS);
    }

    BuiltinTraits neverRaises() {
        return onlyRaises().onlyBuilds();
    }

    /** Takes fuel and compares it (OP-38). */
    BuiltinTraits charges() {
        return with(Effect.READS_STATE).with(Effect.WRITES_STATE);
    }

    /** Takes from the random source, whose next values the calls after it see (LANG-66). */
    BuiltinTraits draws() {
        return with(Effect.READS_STATE).with(Effect.WRITES_STATE);
    }

    /** Depends on the clock (LANG-72). */
    BuiltinTraits reads() {
        return with(Effect.READS_STATE);
    }

    private BuiltinTraits with(Effect effect) {
        Set<Effect> more = EnumSet.noneOf(Effect.class);
        more.addAll(effects);
        more.add(effect);
        return withEffects(more);
    }

    private BuiltinTraits without(Effect effect) {
        Set<Effect> fewer = EnumSet.noneOf(Effect.class);
        fewer.addAll(effects);
        fewer.remove(effect);
        return withEffects(fewer);
    }

    private BuiltinTraits withEffects(Set<Effect> newEffects) {
        return new BuiltinTraits(
                minArguments, maxArguments, predicateIndex, propagatesNull, newEffects);
    }
}
