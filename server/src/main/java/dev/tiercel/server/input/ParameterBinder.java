package dev.tiercel.server.input;

import com.google.re2j.Pattern;
import dev.tiercel.frontend.document.RouteParameter;
import dev.tiercel.frontend.document.RouteParameter.In;
import dev.tiercel.ir.Absent;
import dev.tiercel.runtime.JsonBuffer;
import dev.tiercel.runtime.ObjectBuilder;
import dev.tiercel.runtime.ObjectValue;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Coerces and checks the declared parameters of a route (DOC-22 to DOC-27). Immutable and
 * thread-safe.
 */
public final class ParameterBinder {
    private static final String REGEX_CHARACTERS = "^$[](){}\\+*?|";

    private final List<Bound> parameters;
    private final boolean bindsBody;

    private ParameterBinder(List<Bound> parameters) {
        this.parameters = List.copyOf(parameters);
        this.bindsBody = parameters.stream().anyMatch(bound -> bound.in == In.BODY);
    }

    /** Returns the binder of some parameters; nothing if there are none. */
    public static Optional<ParameterBinder> of(List<RouteParameter> parameters) {
        return parameters.isEmpty()
                ? Optional.empty()
                : Optional.of(new ParameterBinder(parameters.stream().map(Bound::of).toList()));
    }

    /** Whether the whole body is needed. */
    public boolean bindsBody() {
        return bindsBody;
    }

    /** Replaces raw by coerced values in their roots, and adds what is wrong to the problems. */
    public void bind(InputRoots roots, List<InputProblem> problems) {
        Map<In, ObjectBuilder> changed = new EnumMap<>(In.class);
        for (Bound bound : parameters) {
            Optional<ObjectValue> root = root(bound.in, roots);
            if (root.isPresent()) {
                Object value = newValue(bound, root.get(), problems);
                if (value != Absent.ABSENT) {
                    changed.computeIfAbsent(bound.in, _ -> copy(root.get())).put(bound.key, value);
                }
            } else if (bound.isRequired && bound.defaultValue == Absent.ABSENT) {
                problems.add(bound.problem("required", "is required"));
            }
        }
        changed.forEach((in, root) -> replace(in, roots, root.build()));
    }

    /** Returns the object with the parameters of a place; nothing if a body is no object. */
    private static Optional<ObjectValue> root(In in, InputRoots roots) {
        return switch (in) {
            case PATH -> Optional.of(roots.params());
            case QUERY -> Optional.of(roots.query());
            case HEADER -> Optional.of(roots.headers());
            case BODY ->
                    switch (roots.body()) {
                        case null -> Optional.of(ObjectValue.EMPTY);
                        case ObjectValue object -> Optional.of(object);
                        default -> Optional.empty();
                    };
        };
    }

    private static void replace(In in, InputRoots roots, ObjectValue root) {
        switch (in) {
            case PATH -> roots.replaceParams(root);
            case QUERY -> roots.replaceQuery(root);
            case HEADER -> roots.replaceHeaders(root);
            case BODY -> roots.replaceBody(root);
        }
    }

    /** Returns what replaces the raw value, {@link Absent#ABSENT} if nothing does. */
    @SuppressWarnings("ReferenceEquality") // only a value that was made anew replaces the raw one
    private static @Nullable Object newValue(
            Bound bound, ObjectValue root, List<InputProblem> problems) {
        Object raw = root.find(bound.key);
        if (raw == null || raw == Absent.ABSENT) {
            if (bound.defaultValue == Absent.ABSENT && bound.isRequired) {
                problems.add(bound.problem("required", "is required"));
            }
            return bound.defaultValue;
        }
        Object value = Coercion.coerce(bound.type, raw, bound.in == In.BODY);
        if (value == Absent.ABSENT) {
            problems.add(bound.problem("type", Coercion.expectation(bound.type)));
        } else if (bound.pattern != null && !bound.pattern.matcher(text(value)).find()) {
            problems.add(bound.problem("pattern", "must match " + bound.pattern.pattern()));
        } else if (value != raw) {
            return value;
        }
        return Absent.ABSENT;
    }

    private static ObjectBuilder copy(ObjectValue object) {
        return new ObjectBuilder(object.slotCount() + 1).putAll(object);
    }

    private static String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        JsonBuffer buffer = new JsonBuffer();
        buffer.value(value);
        return buffer.text();
    }

    /**
     * A parameter as it is looked up.
     *
     * @param key member of its root
     * @param defaultValue {@link Absent#ABSENT} if there is none
     */
    private record Bound(
            String name,
            String key,
            In in,
            RouteParameter.DataType type,
            boolean isRequired,
            @Nullable Object defaultValue,
            @Nullable Pattern pattern) {
        static Bound of(RouteParameter parameter) {
            boolean isHeader = parameter.in() == In.HEADER;
            String key = isHeader ? parameter.name().toLowerCase(Locale.ROOT) : parameter.name();
            Optional<Pattern> pattern =
                    parameter.validation().filter(Bound::isRegex).map(Pattern::compile);
            return new Bound(
                    parameter.name(),
                    key.intern(),
                    parameter.in(),
                    parameter.dataType(),
                    parameter.required() || parameter.in() == In.PATH,
                    parameter.defaultValue().map(NodeValues::of).orElse(Absent.ABSENT),
                    pattern.orElse(null));
        }

        InputProblem problem(String code, String message) {
            return new InputProblem(place(), new InputProblem.Place.Name(name), code, message);
        }

        private String place() {
            return switch (in) {
                case PATH -> "path";
                case QUERY -> "query";
                case HEADER -> "header";
                case BODY -> "body";
            };
        }

        private static boolean isRegex(String text) {
            return text.chars().anyMatch(c -> REGEX_CHARACTERS.indexOf(c) >= 0);
        }
    }
}
