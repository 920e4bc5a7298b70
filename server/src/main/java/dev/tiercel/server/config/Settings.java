package dev.tiercel.server.config;

import dev.tiercel.frontend.syntax.NearestName;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.frontend.syntax.Position;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Values by key, from the strongest source that has them (CFG-1 to CFG-4). Mistakes are collected,
 * and the default stands in for a mistaken value until {@link #finish()} reports them all. Used by
 * one thread.
 */
final class Settings {
    private static final String ENVIRONMENT_PREFIX = "TIERCEL_";
    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?}");

    private final ConfigFile file;
    private final Map<String, String> environment;
    private final Map<String, String> flags;
    private final Set<String> known = new LinkedHashSet<>();
    private final List<String> mistakes = new ArrayList<>();

    /**
     * @param flags values of command-line flags by key
     */
    Settings(ConfigFile file, Map<String, String> environment, Map<String, String> flags) {
        this.file = file;
        this.environment = environment;
        this.flags = flags;
    }

    /** A value as a source gives it; the origin is how messages name its place. */
    private sealed interface Given {
        String origin();

        /** Text whose type is decided by the key. */
        record Untyped(String text, String origin) implements Given {}

        record Typed(Node node, String origin) implements Given {}
    }

    Optional<String> text(String key) {
        return find(key, "a string", given -> textOf(given));
    }

    String text(String key, String defaultValue) {
        return text(key).orElse(defaultValue);
    }

    /** Returns a text that is not empty, as a secret. */
    Optional<Secret> secret(String key) {
        return text(key).filter(value -> !value.isEmpty()).map(Secret::new);
    }

    boolean flag(String key, boolean defaultValue) {
        return find(key, "true or false", Settings::booleanOf).orElse(defaultValue);
    }

    int integer(String key, int defaultValue, int min, int max) {
        return (int) number(key, defaultValue, min, max);
    }

    long number(String key, long defaultValue, long min, long max) {
        String expected = "an integer from " + min + (max == Long.MAX_VALUE ? "" : " to " + max);
        return find(key, expected, given -> longOf(given).filter(n -> min <= n && n <= max))
                .orElse(defaultValue);
    }

    List<String> texts(String key, List<String> defaultValue) {
        return find(key, "a list of strings", given -> textsOf(given)).orElse(defaultValue);
    }

    <E extends Enum<E>> E choice(String key, E defaultValue) {
        E[] values = defaultValue.getDeclaringClass().getEnumConstants();
        String expected =
                Arrays.stream(values)
                        .map(value -> value.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ", "one of ", ""));
        return find(
                        key,
                        expected,
                        given ->
                                textOf(given)
                                        .flatMap(text ->
                                                Arrays.stream(values)
                                                        .filter(v -> isNamed(v, text))
                                                        .findFirst()))
                .orElse(defaultValue);
    }

    /** Returns the elements of a list of mappings. */
    List<Node.Mapping> mappings(String key) {
        return find(key, "a list of mappings", Settings::mappingsOf).orElse(List.of());
    }

    /** Returns the names between a prefix and the next dot that any source mentions. */
    Set<String> names(String prefix, List<String> members) {
        Set<String> names = new TreeSet<>();
        for (String key : file.entries().keySet()) {
            int dot = key.indexOf('.', prefix.length() + 1);
            if (key.startsWith(prefix + ".") && dot > 0) {
                names.add(key.substring(prefix.length() + 1, dot));
            }
        }
        String start = variable(prefix + ".");
        for (String name : environment.keySet()) {
            for (String member : members) {
                String end = "_" + variableName(member);
                if (name.startsWith(start)
                        && name.endsWith(end)
                        && name.length() > start.length() + end.length()) {
                    String found = name.substring(start.length(), name.length() - end.length());
                    if (names.stream().noneMatch(n -> variableName(n).equals(found))) {
                        names.add(found.toLowerCase(Locale.ROOT));
                    }
                }
            }
        }
        return names;
    }

    /** Replaces placeholders in a text of the file (CFG-4). */
    String substitute(String text, String origin) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        return matcher.replaceAll(match -> {
            String value = environment.get(match.group(1));
            if (value == null && match.group(2) == null) {
                mistakes.add(origin + ": the variable " + match.group(1) + " is not set");
            }
            String replacement = value != null ? value : match.group(2);
            return Matcher.quoteReplacement(replacement == null ? "" : replacement);
        });
    }

    /** Returns a value of the file with the placeholders in all of its strings replaced (CFG-4). */
    Node substituted(Node node) {
        return switch (node) {
            case Node.Scalar(String text, _, var position, var pointer, var tag, var content) -> {
                String replaced = substitute(text, origin(position));
                yield new Node.Scalar(replaced, replaced, position, pointer, tag, content);
            }
            case Node.Scalar other -> other;
            case Node.Sequence(var items, var position, var pointer, var tag) ->
                    new Node.Sequence(
                            items.stream().map(this::substituted).toList(), position, pointer, tag);
            case Node.Mapping(var entries, var position, var pointer, var tag) ->
                    new Node.Mapping(
                            entries.stream()
                                    .map(entry ->
                                            new Node.Entry(
                                                    entry.key(),
                                                    entry.keyPosition(),
                                                    substituted(entry.value())))
                                    .toList(),
                            position,
                            pointer,
                            tag);
        };
    }

    /** Returns how messages name a place of the file. */
    String origin(Position position) {
        return file.name() + ":" + position.line() + ":" + position.column();
    }

    /** Adds a mistake about the value of a key, at the place it comes from. */
    void reject(String key, String problem) {
        mistakes.add(
                given(key).map(given -> given.origin() + ": ").orElse("")
                        + "`"
                        + key
                        + "` "
                        + problem);
    }

    void reject(Node node, String problem) {
        mistakes.add(origin(node.position()) + ": " + problem);
    }

    /**
     * Ends the reading.
     *
     * @throws ConfigException if there were mistakes or the file has keys that nobody asked for
     */
    void finish() {
        file.entries()
                .forEach((key, entry) -> {
                    if (!known.contains(key) && !isEmptyGroup(key, entry.value())) {
                        mistakes.add(unknown(key, entry.keyPosition()));
                    }
                });
        if (!mistakes.isEmpty()) {
            throw new ConfigException(mistakes);
        }
    }

    private String unknown(String key, Position position) {
        String problem = origin(position) + ": ";
        if (isGroup(key)) {
            return problem + "`" + key + "` must be a mapping";
        }
        return problem
                + "unknown key `"
                + key
                + "`"
                + NearestName.find(key, known)
                        .map(nearest -> "; did you mean `" + nearest + "`?")
                        .orElse("");
    }

    private boolean isEmptyGroup(String key, Node value) {
        boolean isEmpty =
                value instanceof Node.Mapping
                        || (value instanceof Node.Scalar scalar && scalar.value() == null);
        return isEmpty && isGroup(key);
    }

    private boolean isGroup(String key) {
        return known.stream().anyMatch(name -> name.startsWith(key + "."));
    }

    private <T> Optional<T> find(
            String key, String expected, Function<Given, Optional<T>> convert) {
        known.add(key);
        int mistakesBefore = mistakes.size();
        Optional<Given> given = given(key);
        if (given.isEmpty() || mistakes.size() > mistakesBefore) {
            return Optional.empty();
        }
        Optional<T> value = convert.apply(given.get());
        if (value.isEmpty()) {
            reject(key, "must be " + expected);
        }
        return value;
    }

    private Optional<Given> given(String key) {
        String flag = flags.get(key);
        if (flag != null) {
            return Optional.of(new Given.Untyped(flag, "command line"));
        }
        String variable = variable(key);
        String value = environment.get(variable);
        if (value != null) {
            return Optional.of(new Given.Untyped(value, variable));
        }
        ConfigFile.Entry entry = file.entries().get(key);
        if (entry == null
                || (entry.value() instanceof Node.Scalar scalar && scalar.value() == null)) {
            return Optional.empty();
        }
        String origin = origin(entry.value().position());
        if (entry.value() instanceof Node.Scalar scalar
                && scalar.value() instanceof String text
                && text.contains("${")) {
            return Optional.of(new Given.Untyped(substitute(text, origin), origin));
        }
        return Optional.of(new Given.Typed(entry.value(), origin));
    }

    private static Optional<String> textOf(Given given) {
        return switch (given) {
            case Given.Untyped(var text, _) -> Optional.of(text);
            case Given.Typed(Node.Scalar scalar, _) when scalar.value() instanceof String text ->
                    Optional.of(text);
            case Given.Typed _ -> Optional.empty();
        };
    }

    private static Optional<Boolean> booleanOf(Given given) {
        return switch (given) {
            case Given.Untyped(var text, _) ->
                    text.equals("true") || text.equals("false")
                            ? Optional.of(text.equals("true"))
                            : Optional.empty();
            case Given.Typed(Node.Scalar scalar, _) when scalar.value() instanceof Boolean value ->
                    Optional.of(value);
            case Given.Typed _ -> Optional.empty();
        };
    }

    private static Optional<Long> longOf(Given given) {
        return switch (given) {
            case Given.Untyped(var text, _) -> parse(text);
            case Given.Typed(Node.Scalar scalar, _) when scalar.value() instanceof Long value ->
                    Optional.of(value);
            case Given.Typed _ -> Optional.empty();
        };
    }

    private static Optional<Long> parse(String text) {
        try {
            return Optional.of(Long.parseLong(text.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private Optional<List<String>> textsOf(Given given) {
        return switch (given) {
            case Given.Untyped(var text, _) ->
                    Optional.of(
                            Arrays.stream(text.split(",", -1))
                                    .map(String::strip)
                                    .filter(item -> !item.isEmpty())
                                    .toList());
            case Given.Typed(Node.Sequence list, _) -> {
                List<String> texts = new ArrayList<>();
                for (Node item : list.items()) {
                    if (item instanceof Node.Scalar scalar
                            && scalar.value() instanceof String text) {
                        texts.add(substitute(text, origin(item.position())));
                    } else {
                        yield Optional.empty();
                    }
                }
                yield Optional.of(texts);
            }
            case Given.Typed _ -> Optional.empty();
        };
    }

    private static Optional<List<Node.Mapping>> mappingsOf(Given given) {
        if (!(given instanceof Given.Typed(Node.Sequence list, _))) {
            return Optional.empty();
        }
        List<Node.Mapping> mappings = new ArrayList<>();
        for (Node item : list.items()) {
            if (!(item instanceof Node.Mapping mapping)) {
                return Optional.empty();
            }
            mappings.add(mapping);
        }
        return Optional.of(mappings);
    }

    private static boolean isNamed(Enum<?> value, String text) {
        return value.name().toLowerCase(Locale.ROOT).equals(text);
    }

    private static String variable(String key) {
        return ENVIRONMENT_PREFIX + variableName(key);
    }

    private static String variableName(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
