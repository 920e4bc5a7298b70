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

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import tools.jackson.databind.json.JsonMapper;

import java.util.List;

/**
 * The compared routes with Helidon SE, records and Jackson. Arguments: the port, the number of
 * further routes.
 */
public final class HelidonServer {
    private static final Header JSON =
            HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json");
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private HelidonServer() {}

    public static void main(String[] arguments) {
        int routes = Integer.parseInt(arguments[1]);
        WebServer.builder()
                .host("127.0.0.1")
                .port(Integer.parseInt(arguments[0]))
                .routing(routing -> routes(routing, routes))
                .build()
                .start();
    }

    private static void routes(HttpRouting.Builder routing, int count) {
        routing.get("/api/hello", (_, response) -> send(response, new Message("Hello, World!")))
                .get("/api/users/{id}", HelidonServer::user)
                .post("/api/checkout/0", (_, response) -> send(response, Orders.calculateTax(50)))
                .post(
                        "/api/orders/0",
                        (request, response) -> send(response, read(request, Order.class).invoice()))
                .post(
                        "/api/quotes",
                        (request, response) -> send(response, read(request, Inquiry.class).quote()))
                .post("/api/accounts", HelidonServer::register);
        for (int i = 0; i < count; i++) {
            int route = i;
            routing.get(
                    "/n" + i + "/items/{id}",
                    (request, response) ->
                            send(response, new NumberedItem(route, parameter(request))));
        }
    }

    private static void user(ServerRequest request, ServerResponse response) {
        String id = parameter(request);
        send(response, new User(id, "User " + id));
    }

    private static void register(ServerRequest request, ServerResponse response) {
        Account account = read(request, Account.class);
        List<Problem> problems = account.problems();
        if (problems.isEmpty()) {
            response.status(Status.CREATED_201);
            send(response, new Registered(account.email(), account.name()));
        } else {
            response.status(Status.BAD_REQUEST_400);
            send(response, new Rejection("Validation failed", problems));
        }
    }

    private static String parameter(ServerRequest request) {
        return request.path().pathParameters().get("id");
    }

    private static <T> T read(ServerRequest request, Class<T> type) {
        return MAPPER.readValue(request.content().as(byte[].class), type);
    }

    private static void send(ServerResponse response, Object answer) {
        response.headers().set(JSON);
        response.send(MAPPER.writeValueAsBytes(answer));
    }
}
