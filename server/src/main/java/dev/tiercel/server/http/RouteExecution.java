package dev.tiercel.server.http;

import dev.tiercel.runtime.ErrorValue;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.ExecutionEnvironment;
import dev.tiercel.runtime.LogicError;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.runtime.ResponseBuffer;
import dev.tiercel.runtime.effect.WebSocketConnector;
import dev.tiercel.server.input.InputProblem;
import dev.tiercel.server.input.RouteInput;
import dev.tiercel.server.route.ServedRoute;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs the logic of a route for a request that matched it, from the body on (HTTP-1). Thread-safe.
 */
final class RouteExecution {

    private final ExecutionEnvironment environment;
    private final ClientAddress addresses;
    private final AnswerWriter writer;
    private final ProblemDocument problems;
    private final WebSocketConnector webSockets;

    RouteExecution(
            ExecutionEnvironment environment,
            ClientAddress addresses,
            HttpAnswers answers,
            WebSocketConnector webSockets) {
        this.webSockets = webSockets;
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
                        new LogicEffects(route.document().name(), exchange.id(), webSockets),
                        buffer);
        long start = System.nanoTime();
        try {
            route.logic().target().execute(context);
        } catch (LogicError error) {
            answer(exchange, route, error.value());
            return;
        } finally {
            exchange.ranLogic(System.nanoTime() - start, route.logic().entry().tier().number());
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
        LogicErrors.log(error, route.document().name(), exchange.id());
        exchange.failed(error.code());
        byte[] body = problems.of(error, exchange.path().decodedText(), exchange.id());
        writer.send(exchange, error.status(), ProblemDocument.CONTENT_TYPE, body);
    }
}
