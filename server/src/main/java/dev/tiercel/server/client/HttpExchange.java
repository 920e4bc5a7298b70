package dev.tiercel.server.client;

import dev.tiercel.ir.RequestMethod;
import dev.tiercel.runtime.effect.EffectFailure;
import dev.tiercel.runtime.effect.HttpCall;
import dev.tiercel.runtime.effect.HttpHeader;
import dev.tiercel.runtime.effect.HttpReply;
import dev.tiercel.runtime.effect.HttpTarget;
import dev.tiercel.runtime.effect.TimeLimit;
import dev.tiercel.server.config.ServerConfig;
import dev.tiercel.server.watch.ReplyWait;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** One request and its response, over a connection to a checked address. Belongs to one thread. */
final class HttpExchange {
    /** Methods whose requests say that they have no content (RFC 9110, section 8.6). */
    private static final Set<String> WITH_CONTENT = Set.of("POST", "PUT", "PATCH");

    /** Headers that every request has, unless it gives others. */
    private static final Set<String> REPLACED = Set.of("user-agent", "accept-encoding");

    private static final String CODING = "content-encoding";

    /** Headers of a body as it came. */
    private static final Set<String> OF_PACKED_BODY = Set.of(CODING, "content-length");

    private static final int SWITCHING_PROTOCOLS = 101;

    private final ClientAgents agents;
    private final HttpCall call;
    private final HttpTarget target;
    private final ServerConfig.HttpClient config;
    private final ReplyWait wait;

    HttpExchange(
            ClientAgents agents,
            HttpCall call,
            HttpTarget target,
            ServerConfig.HttpClient config,
            ReplyWait wait) {
        this.agents = agents;
        this.call = call;
        this.target = target;
        this.config = config;
        this.wait = wait;
    }

    /**
     * Sends the request to the first address that can be connected to. A server may close an idle
     * connection just when it is used again; what may be sent twice is then sent once more, over a
     * new connection.
     */
    HttpReply send(List<InetAddress> addresses, TimeLimit limit) {
        long begin = System.nanoTime();
        return attempt(true, addresses, limit)
                .orElseGet(() -> {
                    TimeLimit rest = limit.after(System.nanoTime() - begin);
                    return attempt(false, addresses, rest).orElseThrow();
                });
    }

    /** Returns the reply, nothing if the request may be sent again over a new connection. */
    private Optional<HttpReply> attempt(
            boolean isPooled, List<InetAddress> addresses, TimeLimit limit) {
        long begin = System.nanoTime();
        @Nullable HttpClientRequest request = null;
        boolean isUsedAgain = false;
        try {
            request = connect(isPooled, addresses, limit, begin);
            isUsedAgain = agents.isUsedAgain(request.connection());
            return Optional.of(unpacked(await(transfer(request), limit, begin)));
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (isUsedAgain && isUnanswered(request, cause)) {
                return Optional.empty();
            }
            throw failed(request != null, cause);
        } catch (TimeoutException _) {
            reset(request);
            throw limit.exceeded("The request");
        } catch (InterruptedException _) {
            reset(request);
            throw new EffectFailure(EffectFailure.Kind.INTERRUPTED, "Interrupted");
        } finally {
            if (!isPooled && request != null) {
                request.connection().close();
            }
        }
    }

    /** Whether the connection has ended before the response began, and that may be made good. */
    private boolean isUnanswered(@Nullable HttpClientRequest request, Throwable cause) {
        return request != null
                && !request.response().succeeded()
                && (cause instanceof HttpClosedException || cause instanceof IOException)
                && RequestMethod.isIdempotent(call.method());
    }

    private HttpClientRequest connect(
            boolean isPooled, List<InetAddress> addresses, TimeLimit limit, long begin)
            throws ExecutionException, TimeoutException, InterruptedException {
        for (int i = 0; ; i++) {
            Future<HttpClientRequest> connecting = open(isPooled, addresses.get(i));
            boolean isAwaited = false;
            try {
                HttpClientRequest request = await(connecting, limit, begin);
                isAwaited = true;
                // What goes wrong is told by the response; without a handler it would be logged.
                return request.exceptionHandler(_ -> {});
            } catch (ExecutionException e) {
                isAwaited = true;
                if (i == addresses.size() - 1) {
                    throw e;
                }
            } finally {
                if (!isAwaited) {
                    // The pool would wait for ever for a request that nobody sends.
                    connecting.onSuccess(request -> request.exceptionHandler(_ -> {}).reset());
                }
            }
        }
    }

    private Future<HttpClientRequest> open(boolean isPooled, InetAddress address) {
        HttpClientAgent agent = agents.of(target);
        if (isPooled) {
            return agent.request(options(address));
        }
        HttpConnectOptions to =
                new HttpConnectOptions()
                        .setSsl(target.isSecure())
                        .setHost(target.host())
                        .setPort(target.port())
                        .setServer(server(address));
        return agent.connect(to).compose(connection -> connection.request(options(address)));
    }

    private SocketAddress server(InetAddress address) {
        return SocketAddress.inetSocketAddress(target.port(), literal(address));
    }

    /** The name is kept for the Host header and the certificate; the address is the checked one. */
    private RequestOptions options(InetAddress address) {
        return new RequestOptions()
                .setMethod(HttpMethod.valueOf(call.method()))
                .setSsl(target.isSecure())
                .setHost(target.host())
                .setPort(target.port())
                .setServer(server(address))
                .setURI(target.path())
                .setFollowRedirects(false);
    }

    /** Returns an address as it stands in URLs; by a name, the client would look it up again. */
    private static String literal(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        String plain = zone < 0 ? text : text.substring(0, zone);
        return address instanceof Inet6Address ? "[" + plain + "]" : plain;
    }

    private Future<HttpReply> transfer(HttpClientRequest request) {
        request.putHeader("user-agent", config.userAgent());
        request.putHeader("accept-encoding", PackedBody.ACCEPTED);
        for (HttpHeader header : call.headers()) {
            if (REPLACED.contains(header.name().toLowerCase(Locale.ROOT))) {
                request.putHeader(header.name(), header.value());
            } else {
                request.headers().add(header.name(), header.value());
            }
        }
        // Before the request is sent: a response that has ended takes no handlers.
        Future<HttpReply> receiving =
                request.response().compose(response -> receive(request, response));
        byte[] body = call.body();
        if (body == null && WITH_CONTENT.contains(call.method())) {
            request.putHeader("content-length", "0");
        }
        Future<?> sending = body == null ? request.send() : request.send(Buffer.buffer(body));
        sending.onFailure(_ -> request.reset());
        return receiving;
    }

    private Future<HttpReply> receive(HttpClientRequest request, HttpClientResponse response) {
        Promise<HttpReply> reply = Promise.promise();
        Buffer body = Buffer.buffer();
        response.exceptionHandler(reply::tryFail);
        response.handler(part -> {
            if ((long) body.length() + part.length() > config.responseBytesMax()) {
                reply.tryFail(tooLarge());
                request.reset();
            } else {
                body.appendBuffer(part);
            }
        });
        response.endHandler(_ -> {
            reply.tryComplete(reply(response, body));
            if (response.statusCode() == SWITCHING_PROTOCOLS) {
                request.connection().close();
            }
        });
        return reply.future();
    }

    private HttpReply unpacked(HttpReply reply) {
        PackedBody coding =
                reply.headers().stream()
                        .filter(header -> header.name().equalsIgnoreCase(CODING))
                        .findFirst()
                        .map(header -> PackedBody.of(header.value()))
                        .orElse(PackedBody.NONE);
        if (coding == PackedBody.NONE || reply.body().length == 0) {
            return reply;
        }
        List<HttpHeader> headers =
                reply.headers().stream()
                        .filter(header ->
                                !OF_PACKED_BODY.contains(header.name().toLowerCase(Locale.ROOT)))
                        .toList();
        return new HttpReply(reply.status(), reply.url(), headers, unpacked(coding, reply.body()));
    }

    private byte[] unpacked(PackedBody coding, byte[] body) {
        byte[] whole;
        try {
            whole = coding.unpack(body, config.responseBytesMax());
        } catch (IOException _) {
            throw failure(
                    EffectFailure.Kind.HTTP_TRANSFER,
                    "The response is not packed as " + coding.name().toLowerCase(Locale.ROOT),
                    call.url());
        }
        if (whole.length > config.responseBytesMax()) {
            throw tooLarge();
        }
        return whole;
    }

    private EffectFailure tooLarge() {
        return failure(
                EffectFailure.Kind.HTTP_TRANSFER,
                "The response is larger than " + config.responseBytesMax() + " bytes",
                call.url());
    }

    private HttpReply reply(HttpClientResponse response, Buffer body) {
        List<HttpHeader> headers = new ArrayList<>();
        response.headers()
                .forEach(header -> headers.add(new HttpHeader(header.getKey(), header.getValue())));
        return new HttpReply(response.statusCode(), call.url(), headers, body.getBytes());
    }

    private <T> T await(Future<T> future, TimeLimit limit, long begin)
            throws ExecutionException, TimeoutException, InterruptedException {
        long left = limit.nanos() - (System.nanoTime() - begin);
        return wait.await(future.toCompletionStage().toCompletableFuture(), left);
    }

    private static void reset(@Nullable HttpClientRequest request) {
        if (request != null) {
            request.reset();
        }
    }

    private EffectFailure failed(boolean isConnected, Throwable cause) {
        EffectFailure.Kind kind =
                isConnected ? EffectFailure.Kind.HTTP_TRANSFER : EffectFailure.Kind.HTTP_CONNECT;
        String reason =
                cause instanceof EffectFailure failure
                        ? failure.reason()
                        : (isConnected ? "The connection broke: " : "No connection: ")
                                + described(cause);
        return failure(kind, reason, call.url());
    }

    /** Returns a message, and of TLS what was wrong, such as a certificate that nobody trusts. */
    private static String described(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        boolean isExplained = failure instanceof SSLException && root.getMessage() != null;
        return isExplained && root != failure
                ? failure.getMessage() + ": " + root.getMessage()
                : String.valueOf(failure.getMessage());
    }

    static EffectFailure failure(EffectFailure.Kind kind, String reason, String url) {
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("phase", kind == EffectFailure.Kind.HTTP_CONNECT ? "connect" : "transfer");
        details.put("url", url);
        return new EffectFailure(kind, reason, details);
    }
}
