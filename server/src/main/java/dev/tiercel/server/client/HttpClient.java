package dev.tiercel.server.client;

import dev.tiercel.runtime.effect.EffectFailure;
import dev.tiercel.runtime.effect.HttpCall;
import dev.tiercel.runtime.effect.HttpConnector;
import dev.tiercel.runtime.effect.HttpHeader;
import dev.tiercel.runtime.effect.HttpReply;
import dev.tiercel.runtime.effect.TimeLimit;
import dev.tiercel.server.config.ServerConfig;
import dev.tiercel.server.watch.ReplyWait;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;

/**
 * The client of outgoing requests: pooled connections, HTTP/2 where TLS negotiates it, redirects,
 * and a guard that every connection has passed (OP-17 to OP-21). Thread-safe.
 */
public final class HttpClient implements HttpConnector, AutoCloseable {
    private static final int REDIRECTS_MAX = 5;
    private static final int CONNECTIONS_PER_HOST_MAX = 64;
    private static final int WAITING_MAX = 10_000;
    private static final int KEEP_ALIVE_SECONDS = 30;
    private static final int HOST_LABELS_MAX = 100;
    private static final int PORT_MAX = 65_535;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<String> CREDENTIALS = Set.of("authorization", "cookie");

    private final ServerConfig.HttpClient config;
    private final HttpClientMetrics metrics;
    private final AddressGuard guard;
    private final HostResolver resolver = new HostResolver();
    private final ReplyWait wait = ReplyWait.start("http-watch");
    private final Vertx vertx;
    private final HttpClientAgent plain;
    private final HttpClientAgent secure;
    private final Set<String> hostLabels = ConcurrentHashMap.newKeySet();

    public HttpClient(ServerConfig.HttpClient config, HttpClientMetrics metrics) {
        this.config = config;
        this.metrics = metrics;
        this.guard = new AddressGuard(config.allow(), config.deny());
        this.vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
        PoolOptions pool =
                new PoolOptions()
                        .setHttp1MaxSize(CONNECTIONS_PER_HOST_MAX)
                        .setHttp2MaxSize(2)
                        .setMaxWaitQueueSize(WAITING_MAX);
        this.plain = vertx.createHttpClient(options(), pool);
        this.secure =
                vertx.createHttpClient(
                        options()
                                .setProtocolVersion(HttpVersion.HTTP_2)
                                .setUseAlpn(true)
                                .setSsl(true),
                        pool);
    }

    private HttpClientOptions options() {
        return new HttpClientOptions()
                .setConnectTimeout((int) Math.max(1, config.connectTimeout().toMillis()))
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setDecompressionSupported(true)
                .setTcpNoDelay(true);
    }

    @Override
    public HttpReply send(HttpCall call, TimeLimit limit) {
        long begin = System.nanoTime();
        HttpCall current = call;
        for (int redirects = 0; ; redirects++) {
            HttpReply reply = exchange(current, limit.after(System.nanoTime() - begin));
            Optional<HttpCall> next =
                    redirects < REDIRECTS_MAX ? redirected(current, reply) : Optional.empty();
            if (next.isEmpty()) {
                return reply;
            }
            current = next.get();
        }
    }

    private HttpReply exchange(HttpCall call, TimeLimit limit) {
        long begin = System.nanoTime();
        URI uri = URI.create(call.url());
        String host = uri.getHost();
        int status = 0;
        try {
            List<InetAddress> addresses = addresses(call, host, limit);
            HttpReply reply =
                    exchange(call, uri).send(addresses, limit.after(System.nanoTime() - begin));
            status = reply.status();
            return reply;
        } finally {
            metrics.exchange(label(host), status, System.nanoTime() - begin);
        }
    }

    /** Returns what is to be sent to an address of the host of a URL. */
    HttpExchange exchange(HttpCall call, URI uri) {
        boolean isSecure = uri.getScheme().equalsIgnoreCase("https");
        return new HttpExchange(isSecure ? secure : plain, call, uri, config, wait);
    }

    private List<InetAddress> addresses(HttpCall call, String host, TimeLimit limit) {
        String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        try {
            List<InetAddress> addresses = resolver.resolve(name, limit.nanos());
            if (!guard.permits(name, addresses)) {
                throw new EffectFailure(
                        EffectFailure.Kind.HTTP_DENIED,
                        "Requests to `" + name + "` are not allowed",
                        Map.of("url", call.url()));
            }
            return addresses;
        } catch (UnknownHostException _) {
            throw HttpExchange.failure(
                    EffectFailure.Kind.HTTP_CONNECT, "Host `" + name + "` is unknown", call.url());
        } catch (TimeoutException _) {
            throw limit.exceeded("The request");
        } catch (InterruptedException _) {
            throw new EffectFailure(EffectFailure.Kind.INTERRUPTED, "Interrupted");
        }
    }

    /** Returns the request that a redirect asks for (OP-20). */
    private static Optional<HttpCall> redirected(HttpCall call, HttpReply reply) {
        boolean isFollowed = call.method().equals("GET") || call.method().equals("HEAD");
        if (!isFollowed || !REDIRECTS.contains(reply.status())) {
            return Optional.empty();
        }
        return reply.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase("location"))
                .findFirst()
                .flatMap(header -> target(call.url(), header.value()))
                .map(target -> HttpCall.withoutBody(call.method(), target, headers(call, target)));
    }

    private static Optional<String> target(String from, String location) {
        try {
            URI target = URI.create(from).resolve(location.strip());
            String scheme =
                    target.getScheme() == null ? "" : target.getScheme().toLowerCase(Locale.ROOT);
            boolean isHttp = scheme.equals("http") || scheme.equals("https");
            String text = target.toString();
            int fragment = text.indexOf('#');
            boolean isPort = target.getPort() != 0 && target.getPort() <= PORT_MAX;
            return isHttp && isPort && target.getHost() != null
                    ? Optional.of(fragment < 0 ? text : text.substring(0, fragment))
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static List<HttpHeader> headers(HttpCall call, String target) {
        URI from = URI.create(call.url());
        URI to = URI.create(target);
        boolean isSameHost = from.getHost().equalsIgnoreCase(to.getHost());
        boolean isWeaker =
                from.getScheme().equalsIgnoreCase("https")
                        && !to.getScheme().equalsIgnoreCase("https");
        if (isSameHost && !isWeaker) {
            return call.headers();
        }
        return call.headers().stream()
                .filter(header -> !CREDENTIALS.contains(header.name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    /** Names of hosts come from requests, so their number is bounded. */
    private String label(String host) {
        if (hostLabels.size() < HOST_LABELS_MAX) {
            hostLabels.add(host);
        }
        return hostLabels.contains(host) ? host : "other";
    }

    @Override
    public void close() {
        plain.close();
        secure.close();
        vertx.close();
        wait.close();
        resolver.close();
    }
}
