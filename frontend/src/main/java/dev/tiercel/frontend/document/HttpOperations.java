package dev.tiercel.frontend.document;

import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.ir.DiagnosticCode;
import dev.tiercel.ir.RequestMethod;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads {@code http_request} (OP-14 to OP-21). */
final class HttpOperations {
    static final Map<String, String> METHODS =
            Stream.of(RequestMethod.values())
                    .map(RequestMethod::name)
                    .collect(Collectors.toMap(Function.identity(), Function.identity()));
    static final Map<String, Boolean> CONTINUES_BY_WORD = Map.of("throw", false, "continue", true);
    static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD");
    private static final NumberRule TIMEOUT = NumberRule.atLeast(1);

    private final Reading reading;

    HttpOperations(Reading reading) {
        this.reading = reading;
    }

    Operation request(Step step) {
        Fields fields = step.fields(reading);
        String method = fields.choice("method", METHODS).orElse("GET");
        fields.node("body")
                .filter(_ -> WITHOUT_BODY.contains(method))
                .ifPresent(node ->
                        reading.report(
                                DiagnosticCode.INVALID_VALUE,
                                "A " + method + " request has no body",
                                node));
        Expression url = url(fields);
        return new HttpOperation(
                step.location(reading),
                method,
                url,
                new HttpOperation.Content(
                        members("query", fields),
                        members("headers", fields),
                        fields.optionalValue("body")),
                fields.number("timeout_ms", TIMEOUT),
                fields.node("retry").map(new RetryReader(reading)::read),
                fields.choice("on_error", CONTINUES_BY_WORD).orElse(false),
                fields.optionalVariable(OperationKind.OUTPUT));
    }

    /** Returns the field {@code url}; a literal that is no URL of HTTP is reported. */
    static Expression url(Fields fields) {
        Expression url = fields.key("url");
        if (url instanceof Expression.Literal(String text, _, _) && !isHttp(text)) {
            fields.reading()
                    .report(
                            DiagnosticCode.INVALID_VALUE,
                            "`" + text + "` is no http or https URL",
                            fields.node("url").orElse(fields.owner()));
        }
        return url;
    }

    private static boolean isHttp(String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        return lower.startsWith("http://") || lower.startsWith("https://");
    }

    private Optional<Expression> members(String field, Fields fields) {
        return fields.node(field)
                .map(node -> {
                    Expression value = reading.expressions().value(node);
                    boolean isMapping =
                            node instanceof Node.Mapping
                                    || (node instanceof Node.Scalar
                                            && !(value instanceof Expression.Literal));
                    if (!isMapping) {
                        reading.reportType(field, "a mapping", node);
                    }
                    return value;
                });
    }
}
