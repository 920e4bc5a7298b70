package dev.tiercel.server.input;

import com.google.re2j.Pattern;
import dev.tiercel.frontend.document.RouteParameter;
import dev.tiercel.frontend.document.RouteParameter.In;
import dev.tiercel.ir.Absent;
import dev.tiercel.runtime.JsonBuffer;
import dev.tiercel.runtime.ObjectBuilder;
import dev.tiercel.runtime.ObjectValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
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
        for (Bound bound : parameters) {
            switch (bound.in) {
                case PATH -> bind(bound, roots.params(), roots::replaceParams, problems);
                case QUERY -> bind(bound, roots.query(), roots::replaceQuery, problems);
                case HEADER -> bind(bound, roots.headers(), roots::replaceHeaders, problems);
                case BODY -> bindBody(bound, roots, problems);
            }
        }
    }

    private static void bindBody(Bound bound, InputRoots roots, List<InputProblem> problems) {
        Object body = roots.body();
        if (body == null) {
            bind(bound, ObjectValue.EMPTY, roots::replaceBody, problems);
        } else if (body instanceof ObjectValue object) {
            bind(bound, object, roots::replaceBody, problems);
        } else if (bound.isRequired && bound.defaultValue == Absent.ABSENT) {
            problems.add(bound.problem("required", "is required"));
        }
    }

    @SuppressWarnings("ReferenceEquality") // only a value that was made anew replaces the raw one
    private static void bind(
            Bound bound,
            ObjectValue root,
            Consumer<ObjectValue> replace,
            List<InputProblem> problems) {
        Object raw = root.find(bound.key);
        if (raw == null || raw == Absent.ABSENT) {
            if (bound.defaultValue != Absent.ABSENT) {
                replace.accept(with(root, bound.key, bound.defaultValue));
            } else if (bound.isRequired) {
                problems.add(bound.problem("required", "is required"));
            }
            return;
        }
        Object value = Coercion.coerce(bound.type, raw, bound.in == In.BODY);
        if (value == Absent.ABSENT) {
            problems.add(bound.problem("type", Coercion.expectation(bound.type)));
        } else if (bound.pattern != null && !bound.pattern.matcher(text(value)).find()) {
            problems.add(bound.problem("pattern", "must match " + bound.pattern.pattern()));
        } else if (value != raw) {
            replace.accept(with(root, bound.key, value));
        }
    }

    private static ObjectValue with(ObjectValue object, String key, @Nullable Object value) {
        return new ObjectBuilder(object.slotCount() + 1).putAll(object).put(key, value).build();
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
            return new InputProblem(
                    in.name().toLowerCase(Locale.ROOT),
                    new InputProblem.Place.Name(name),
                    code,
                    message);
        }

        private static boolean isRegex(String text) {
            return text.chars().anyMatch(c -> REGEX_CHARACTERS.indexOf(c) >= 0);
        }
    }
}
