package dev.tiercel.server.input;

import dev.tiercel.frontend.document.ExtensionOperation;
import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.ir.Absent;
import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.JsonBuffer;
import dev.tiercel.runtime.ObjectBuilder;
import dev.tiercel.runtime.ObjectValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an extension operation as far as the text gives their values.
 *
 * @param values of all fields, null for those that are computed
 * @param computed names of the fields with templates
 */
record GivenFields(ObjectValue values, Set<String> computed) {
    /** Keywords whose outcome does not depend on the values of computed fields. */
    private static final Set<String> KEYWORDS =
            Set.of(
                    "$schema",
                    "$defs",
                    "definitions",
                    "type",
                    "required",
                    "minProperties",
                    "maxProperties",
                    "propertyNames",
                    "dependentRequired");

    private static final String PROPERTIES = "properties";
    private static final String PATTERNS = "patternProperties";
    private static final String OTHERS = "additionalProperties";

    static GivenFields of(ExtensionOperation operation) {
        ObjectBuilder values = new ObjectBuilder();
        Set<String> computed = new HashSet<>();
        for (ExtensionOperation.Given field : operation.fields()) {
            Object value = literal(field.value());
            if (value == Absent.ABSENT) {
                computed.add(field.entry().key());
            }
            values.put(field.entry().key(), value == Absent.ABSENT ? null : value);
        }
        return new GivenFields(values.build(), computed);
    }

    /** Returns what is certainly wrong with the fields. */
    List<InputProblem> problems(Node schema) {
        Object known = computed.isEmpty() ? NodeValues.of(schema) : certain(schema);
        return BodySchema.ofText(json(known)).problems(json(values));
    }

    /** Returns what a schema says whatever the values of the computed fields are. */
    private Object certain(Node schema) {
        if (!(schema instanceof Node.Mapping mapping)) {
            return true;
        }
        ObjectBuilder certain = new ObjectBuilder();
        mapping.entries().stream()
                .filter(entry -> KEYWORDS.contains(entry.key()))
                .forEach(entry -> certain.put(entry.key(), NodeValues.of(entry.value())));
        boolean isClosed = isFalse(mapping) && mapping.find(PATTERNS).isEmpty();
        ObjectBuilder properties = new ObjectBuilder();
        if (mapping.find(PROPERTIES).map(Node.Entry::value).orElse(null)
                instanceof Node.Mapping listed) {
            for (Node.Entry entry : listed.entries()) {
                boolean isComputed = computed.contains(entry.key());
                properties.put(entry.key(), isComputed ? true : NodeValues.of(entry.value()));
            }
        }
        if (isClosed) {
            certain.put(OTHERS, false);
        }
        return certain.put(PROPERTIES, properties.build()).build();
    }

    private static boolean isFalse(Node.Mapping schema) {
        return schema.find(OTHERS)
                .filter(entry ->
                        entry.value() instanceof Node.Scalar scalar
                                && Boolean.FALSE.equals(scalar.value()))
                .isPresent();
    }

    /** Returns the value of an expression without templates, else {@link Absent}. */
    private static @Nullable Object literal(Expression expression) {
        return switch (expression) {
            case Expression.Literal(var value, _, _) -> value;
            case Expression.ArrayLiteral(var elements, _) -> array(elements);
            case Expression.ObjectLiteral(var members, _) -> object(members);
            default -> Absent.ABSENT;
        };
    }

    private static Object array(List<Expression> elements) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Expression element : elements) {
            Object value = literal(element);
            if (value == Absent.ABSENT) {
                return Absent.ABSENT;
            }
            values.add(value);
        }
        return ArrayValue.copyOf(values);
    }

    private static Object object(List<Expression.ObjectMember> members) {
        ObjectBuilder values = new ObjectBuilder();
        for (Expression.ObjectMember member : members) {
            Object value = literal(member.value());
            if (value == Absent.ABSENT
                    || !(member.key() instanceof Expression.Literal(String key, _, _))) {
                return Absent.ABSENT;
            }
            values.put(key, value);
        }
        return values.build();
    }

    private static String json(@Nullable Object value) {
        JsonBuffer buffer = new JsonBuffer();
        buffer.value(value);
        return buffer.text();
    }
}
