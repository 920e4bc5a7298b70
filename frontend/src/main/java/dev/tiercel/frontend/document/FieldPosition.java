package dev.tiercel.frontend.document;

/** What a field holds (LANG-32), or a list or mapping of such contents. */
enum FieldPosition {
    VALUE,
    TEXT,
    KEY,
    EXPRESSION,
    NAME,
    LITERAL,
    BLOCK,
    /** A list of values. */
    VALUES,
    /** A list of expressions, or one. */
    EXPRESSIONS,
    /** A list of names. */
    NAMES,
    /** A mapping of values. */
    MEMBERS,
    /** A mapping or list with fields of its own. */
    STRUCTURE
}
