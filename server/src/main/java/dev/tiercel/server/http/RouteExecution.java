package dev.tiercel.server.http;

import dev.tiercel.runtime.ErrorValue;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.LogicError;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.runtime.ResponseBuffer;
import dev.tiercel.server.engine.RunningLogic;
import dev.tiercel.server.input.BodySchema;
import dev.tiercel.server.input.InputProblem;
import dev.tiercel.server.input.RouteInput;
import dev.tiercel.server.route.ServedRoute;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers a request that matched a route, in the order of HTTP-1. Thread-safe. */
final class RouteExecution {
    private static final int SUCCESS_MIN = 200;
    private static final int SUCCESS_MAX = 299;

    private final RouteServices services;
    private final Admission admission;
    private final AnswerWriter writer;
    private final ProblemDocument problems;

    RouteExecution(RouteServices services, HttpAnswers answers) {
        this.services = services;
        this.admission = new Admission(services);
        this.writer = answers.writer();
        this.problems = answers.problems();
    }

    void run(Exchange exchange, ServedRoute route) {
        run(exchange, route, null);
    }

    /**
     * Answers a request.
     *
     * @param params path parameters of a request that an administrator makes, which is admitted;
     *     null for those of the path
     */
    void run(Exchange exchange, ServedRoute route, @Nullable ObjectValue params) {
        exchange.checkQuery();
        RouteRequest request = new RouteRequest(exchange, route.pathParameters(), services);
        ResponseBuffer buffer = exchange.connection().responseBuffer();
        try {
            if (params == null) {
                admission.admit(exchange, route, request);
            } else {
                request.replaceParams(params);
            }
            readBody(exchange, route, request);
            if (!route.input().isEmpty()) {
                check(route.input(), request);
            }
            execute(exchange, route, request, buffer);
        } catch (LogicError error) {
            answer(exchange, route, error.value());
            return;
        }
        if (route.answerSchema().isPresent()) {
            checkAnswer(route.answerSchema().get(), buffer);
        }
        writer.send(exchange, buffer);
    }

    private void execute(
            Exchange exchange, ServedRoute route, RouteRequest request, ResponseBuffer buffer) {
        buffer.clear();
        ExecutionContext context =
                new ExecutionContext(
                        services.environment(),
                        route.limits(),
                        route.logic().locations(),
                        request,
                        new LogicEffects(route.document().name(), exchange, services.webSockets()),
                        buffer);
        RunningLogic running = exchange.connection().running();
        RunningLogic.Run run = running.begin(context);
        long start = System.nanoTime();
        try {
            route.logic().target().execute(context);
        } finally {
            running.end(run);
            context.end();
            exchange.ranLogic(System.nanoTime() - start, route.logic().entry().tier().number());
        }
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
            throw Refusal.of(ProblemCode.VALIDATION_FAILED, "Validation failed").withErrors(found);
        }
    }

    private static void checkAnswer(BodySchema schema, ResponseBuffer buffer) {
        boolean isJson = buffer.contentType().filter("application/json"::equals).isPresent();
        if (buffer.status() < SUCCESS_MIN || buffer.status() > SUCCESS_MAX || !isJson) {
            return;
        }
        List<InputProblem> found =
                schema.problems(
                        new String(buffer.bytes(), 0, buffer.length(), StandardCharsets.UTF_8));
        if (!found.isEmpty()) {
            throw Refusal.of(ProblemCode.RESPONSE_INVALID, "The answer violates its schema")
                    .withErrors(found);
        }
    }

    private void answer(Exchange exchange, ServedRoute route, ErrorValue error) {
        LogicErrors.log(error, route.document().name(), exchange.id(), exchange.traceId());
        exchange.failed(error.code());
        byte[] body = problems.of(error, exchange.path().decodedText(), exchange.id());
        writer.send(exchange, error.status(), ProblemDocument.CONTENT_TYPE, body);
    }
}
