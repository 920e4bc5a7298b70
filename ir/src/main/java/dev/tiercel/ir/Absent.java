package dev.tiercel.ir;

/**
 * The marker for a variable that is not assigned or a member that is not present; not a value of
 * the language.
 */
public enum Absent {
    ABSENT
}
