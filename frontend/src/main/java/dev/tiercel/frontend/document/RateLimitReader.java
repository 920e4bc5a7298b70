package dev.tiercel.frontend.document;

import static dev.tiercel.frontend.document.FieldSpec.optional;
import static dev.tiercel.frontend.document.FieldSpec.required;

import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.ir.DiagnosticCode;
import java.util.Map;
import java.util.Optional;

/** Reads the rate limit of a route (DOC-33, DOC-34). */
final class RateLimitReader {
    static final FieldTable REQUESTS =
            FieldTable.of(
                    "`rate_limit` of an HTTP route",
                    required("requests", FieldPosition.LITERAL),
                    optional("per", FieldPosition.LITERAL).orElse("minute"),
                    optional("burst", FieldPosition.LITERAL),
                    optional("key", FieldPosition.EXPRESSION).orElse("ip"));
    static final FieldTable MESSAGES =
            FieldTable.of(
                    "`rate_limit` of a WebSocket route",
                    required("messages_per_minute", FieldPosition.LITERAL),
                    optional("burst", FieldPosition.LITERAL),
                    optional("on_exceed", FieldPosition.LITERAL).orElse("drop"));
    private static final int MINUTE_SECONDS = 60;
    static final Map<String, Integer> SECONDS_BY_PERIOD =
            Map.of("second", 1, "minute", MINUTE_SECONDS, "hour", 3600);
    static final Map<String, Boolean> CLOSES_BY_WORD = Map.of("drop", false, "close", true);
    private static final String HEADER_PREFIX = "header:";

    private final Reading reading;
    private final boolean isWebSocket;

    RateLimitReader(Reading reading, boolean isWebSocket) {
        this.reading = reading;
        this.isWebSocket = isWebSocket;
    }

    Optional<RateLimit> read(Fields route) {
        return route.node("rate_limit")
                .flatMap(node ->
                        node instanceof Node.Mapping mapping
                                ? Optional.of(fields(mapping))
                                : number(route));
    }

    private Optional<RateLimit> number(Fields route) {
        return route.integer("rate_limit", 1, Long.MAX_VALUE)
                .map(n ->
                        isWebSocket
                                ? new RateLimit.Messages(n, n, false)
                                : new RateLimit.Requests(
                                        n, MINUTE_SECONDS, n, new RateLimit.Key.Address()));
    }

    private RateLimit fields(Node.Mapping mapping) {
        if (isWebSocket) {
            Fields fields = Fields.ofListed(MESSAGES, reading, mapping);
            long messages = fields.integer("messages_per_minute", 1, Long.MAX_VALUE).orElse(1L);
            return new RateLimit.Messages(
                    messages,
                    fields.integer("burst", 1, Long.MAX_VALUE).orElse(messages),
                    fields.choice("on_exceed", CLOSES_BY_WORD).orElse(false));
        }
        Fields fields = Fields.ofListed(REQUESTS, reading, mapping);
        long requests = fields.integer("requests", 1, Long.MAX_VALUE).orElse(1L);
        return new RateLimit.Requests(
                requests,
                fields.choice("per", SECONDS_BY_PERIOD).orElse(MINUTE_SECONDS),
                fields.integer("burst", 1, Long.MAX_VALUE).orElse(requests),
                fields.node("key").map(this::key).orElse(new RateLimit.Key.Address()));
    }

    private RateLimit.Key key(Node node) {
        String text =
                node instanceof Node.Scalar scalar && scalar.value() instanceof String s ? s : "";
        if (text.equals("ip")) {
            return new RateLimit.Key.Address();
        }
        if (text.equals("api_key")) {
            return new RateLimit.Key.ApiKey();
        }
        if (!text.startsWith(HEADER_PREFIX)) {
            return new RateLimit.Key.Computed(reading.expressions().expression(node));
        }
        String header = text.substring(HEADER_PREFIX.length()).strip();
        if (header.isEmpty()) {
            reading.report(
                    DiagnosticCode.INVALID_VALUE, "`header:` needs the name of a header", node);
        }
        return new RateLimit.Key.Header(header);
    }
}
