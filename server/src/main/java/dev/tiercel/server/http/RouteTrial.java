package dev.tiercel.server.http;

import dev.tiercel.runtime.ErrorValue;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.ExecutionEnvironment;
import dev.tiercel.runtime.JsonBuffer;
import dev.tiercel.runtime.LogicError;
import dev.tiercel.runtime.ResponseBuffer;
import dev.tiercel.runtime.ResponseHeader;
import dev.tiercel.runtime.effect.WebSocketConnector;
import dev.tiercel.server.config.ServerConfig;
import dev.tiercel.server.engine.RunningLogic;
import dev.tiercel.server.input.InputProblem;
import dev.tiercel.server.input.ValueRequest;
import dev.tiercel.server.route.ServedRoute;
import dev.tiercel.server.websocket.CurrentConnection;
import dev.tiercel.server.websocket.WebSockets;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Runs routes for administrators, with real effects (ADM-27, ADM-28). Thread-safe. */
public final class RouteTrial {
    private static final String JSON = "application/json";

    private final ExecutionEnvironment environment;
    private final RouteExecution execution;
    private final WebSocketConnector connector;

    /**
     * @param environment what requests of the server share
     */
    public RouteTrial(ServerConfig config, ExecutionEnvironment environment, WebSockets sockets) {
        this.environment = environment;
        this.connector = CurrentConnection.none(sockets);
        this.execution =
                new RouteExecution(
                        RouteServices.of(config, environment, connector), HttpAnswers.of(config));
    }

    /**
     * What came of a trial.
     *
     * @param error message of an error that left the logic
     * @param errorDetail JSON text of the error value
     * @param body JSON text of the body; of a body that is no JSON, of its text
     */
    public record Result(
            int status,
            Map<String, String> headers,
            Optional<String> body,
            Optional<String> error,
            Optional<String> errorDetail,
            List<String> steps) {}

    /** Answers a request as a route would; path parameters are its query parameters. */
    public void execute(Exchange exchange, ServedRoute route) {
        execution.run(exchange, route, exchange.query());
    }

    /** Runs a route once. */
    public Result test(ServedRoute route, String requestId, ValueRequest.Parts parts) {
        List<String> steps = new ArrayList<>();
        steps.add("Route found: " + route.document().name() + " (" + route.pattern() + ")");
        ValueRequest request =
                new ValueRequest(
                        new ValueRequest.Head(
                                route.method().name(),
                                route.pattern(),
                                requestId,
                                System.nanoTime()),
                        parts);
        steps.add("Execution context created");
        List<InputProblem> problems = route.input().check(request);
        if (!problems.isEmpty()) {
            String errors = "{\"errors\":" + InputProblem.json(problems) + "}";
            return new Result(
                    ProblemCode.VALIDATION_FAILED.status(),
                    Map.of(),
                    Optional.empty(),
                    Optional.of("Validation failed"),
                    Optional.of(errors),
                    steps);
        }
        ResponseBuffer buffer = new ResponseBuffer();
        ExecutionContext context =
                new ExecutionContext(
                        environment.with(new TrialConnectors(environment.connectors(), steps)),
                        route.limits(),
                        route.logic().locations(),
                        request,
                        new TrialEffects(
                                new LogicEffects(
                                        route.document().name(),
                                        requestId,
                                        connector,
                                        new RunningLogic(false)),
                                steps),
                        buffer);
        try {
            route.logic().target().execute(context);
            return answered(buffer, steps);
        } catch (LogicError error) {
            return failed(error.value(), steps);
        } finally {
            context.end();
        }
    }

    private static Result answered(ResponseBuffer buffer, List<String> steps) {
        Map<String, String> headers = new LinkedHashMap<>();
        buffer.contentType().ifPresent(type -> headers.put("content-type", type));
        for (ResponseHeader header : buffer.headers()) {
            headers.put(header.name().toLowerCase(Locale.ROOT), header.value());
        }
        String text = new String(buffer.bytes(), 0, buffer.length(), StandardCharsets.UTF_8);
        Optional<String> body =
                buffer.contentType().map(type -> type.startsWith(JSON) ? text : json(text));
        return new Result(
                buffer.status(), headers, body, Optional.empty(), Optional.empty(), steps);
    }

    private static Result failed(ErrorValue error, List<String> steps) {
        return new Result(
                error.status(),
                Map.of("content-type", ProblemDocument.CONTENT_TYPE),
                Optional.empty(),
                Optional.of(error.message()),
                Optional.of(json(error)),
                steps);
    }

    private static String json(Object value) {
        JsonBuffer buffer = new JsonBuffer();
        buffer.value(value);
        return buffer.text();
    }
}
