package dev.tiercel.server.http;

import dev.tiercel.runtime.ErrorValue;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.ExecutionEnvironment;
import dev.tiercel.runtime.LogicError;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.runtime.ResponseBuffer;
import dev.tiercel.server.input.InputProblem;
import dev.tiercel.server.input.RouteInput;
import dev.tiercel.server.route.ServedRoute;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the logic of a route for a request that matched it, from the body on (HTTP-1). Thread-safe.
 */
final class RouteExecution {
    private static final Logger LOG = LoggerFactory.getLogger("dev.tiercel.logic");
    private static final int SERVER_ERROR_MIN = 500;

    private final ExecutionEnvironment environment;
    private final ClientAddress addresses;
    private final AnswerWriter writer;
    private final ProblemDocument problems;

    RouteExecution(ExecutionEnvironment environment, ClientAddress addresses, HttpAnswers answers) {
        this.environment = environment;
        this.addresses = addresses;
        this.writer = answers.writer();
        this.problems = answers.problems();
    }

    void run(Exchange exchange, ServedRoute route) {
        run(exchange, route, null);
    }

    /**
     * @param params path parameters, null for those of the path
     */
    void run(Exchange exchange, ServedRoute route, @Nullable ObjectValue params) {
        exchange.checkQuery();
        RouteRequest request = new RouteRequest(exchange, route.pathParameters(), addresses, null);
        if (params != null) {
            request.replaceParams(params);
        }
        readBody(exchange, route, request);
        if (!route.input().isEmpty()) {
            check(route.input(), request);
        }
        ResponseBuffer buffer = exchange.connection().responseBuffer();
        buffer.clear();
        ExecutionContext context =
                new ExecutionContext(
                        environment,
                        route.limits(),
                        route.logic().locations(),
                        request,
                        new LogicEffects(route.document().name(), exchange.id()),
                        buffer);
        try {
            route.logic().target().execute(context);
        } catch (LogicError error) {
            answer(exchange, route, error.value());
            return;
        } finally {
            context.end();
        }
        writer.send(exchange, buffer);
    }

    private static void readBody(Exchange exchange, ServedRoute route, RouteRequest request) {
        byte[] bytes = exchange.readBody(route.bodyBytesMax());
        if (bytes.length > 0) {
            boolean isWhole = route.input().needsWholeBody();
            request.setBody(
                    bytes,
                    BodyValue.read(
                            bytes,
                            exchange.mediaType(),
                            isWhole ? null : route.logic().projection()));
        }
    }

    private static void check(RouteInput input, RouteRequest request) {
        List<InputProblem> found = input.check(request);
        if (!found.isEmpty()) {
            throw Refusal.of(ProblemCode.VALIDATION_FAILED, "Validation failed")
                    .withMembers("\"errors\":" + InputProblem.json(found));
        }
    }

    private void answer(Exchange exchange, ServedRoute route, ErrorValue error) {
        log(exchange, route, error);
        byte[] body = problems.of(error, exchange.path().decodedText(), exchange.id());
        writer.send(exchange, error.status(), ProblemDocument.CONTENT_TYPE, body);
    }

    private static void log(Exchange exchange, ServedRoute route, ErrorValue error) {
        StringBuilder chain = new StringBuilder(error.code()).append(": ").append(error.message());
        for (ErrorValue cause = error; cause.cause().isPresent(); ) {
            cause = cause.cause().get();
            chain.append(", caused by ").append(cause.code()).append(": ").append(cause.message());
        }
        LOG.atLevel(
                        error.status() >= SERVER_ERROR_MIN
                                ? org.slf4j.event.Level.ERROR
                                : org.slf4j.event.Level.INFO)
                .addKeyValue("route", route.document().name())
                .addKeyValue("request_id", exchange.id())
                .addKeyValue("line", error.location().map(place -> place.line()).orElse(0))
                .log(chain.toString());
    }
}
