package dev.tiercel.frontend.document;

import dev.tiercel.frontend.expression.Identifier;
import dev.tiercel.frontend.syntax.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns conditions that are objects into expressions (DOC-49). */
final class Comparisons {
    private static final Map<String, String> OPERATOR_BY_WORD =
            Map.ofEntries(
                    Map.entry("==", "=="),
                    Map.entry("=", "=="),
                    Map.entry("eq", "=="),
                    Map.entry("equals", "=="),
                    Map.entry("!=", "!="),
                    Map.entry("ne", "!="),
                    Map.entry("neq", "!="),
                    Map.entry("not_equals", "!="),
                    Map.entry(">", ">"),
                    Map.entry("gt", ">"),
                    Map.entry(">=", ">="),
                    Map.entry("gte", ">="),
                    Map.entry("<", "<"),
                    Map.entry("lt", "<"),
                    Map.entry("<=", "<="),
                    Map.entry("lte", "<="));

    /** Operators that are functions here. */
    private static final Set<String> FUNCTIONS = Set.of("contains", "starts_with", "ends_with");

    private static final Pattern TEMPLATE = Pattern.compile("\\s*\\{\\{(.*)}}\\s*", Pattern.DOTALL);
    private static final Pattern PATH =
            Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.\\w+|\\[\\d+])*");
    private static final Set<String> NAMING_FIELDS =
            Set.of(
                    "var",
                    "variable",
                    "as",
                    "item",
                    "item_var",
                    "output_var",
                    "assign",
                    "store_in",
                    "result_var");
    private static final Set<String> ROOTS =
            Set.of("body", "query", "params", "headers", "request", "error", "loop", "env");

    private final Set<String> names = new HashSet<>(ROOTS);

    /**
     * @param root the document, which says which words are variables
     */
    Comparisons(Node root) {
        collect(root);
    }

    private void collect(Node node) {
        switch (node) {
            case Node.Scalar _ -> {}
            case Node.Sequence sequence -> sequence.items().forEach(this::collect);
            case Node.Mapping mapping -> mapping.entries().forEach(this::collect);
        }
    }

    private void collect(Node.Entry entry) {
        if (NAMING_FIELDS.contains(entry.key())) {
            DialectConversion.text(entry.value()).ifPresent(names::add);
        }
        if (entry.key().equals("set") && entry.value() instanceof Node.Mapping mapping) {
            mapping.entries().forEach(e -> names.add(e.key()));
        }
        collect(entry.value());
    }

    /** Returns a condition as an expression; a condition that is not certain stays as it is. */
    Node condition(Node node) {
        return text(node)
                .<Node>map(text ->
                        new Node.Scalar(
                                text,
                                text,
                                node.position(),
                                node.pointer(),
                                Optional.empty(),
                                Optional.empty()))
                .orElse(node);
    }

    /** Returns the expression that a condition is, if that is certain. */
    Optional<String> text(Node node) {
        if (!(node instanceof Node.Mapping mapping) || !Conditions.isComparison(node)) {
            return Optional.empty();
        }
        boolean hasOthers =
                mapping.entries().stream()
                        .anyMatch(e -> !List.of("left", "operator", "right").contains(e.key()));
        Optional<String> left = mapping.find("left").flatMap(e -> subject(e.value()));
        Optional<String> operator =
                mapping.find("operator")
                        .flatMap(e -> DialectConversion.text(e.value()))
                        .map(word -> word.toLowerCase(Locale.ROOT))
                        .flatMap(Comparisons::operator);
        Optional<String> right = mapping.find("right").flatMap(e -> object(e.value()));
        if (hasOthers || left.isEmpty() || operator.isEmpty() || right.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                FUNCTIONS.contains(operator.get())
                        ? operator.get() + "(" + left.get() + ", " + right.get() + ")"
                        : left.get() + " " + operator.get() + " " + right.get());
    }

    private static Optional<String> operator(String word) {
        return FUNCTIONS.contains(word)
                ? Optional.of(word)
                : Optional.ofNullable(OPERATOR_BY_WORD.get(word));
    }

    /** What is compared is an expression. */
    private static Optional<String> subject(Node node) {
        return template(node)
                .or(() -> DialectConversion.text(node).filter(t -> PATH.matcher(t).matches()))
                .or(() -> literal(node));
    }

    /** What it is compared with is a text, unless it is a template or a known variable. */
    private Optional<String> object(Node node) {
        return template(node)
                .or(() -> literal(node))
                .or(() -> DialectConversion.text(node).map(this::word));
    }

    private String word(String text) {
        boolean isQuoted = text.length() > 1 && text.startsWith("'") && text.endsWith("'");
        String first = text.split("[.\\[]", 2)[0];
        boolean isName =
                PATH.matcher(text).matches()
                        && Identifier.isIdentifier(first)
                        && names.contains(first);
        return isQuoted || isName
                ? text
                : "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private static Optional<String> template(Node node) {
        return DialectConversion.text(node)
                .map(TEMPLATE::matcher)
                .filter(Matcher::matches)
                .map(m -> m.group(1).strip())
                .filter(t -> !t.contains("{{"));
    }

    private static Optional<String> literal(Node node) {
        return node instanceof Node.Scalar scalar && !(scalar.value() instanceof String)
                ? Optional.of(String.valueOf(scalar.value()))
                : Optional.empty();
    }
}
