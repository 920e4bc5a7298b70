package dev.tiercel.benchmarks.compare;

import dev.tiercel.benchmarks.AccountInput;
import dev.tiercel.benchmarks.OrderInput;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What is asked of every server.
 *
 * @param name on the command line
 * @param title in results
 * @param group of workloads to which it belongs
 * @param agreement of the answers of all servers
 * @param routes that are registered besides those of the other workloads
 * @param requests that each connection sends in turn
 */
record Workload(
        String name,
        String title,
        Group group,
        Agreement agreement,
        int routes,
        List<Request> requests) {
    private static final int ASKED_ROUTES_MAX = 256;
    private static final String INQUIRY =
            """
            {"customer":"Grace Hopper","country":"DE","tier":"gold","coupon":"SPRING",\
            "quantity":12,"unit_price":19.99,"weight":3.5,"express":true}\
            """;

    /** Workloads that are chosen together. */
    enum Group {
        /** What needs nothing but the server. */
        ENGINE,
        /** Many registered routes. */
        ROUTES,
        /** What needs the {@link Backends}. */
        CONNECTORS
    }

    Workload {
        requests = List.copyOf(requests);
    }

    /** Returns whether the routes speak to a database or to Redis. */
    boolean needsBackends() {
        return group == Group.CONNECTORS;
    }

    /** Returns all workloads, those with the same number of routes together. */
    static List<Workload> all() {
        List<Workload> workloads = new ArrayList<>(engine());
        workloads.addAll(connectors());
        workloads.add(routes(1));
        workloads.add(routes(200));
        workloads.add(routes(10_000));
        return workloads;
    }

    private static List<Workload> engine() {
        return List.of(
                engine("static", "static JSON", Request.get("/api/hello")),
                engine("path", "path parameter", Request.get("/api/users/42")),
                engine("checkout", "checkout", Request.post("/api/checkout/0")),
                engine("order10", "order of 10 lines", order(10)),
                engine("order100", "order of 100 lines", order(100)),
                engine("steps50", "50 steps", Request.post("/api/quotes", INQUIRY)),
                new Workload(
                        "validation",
                        "validation failure",
                        Group.ENGINE,
                        Agreement.SAME_FIELDS_REFUSED,
                        1,
                        List.of(Request.post(AccountInput.PATH, AccountInput.BAD_BODY))));
    }

    private static List<Workload> connectors() {
        return List.of(
                connector("sql1", "SQL, 1 row", Request.get("/api/people/7")),
                connector("sql20", "SQL, 20 rows", Request.get("/api/people/100/next")),
                connector(
                        "insert",
                        "SQL, insert in a transaction",
                        Request.post("/api/visits", "{\"person\":7,\"page\":\"/home\"}")),
                connector("redis", "Redis GET", Request.get("/api/profiles/7")));
    }

    private static Workload routes(int count) {
        int asked = Math.min(count, ASKED_ROUTES_MAX);
        List<Request> requests = new ArrayList<>();
        for (int i = 0; i < asked; i++) {
            int number = (int) ((long) i * (count - 1) / Math.max(1, asked - 1));
            requests.add(Request.get("/n" + number + "/items/" + (1000 + i)));
        }
        String title = count == 1 ? "1 route" : String.format("%,d routes", count);
        return new Workload(
                "routes" + count, title, Group.ROUTES, Agreement.EQUAL_JSON, count, requests);
    }

    private static Workload engine(String name, String title, Request request) {
        return new Workload(name, title, Group.ENGINE, Agreement.EQUAL_JSON, 1, List.of(request));
    }

    private static Workload connector(String name, String title, Request request) {
        return new Workload(
                name, title, Group.CONNECTORS, Agreement.EQUAL_JSON, 1, List.of(request));
    }

    private static Request order(int lines) {
        return Request.post(
                "/api/orders/0", new String(OrderInput.body(lines), StandardCharsets.UTF_8));
    }
}
