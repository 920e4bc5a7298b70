package dev.tiercel.server.golden;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An expression of the Common Expression Language as one of ours: methods become filters, macros
 * become predicates, and functions of other names take ours.
 */
final class CelExpression {
    /** What of an expression only the other language has, and what that is. */
    private static final Map<Pattern, String> UNSHARED = new LinkedHashMap<>();

    /** Names of methods and functions whose meaning is meant to be the same, with ours. */
    private static final Map<String, String> METHODS =
            Map.ofEntries(
                    Map.entry("contains", "contains"),
                    Map.entry("endsWith", "ends_with"),
                    Map.entry("indexOf", "index_of"),
                    Map.entry("join", "join"),
                    Map.entry("lowerAscii", "lower"),
                    Map.entry("matches", "regex_match"),
                    Map.entry("replace", "replace"),
                    Map.entry("size", "size"),
                    Map.entry("split", "split"),
                    Map.entry("startsWith", "starts_with"),
                    Map.entry("substring", "substring"),
                    Map.entry("trim", "trim"),
                    Map.entry("upperAscii", "upper"));

    private static final Map<String, String> MACROS =
            Map.of("all", "all", "exists", "any", "filter", "filter", "map", "map");

    private static final Pattern METHOD = Pattern.compile("\\.(\\w+)\\(");
    private static final Pattern MACRO =
            Pattern.compile("\\.(all|exists|filter|map)\\((\\w+), *(.*)$", Pattern.DOTALL);

    static {
        unshared("\\d[uU]\\b|\\buint\\b", "unsigned integers");
        unshared("(?i)\\bbr?['\"]|\\brb['\"]|\\bbytes\\(", "literals of bytes");
        unshared("(?i)\\br['\"]|'''|\"\"\"", "raw strings and strings in three quotes");
        unshared("\\b0x", "hexadecimal numbers");
        unshared("\\\\[^ntrbf\\\\/\"'u]", "escapes that JSON does not have");
        unshared("//", "comments");
        unshared("\\b(TestAllTypes|google\\.|cel\\.|proto[23]|NestedTestAllTypes)", "messages");
        unshared("\\b(timestamp|duration)\\(", "values of time");
        unshared("\\b(type|double|dyn|has)$|\\b(type|double|has)\\(", "types and their tests");
        unshared("\\.`", "quoted names");
        unshared("[{,] *(-?[\\d.]+|true|false|[\\w.]+\\(.*?\\)) *:", "keys that are no strings");
        unshared(
                "\\.(exists_one|existsOne|lastIndexOf|charAt|format|reverse)\\(|strings\\.quote",
                "functions that only the other language has");
        unshared(
                "math\\.(sign|is\\w+|bit\\w+|sqrt)\\(",
                "functions that only the other language has");
        unshared(
                "\\.indexOf\\('[^']*', *\\d|\\.split\\('[^']*', *-?\\d"
                        + "|\\.replace\\('[^']*', *'[^']*', *-?\\d|\\.join\\(\\)"
                        + "|\\.map\\(\\w+, .*, ",
                "arguments that only the other language has");
    }

    private CelExpression() {}

    private static void unshared(String pattern, String reason) {
        UNSHARED.put(Pattern.compile(pattern), reason);
    }

    /** Returns what the expression uses that our language does not have. */
    static Optional<String> unshared(String expression) {
        return UNSHARED.entrySet().stream()
                .filter(entry -> entry.getKey().matcher(expression).find())
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Returns the expression in our language. */
    static String translated(String expression) {
        String text =
                expression
                        .replaceAll("\\bdyn\\(", "(")
                        .replaceAll("\\bmath\\.greatest\\(", "max(")
                        .replaceAll("\\bmath\\.least\\(", "min(")
                        .replaceAll("\\bmath\\.(abs|ceil|floor|round|trunc)\\(", "$1(");
        Matcher macro = MACRO.matcher(text);
        return macro.find() ? withPredicate(text, macro) : withFilters(text);
    }

    private static String withPredicate(String text, Matcher macro) {
        int end = macro.start(3);
        for (int depth = 1; depth > 0; end++) {
            char c = text.charAt(end);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        }
        String predicate =
                translated(text.substring(macro.start(3), end - 1))
                        .replaceAll("\\b" + macro.group(2) + "\\b", "x")
                        .replace("\\", "\\\\")
                        .replace("'", "\\'");
        return withFilters(text.substring(0, macro.start()))
                + " | "
                + MACROS.get(macro.group(1))
                + "('"
                + predicate
                + "')"
                + translated(text.substring(end));
    }

    private static String withFilters(String text) {
        return METHOD.matcher(text)
                .replaceAll(method -> {
                    String name = METHODS.getOrDefault(method.group(1), method.group(1));
                    return " | " + name + "(";
                });
    }
}
