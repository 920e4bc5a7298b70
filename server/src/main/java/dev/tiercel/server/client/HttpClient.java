package dev.tiercel.server.client;

import dev.tiercel.runtime.effect.EffectFailure;
import dev.tiercel.runtime.effect.HttpCall;
import dev.tiercel.runtime.effect.HttpConnector;
import dev.tiercel.runtime.effect.HttpHeader;
import dev.tiercel.runtime.effect.HttpReply;
import dev.tiercel.runtime.effect.HttpTarget;
import dev.tiercel.runtime.effect.TimeLimit;
import dev.tiercel.server.config.ServerConfig;
import dev.tiercel.server.watch.ReplyWait;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The client of outgoing requests: pooled connections, HTTP/2 where TLS negotiates it, redirects,
 * and a guard that every connection has passed (OP-17 to OP-21). Thread-safe.
 */
public final class HttpClient implements HttpConnector, AutoCloseable {
    private static final int REDIRECTS_MAX = 5;
    private static final int HOST_LABELS_MAX = 100;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<String> CREDENTIALS = Set.of("authorization", "cookie");

    private final ServerConfig.HttpClient config;
    private final HttpClientMetrics metrics;
    private final AddressGuard guard;
    private final HostResolver resolver = new HostResolver();
    private final ReplyWait wait = ReplyWait.start("http-watch");
    private final CompletableFuture<ClientAgents> agents = new CompletableFuture<>();
    private final AtomicBoolean isOpening = new AtomicBoolean();
    private final Set<String> hostLabels = ConcurrentHashMap.newKeySet();

    public HttpClient(ServerConfig.HttpClient config, HttpClientMetrics metrics) {
        this.config = config;
        this.metrics = metrics;
        this.guard = new AddressGuard(config.allow(), config.deny());
    }

    /**
     * Begins to make what sends requests, which takes longer than the start of a server, in a
     * thread of its own. The first request does it if nobody did before.
     */
    public void open() {
        if (isOpening.compareAndSet(false, true)) {
            agents.completeAsync(
                    () -> ClientAgents.open(config.connectTimeout()),
                    task ->
                            Thread.ofPlatform()
                                    .daemon(true)
                                    .name("tiercel-client-start")
                                    .start(task));
        }
    }

    private ClientAgents agents() {
        open();
        return agents.join();
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
        HttpTarget target = target(call);
        String host = target.host();
        int status = 0;
        try {
            List<InetAddress> addresses = addresses(call, host, limit);
            HttpReply reply =
                    exchange(call, target).send(addresses, limit.after(System.nanoTime() - begin));
            status = reply.status();
            return reply;
        } finally {
            metrics.exchange(label(host), status, System.nanoTime() - begin);
        }
    }

    private static HttpTarget target(HttpCall call) {
        return HttpTarget.of(call.url())
                .orElseThrow(() -> new IllegalArgumentException("no URL: " + call.url()));
    }

    /** Returns what is to be sent to an address of the host of a target. */
    HttpExchange exchange(HttpCall call, HttpTarget target) {
        return new HttpExchange(agents(), call, target, config, wait);
    }

    private List<InetAddress> addresses(HttpCall call, String host, TimeLimit limit) {
        String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        try {
            // A name that is denied is not even asked for.
            List<InetAddress> addresses =
                    guard.denies(name) ? List.of() : resolver.resolve(name, limit.nanos());
            if (addresses.isEmpty() || !guard.permits(name, addresses)) {
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
        HttpTarget from = target(call);
        return reply.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase("location"))
                .findFirst()
                .flatMap(header -> from.resolve(header.value().strip()))
                .map(to ->
                        HttpCall.withoutBody(
                                call.method(), to.uri().toString(), headers(call, from, to)));
    }

    private static List<HttpHeader> headers(HttpCall call, HttpTarget from, HttpTarget to) {
        boolean isSameHost = from.host().equalsIgnoreCase(to.host());
        boolean isWeaker = from.isSecure() && !to.isSecure();
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
        if (isOpening.getAndSet(true)) {
            agents.join().close();
        }
        wait.close();
        resolver.close();
    }
}
