package dev.tiercel.frontend.check;

/**
 * Where an expression is evaluated.
 *
 * @param operation pointer of the operation
 * @param isInPredicate whether bare names may be members of an element (LANG-9 row 1)
 */
record Site(String operation, Unit unit, Scope scope, NameState state, boolean isInPredicate) {
    Site inPredicate() {
        return new Site(operation, unit, scope, state, true);
    }
}
