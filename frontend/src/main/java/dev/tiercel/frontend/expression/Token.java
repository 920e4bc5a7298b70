package dev.tiercel.frontend.expression;

import java.util.List;

/**
 * A token of an expression with the range of its text.
 *
 * @param parts of a string: its content with escapes replaced; of a template: the template;
 *     otherwise empty
 * @param isEscaped whether the content of a string differs from its text
 */
record Token(TokenKind kind, int start, int end, List<TextPart> parts, boolean isEscaped) {
    Token(TokenKind kind, int start, int end) {
        this(kind, start, end, List.of(), false);
    }
}
