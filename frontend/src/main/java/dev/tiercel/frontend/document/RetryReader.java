package dev.tiercel.frontend.document;

import static dev.tiercel.frontend.document.FieldSpec.optional;

import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.frontend.syntax.Node;
import java.util.Map;
import java.util.Optional;

/** Reads the field {@code retry} (ERR-9). */
final class RetryReader {
    static final FieldTable FIELDS =
            FieldTable.of(
                    "`retry`",
                    optional("max_attempts", FieldPosition.EXPRESSION).orElse("3"),
                    optional("delay_ms", FieldPosition.EXPRESSION).orElse("100"),
                    optional("multiplier", FieldPosition.EXPRESSION).orElse("2"),
                    optional("max_delay_ms", FieldPosition.EXPRESSION).orElse("10000"),
                    optional("jitter", FieldPosition.LITERAL).orElse("full"),
                    optional("when", FieldPosition.EXPRESSION));
    private static final NumberRule ATTEMPTS = NumberRule.integer(0, 100);
    static final Map<String, Boolean> FULL_BY_WORD = Map.of("full", true, "none", false);
    private static final Operation.Retry DEFAULTS = retry(Optional.empty());

    private final Reading reading;

    RetryReader(Reading reading) {
        this.reading = reading;
    }

    private static Operation.Retry retry(Optional<Expression> attempts) {
        return new Operation.Retry(
                attempts,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true,
                Optional.empty());
    }

    /** Returns the retry that a node describes: a number of attempts, {@code true}, or fields. */
    Operation.Retry read(Node node) {
        return switch (node) {
            case Node.Mapping mapping -> fields(Fields.of(FIELDS, reading, mapping));
            case Node.Scalar scalar when Boolean.TRUE.equals(scalar.value()) -> DEFAULTS;
            case Node.Scalar scalar when scalar.value() instanceof Long -> {
                ATTEMPTS.check("retry", scalar, reading);
                yield retry(Optional.of(reading.expressions().expression(scalar)));
            }
            case Node.Scalar _, Node.Sequence _ -> {
                reading.reportType("retry", "an integer, `true` or a mapping", node);
                yield DEFAULTS;
            }
        };
    }

    private static Operation.Retry fields(Fields fields) {
        return new Operation.Retry(
                fields.number("max_attempts", ATTEMPTS),
                fields.number("delay_ms", NumberRule.atLeast(0)),
                fields.number("multiplier", NumberRule.atLeast(1)),
                fields.number("max_delay_ms", NumberRule.atLeast(0)),
                fields.choice("jitter", FULL_BY_WORD).orElse(true),
                fields.optionalExpression("when"));
    }
}
