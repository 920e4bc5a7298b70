package dev.tiercel.server.http;

import dev.tiercel.server.config.ServerConfig;
import dev.tiercel.server.route.RequestPath;
import dev.tiercel.server.route.RouteMethod;
import dev.tiercel.server.route.RouteTable;
import dev.tiercel.server.route.ServedRoute;
import io.helidon.common.buffers.DataReader;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpException;
import io.helidon.http.RequestException;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpSecurity;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http1.spi.Http1RoutedUpgrade;
import io.helidon.webserver.http1.spi.Http1UpgradeResponse;
import io.helidon.webserver.http1.spi.Http1UpgradeResult;
import io.helidon.webserver.http1.spi.Http1UpgradeRouting;
import io.helidon.webserver.spi.ServerConnection;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Handles every request that Helidon reads, in the order of HTTP-1. A request reads the table of
 * routes once, which fixes its generation (GEN-2). Thread-safe.
 */
public final class RequestRouting implements HttpRouting, Http1UpgradeRouting {
    private static final Logger LOG = LoggerFactory.getLogger(RequestRouting.class);
    private static final Logger ACCESS = LoggerFactory.getLogger("dev.tiercel.access");
    private static final byte[] HELLO = "Hello, World!".getBytes(StandardCharsets.UTF_8);
    private static final String TEXT = "text/plain; charset=utf-8";

    private final Supplier<RouteTable<ServedRoute>> routes;
    private final ReservedPaths reserved;
    private final RouteExecution execution;
    private final WebSocketUpgrade webSockets;
    private final Cors cors;
    private final AnswerWriter writer;
    private final ProblemDocument problems;
    private final int concurrentMax;
    private final Http2Head http2Head;
    private final RequestObserver observer;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final HttpSecurity security = HttpSecurity.create();

    /** What takes requests off our hands, and what is told of all of them. */
    record Surroundings(ReservedPaths reserved, RequestObserver observer) {}

    RequestRouting(
            Supplier<RouteTable<ServedRoute>> routes,
            Surroundings surroundings,
            RouteExecution execution,
            WebSocketUpgrade webSockets,
            HttpAnswers answers,
            ServerConfig.Server settings) {
        this.routes = routes;
        this.reserved = surroundings.reserved();
        this.execution = execution;
        this.webSockets = webSockets;
        this.cors = answers.cors();
        this.writer = answers.writer();
        this.problems = answers.problems();
        this.concurrentMax = settings.concurrentRequestsMax();
        this.http2Head = new Http2Head(settings.headerBytesMax());
        this.observer = surroundings.observer();
    }

    /** Returns the number of requests that are being handled. */
    public int inFlight() {
        return inFlight.get();
    }

    @Override
    public HttpSecurity security() {
        return security;
    }

    @Override
    public void beforeStart() {}

    @Override
    public void afterStop() {}

    @Override
    public void route(
            ConnectionContext connection, RoutingRequest request, RoutingResponse response) {
        Exchange exchange = new Exchange((ClientConnection) connection, request, response);
        try {
            admit(exchange, request, response);
            handle(exchange);
        } catch (Refusal refusal) {
            refuse(exchange, refusal);
        } catch (RequestException | HttpException | CloseConnectionException e) {
            throw e;
        } catch (UncheckedIOException | DataReader.InsufficientDataAvailableException e) {
            throw new CloseConnectionException("The request could not be read", e);
        } catch (OutOfMemoryError _) {
            refuseInsteadOfAnswer(exchange, heapExhausted(exchange));
        } catch (RuntimeException | Error e) {
            fail(exchange, e);
        } finally {
            inFlight.decrementAndGet();
            if (exchange.status() != 0) {
                observer.answered(exchange.answered());
            }
            logAccess(exchange);
        }
        if (exchange.connection().isHttp1()
                && response.headers().contains(HeaderNames.CONNECTION)) {
            throw new ConnectionEnd();
        }
    }

    /** Upgrades a request to a connection of a WebSocket route, if there is one of its path. */
    @Override
    public Http1UpgradeResult routeUpgrade(
            ConnectionContext connection,
            RoutingRequest request,
            RoutingResponse response,
            Http1UpgradeResponse upgradeResponse,
            Http1RoutedUpgrade upgrade) {
        Exchange exchange = new Exchange((ClientConnection) connection, request, response);
        try {
            ServerConnection upgraded = webSockets.upgrade(exchange);
            return upgraded == null
                    ? Http1UpgradeResult.notApplicable()
                    : Http1UpgradeResult.upgraded(upgraded);
        } catch (Refusal refusal) {
            refuse(exchange, refusal);
        } catch (RuntimeException e) {
            fail(exchange, e);
        }
        return Http1UpgradeResult.responded();
    }

    private void admit(Exchange exchange, RoutingRequest request, RoutingResponse response) {
        try {
            if (inFlight.incrementAndGet() > concurrentMax) {
                throw Refusal.overloaded("Too many concurrent requests");
            }
            if (!exchange.connection().isHttp1()) {
                http2Head.check(request);
            }
        } catch (Refusal refusal) {
            cors.decorate(exchange.headers(), response.headers());
            throw refusal;
        }
    }

    private static void logAccess(Exchange exchange) {
        if (ACCESS.isDebugEnabled()) {
            LoggingEventBuilder line =
                    ACCESS.atDebug()
                            .addKeyValue("request_id", exchange.id())
                            .addKeyValue("ip", exchange.connection().address())
                            .addKeyValue("status", exchange.status())
                            .addKeyValue(
                                    "duration_us",
                                    (System.nanoTime() - exchange.startNanos()) / 1000);
            exchange.traceId()
                    .map(trace -> line.addKeyValue("trace_id", trace))
                    .orElse(line)
                    .log("{} {}", exchange.method(), exchange.rawPath());
        }
    }

    private void handle(Exchange exchange) {
        RequestPath path = path(exchange);
        if (reserved.handle(exchange, path.decodedText())) {
            return;
        }
        cors.decorate(exchange.headers(), exchange.response().headers());
        RouteTable<ServedRoute> table = routes.get();
        Optional<RouteMethod> method =
                exchange.isHead()
                        ? Optional.of(RouteMethod.GET)
                        : RouteMethod.ofReceived(exchange.method());
        ServedRoute route = method.isPresent() ? table.find(method.get(), path) : null;
        if (route != null) {
            exchange.matched(route);
            execution.run(exchange, route);
        } else {
            answerWithoutRoute(exchange, table.methods(path));
        }
    }

    private RequestPath path(Exchange exchange) {
        try {
            return exchange.path();
        } catch (Refusal e) {
            cors.decorate(exchange.headers(), exchange.response().headers());
            throw e;
        }
    }

    private void answerWithoutRoute(Exchange exchange, Set<RouteMethod> methods) {
        String method = exchange.method();
        if (methods.isEmpty()) {
            if (exchange.rawPath().equals("/") && (method.equals("GET") || exchange.isHead())) {
                writer.send(exchange, 200, TEXT, HELLO);
                return;
            }
            if (method.equals("GET") && webSockets.isReached(exchange.path())) {
                throw upgradeRequired();
            }
            throw Refusal.of(
                    ProblemCode.NOT_FOUND,
                    "No route found for " + method + " " + exchange.path().decodedText());
        }
        String allow = allow(methods);
        if (method.equals("OPTIONS")) {
            answerOptions(exchange, allow);
        } else if (methods.contains(RouteMethod.WS) && method.equals("GET")) {
            throw upgradeRequired();
        } else {
            throw Refusal.of(
                            ProblemCode.METHOD_NOT_ALLOWED,
                            "The path allows " + allow + ", not " + method)
                    .with(HeaderValues.create(HeaderNames.ALLOW, allow));
        }
    }

    private static Refusal upgradeRequired() {
        return Refusal.of(
                ProblemCode.WEBSOCKET_UPGRADE_REQUIRED, "This route requires WebSocket protocol");
    }

    private void answerOptions(Exchange exchange, String allow) {
        ServerResponseHeaders headers = exchange.response().headers();
        headers.set(HeaderNames.ALLOW, allow);
        if (Cors.isPreflight(exchange.headers())) {
            cors.decoratePreflight(exchange.headers(), headers, allow);
        }
        writer.send(exchange, 204, null, new byte[0]);
    }

    private static String allow(Set<RouteMethod> methods) {
        List<String> names = new ArrayList<>();
        for (RouteMethod method : methods) {
            if (method == RouteMethod.GET) {
                names.add("GET");
                names.add("HEAD");
            } else if (method != RouteMethod.WS) {
                names.add(method.name());
            } else if (!methods.contains(RouteMethod.GET)) {
                names.add("GET");
            }
        }
        names.add("OPTIONS");
        return String.join(", ", names);
    }

    private void refuse(Exchange exchange, Refusal refusal) {
        exchange.failed(refusal.code().name());
        ServerResponseHeaders headers = exchange.response().headers();
        refusal.headers().forEach(headers::set);
        if (refusal.isClosing() && exchange.connection().isHttp1()) {
            headers.set(HeaderValues.CONNECTION_CLOSE);
        }
        byte[] body = problems.of(refusal, instance(exchange), exchange.id());
        writer.send(exchange, refusal.code().status(), ProblemDocument.CONTENT_TYPE, body);
    }

    /** Returns what a request gets that needed memory which others, or its body, had taken. */
    private static Refusal heapExhausted(Exchange exchange) {
        LOG.atError().addKeyValue("request_id", exchange.id()).log("The server has no memory left");
        return Refusal.overloaded("The server has no memory left");
    }

    private void fail(Exchange exchange, Throwable defect) {
        LOG.atError()
                .addKeyValue("request_id", exchange.id())
                .setCause(defect)
                .log("A defect of the server");
        refuseInsteadOfAnswer(exchange, Refusal.of(ProblemCode.INTERNAL, "Internal error"));
    }

    /** Refuses a request that got to an unknown place, unless there is an answer. */
    private void refuseInsteadOfAnswer(Exchange exchange, Refusal refusal) {
        if (!exchange.response().isSent()) {
            exchange.response().headers().clear();
            if (exchange.isMatched()) {
                cors.decorate(exchange.headers(), exchange.response().headers());
            }
            refuse(exchange, refusal.closing());
        }
    }

    private static String instance(Exchange exchange) {
        try {
            return exchange.path().decodedText();
        } catch (Refusal e) {
            return exchange.rawPath();
        }
    }
}
