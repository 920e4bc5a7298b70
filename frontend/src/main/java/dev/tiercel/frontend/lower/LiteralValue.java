package dev.tiercel.frontend.lower;

import dev.tiercel.frontend.expression.Expression;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values that a document writes out, as constants: they are made once and cost no memory (OP-39).
 */
final class LiteralValue {
    private LiteralValue() {}

    /** Whether a value consists of literals only. */
    static boolean isLiteral(Expression expression) {
        return switch (expression) {
            case Expression.Literal _ -> true;
            case Expression.ArrayLiteral(var elements, _) ->
                    elements.stream().allMatch(LiteralValue::isLiteral);
            case Expression.ObjectLiteral(var members, _) ->
                    members.stream()
                            .allMatch(m ->
                                    m.key() instanceof Expression.Literal(String _, _, _)
                                            && isLiteral(m.value()));
            default -> false;
        };
    }

    /** Returns the constant that a value of literals stands for. */
    static @Nullable Object of(Expression expression) {
        return switch (expression) {
            case Expression.Literal(var value, _, _) -> value;
            case Expression.ArrayLiteral(var elements, _) -> {
                List<@Nullable Object> list = new ArrayList<>(elements.size());
                elements.forEach(element -> list.add(of(element)));
                yield Collections.unmodifiableList(list);
            }
            case Expression.ObjectLiteral(var members, _) -> object(members);
            default -> throw new IllegalArgumentException("no literal: " + expression);
        };
    }

    private static Map<String, @Nullable Object> object(List<Expression.ObjectMember> members) {
        LinkedHashMap<String, @Nullable Object> map = new LinkedHashMap<>();
        for (Expression.ObjectMember member : members) {
            if (member.key() instanceof Expression.Literal(String key, _, _)) {
                map.put(key, of(member.value()));
            }
        }
        return Collections.unmodifiableSequencedMap(map);
    }
}
