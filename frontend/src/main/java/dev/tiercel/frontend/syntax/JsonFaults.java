package dev.tiercel.frontend.syntax;

import java.util.List;

/**
 * Says what was expected in words of our own, because the parser's messages speak of its settings.
 */
final class JsonFaults {
    static final String END_EXPECTED = "expected the end of the text";

    private static final List<Rule> RULES =
            List.of(
                    new Rule("comma to separate Object", "expected `,` or `}`"),
                    new Rule("comma to separate Array", "expected `,` or `]`"),
                    new Rule("was expecting a colon", "expected `:`"),
                    new Rule("to start property name", "expected a name in double quotes"),
                    new Rule("Unexpected close marker ']': expected '}'", "expected `,` or `}`"),
                    new Rule("Unexpected close marker '}': expected ']'", "expected `,` or `]`"),
                    new Rule("was expecting closing quote", "a string is not closed"),
                    new Rule("Unexpected end-of-input", "the text ends too early"),
                    new Rule("Unrecognized token", "expected a value"),
                    new Rule("Non-standard token", "expected a value"),
                    new Rule("expected a value", "expected a value"),
                    new Rule("expected a valid value", "expected a value"),
                    new Rule("comment", "comments are not allowed in JSON"),
                    new Rule("Illegal unquoted character", "a control character in a string"),
                    new Rule("character escape sequence", "expected four hexadecimal digits"),
                    new Rule("Unrecognized character escape", "unknown escape"),
                    new Rule("Leading zeroes", "a number starts with 0"),
                    new Rule("plus signs", "a number starts with +"),
                    new Rule("in numeric value", "expected a digit"),
                    new Rule("white space is allowed", "a control character"));

    private JsonFaults() {}

    /** Returns what is wrong, given the message of the parser. */
    static String describe(String parserMessage) {
        return RULES.stream()
                .filter(r -> parserMessage.contains(r.fragment))
                .map(Rule::description)
                .findFirst()
                .orElse("malformed text");
    }

    private record Rule(String fragment, String description) {}
}
