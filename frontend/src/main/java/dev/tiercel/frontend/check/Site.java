package dev.tiercel.frontend.check;

/**
 * Where an expression is evaluated.
 *
 * @param operation pointer of the operation
 * @param isInPredicate whether bare names may be members of an element (LANG-9 row 1)
 * @param isSkipped whether a constant beside the expression keeps it from ever being evaluated
 */
record Site(
        String operation,
        Unit unit,
        Scope scope,
        NameState state,
        boolean isInPredicate,
        boolean isSkipped) {
    Site(String operation, Unit unit, Scope scope, NameState state) {
        this(operation, unit, scope, state, false, false);
    }

    Site inPredicate() {
        return new Site(operation, unit, scope, state, true, isSkipped);
    }

    Site skipped() {
        return new Site(operation, unit, scope, state, isInPredicate, true);
    }
}
