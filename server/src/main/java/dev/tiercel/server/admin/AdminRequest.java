package dev.tiercel.server.admin;

import dev.tiercel.frontend.syntax.SourceText;
import dev.tiercel.server.http.Exchange;
import dev.tiercel.server.http.ProblemCode;
import dev.tiercel.server.http.Refusal;
import dev.tiercel.server.route.PathParameters;
import java.util.Locale;
import java.util.Optional;

/** A request of the admin API. Belongs to the thread that handles it. */
final class AdminRequest {
    private static final String SOURCE = "request";

    private final Exchange exchange;
    private final PathParameters parameters;
    private final long bodyBytesMax;

    AdminRequest(Exchange exchange, PathParameters parameters, long bodyBytesMax) {
        this.exchange = exchange;
        this.parameters = parameters;
        this.bodyBytesMax = bodyBytesMax;
    }

    Exchange exchange() {
        return exchange;
    }

    /** Returns a segment of the path that the pattern names. */
    String parameter(String name) {
        String value = parameters.value(name, exchange.path());
        if (value == null) {
            throw new IllegalArgumentException("the pattern has no parameter " + name);
        }
        return value;
    }

    Optional<String> query(String name) {
        return exchange.queryText(name);
    }

    /** Returns whether a query parameter says true. */
    boolean flag(String name) {
        return query(name).filter(value -> value.equals("true") || value.equals("1")).isPresent();
    }

    Optional<String> header(String lowerCaseName) {
        return exchange.header(lowerCaseName);
    }

    /** Returns the body as the text of documents (ADM-1, ADM-5). */
    SourceText documents() {
        String type = header("content-type").orElse("").toLowerCase(Locale.ROOT);
        return new SourceText(SOURCE, body(), type.contains("yaml") || type.contains("yml"));
    }

    byte[] body() {
        try {
            return exchange.readBody(bodyBytesMax);
        } catch (Refusal refusal) {
            if (refusal.code() != ProblemCode.PAYLOAD_TOO_LARGE) {
                throw refusal;
            }
            throw Refusal.of(
                            ProblemCode.DOCUMENT_TOO_LARGE,
                            "The body exceeds " + bodyBytesMax + " bytes")
                    .closing();
        }
    }
}
