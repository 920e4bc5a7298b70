package dev.tiercel.frontend.expression;

/** A part of a text with templates. */
sealed interface TextPart {
    /** Characters that stand for themselves; escapes are already replaced. */
    record Text(String text) implements TextPart {}

    /** The expression between the braces of a template, as a range of the text. */
    record Template(int start, int end) implements TextPart {}
}
