package compare;

import compare.Orders.Account;
import compare.Orders.Inquiry;
import compare.Orders.Message;
import compare.Orders.NumberedItem;
import compare.Orders.Order;
import compare.Orders.Problem;
import compare.Orders.Registered;
import compare.Orders.Rejection;
import compare.Orders.User;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.Json;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The compared routes with the HTTP server of Vert.x core, without its router: one event loop, the
 * native transport. Arguments: the port, the number of further routes.
 */
public final class VertxServer {
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    private static final String USERS = "/api/users/";
    private static final String ITEMS = "/items/";

    private final Map<String, Consumer<HttpServerRequest>> posts =
            Map.of(
                    "/api/checkout/0",
                    request -> send(request, 200, Orders.calculateTax(50)),
                    "/api/orders/0",
                    request -> withBody(request, Order.class, Order::invoice),
                    "/api/quotes",
                    request -> withBody(request, Inquiry.class, Inquiry::quote),
                    "/api/accounts",
                    VertxServer::register);
    private final Map<String, Integer> routeByName = new HashMap<>();

    private VertxServer(int routes) {
        for (int i = 0; i < routes; i++) {
            routeByName.put("n" + i, i);
        }
    }

    public static void main(String[] arguments) {
        VertxServer server = new VertxServer(Integer.parseInt(arguments[1]));
        Vertx vertx =
                Vertx.vertx(
                        new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(1));
        if (!vertx.isNativeTransportEnabled()) {
            throw new IllegalStateException(
                    "no native transport", vertx.unavailableNativeTransportCause());
        }
        vertx.createHttpServer(
                        new HttpServerOptions()
                                .setHost("127.0.0.1")
                                .setPort(Integer.parseInt(arguments[0])))
                .requestHandler(server::handle)
                .listen()
                .await();
    }

    private void handle(HttpServerRequest request) {
        String path = request.path();
        if (request.method() == HttpMethod.POST) {
            posts.getOrDefault(path, VertxServer::refuse).accept(request);
        } else if (path.equals("/api/hello")) {
            send(request, 200, new Message("Hello, World!"));
        } else if (path.startsWith(USERS)) {
            String id = path.substring(USERS.length());
            send(request, 200, new User(id, "User " + id));
        } else {
            numbered(request, path);
        }
    }

    private void numbered(HttpServerRequest request, String path) {
        int end = path.indexOf('/', 1);
        Integer route = end < 0 ? null : routeByName.get(path.substring(1, end));
        if (route == null || !path.startsWith(ITEMS, end)) {
            refuse(request);
        } else {
            String item = path.substring(end + ITEMS.length());
            send(request, 200, new NumberedItem(route, item));
        }
    }

    private static <T> void withBody(
            HttpServerRequest request, Class<T> type, Function<T, Object> logic) {
        request.body()
                .map(body -> logic.apply(Json.decodeValue(body, type)))
                .onSuccess(answer -> send(request, 200, answer))
                .onFailure(failure -> send(request, 400, new Message(failure.getMessage())));
    }

    private static void register(HttpServerRequest request) {
        request.body()
                .map(body -> Json.decodeValue(body, Account.class))
                .onSuccess(account -> register(request, account))
                .onFailure(failure -> send(request, 400, new Message(failure.getMessage())));
    }

    private static void register(HttpServerRequest request, Account account) {
        List<Problem> problems = account.problems();
        if (problems.isEmpty()) {
            send(request, 201, new Registered(account.email(), account.name()));
        } else {
            send(request, 400, new Rejection("Validation failed", problems));
        }
    }

    private static void refuse(HttpServerRequest request) {
        send(request, 404, new Message("Not found"));
    }

    private static void send(HttpServerRequest request, int status, Object answer) {
        request.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
                .end(Json.encodeToBuffer(answer));
    }
}
