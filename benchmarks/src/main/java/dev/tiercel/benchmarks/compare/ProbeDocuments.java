package dev.tiercel.benchmarks.compare;

import dev.tiercel.benchmarks.OrderInput;

/** The documents of the probes. */
final class ProbeDocuments {
    static final String SWAPPED_PATH = "/api/swapped";

    /** Each request would run for minutes without the limit that requests have. */
    static final String NEIGHBOUR =
            """
            name: neighbour
            path: /api/neighbour
            method: GET
            logic:
              - set: {sum: 0}
              - for_range: {start: 1, end: 1000000000, variable: i}
                do:
                  - set: {sum: "{{ sum + i % 7 }}"}
              - return: "{{ sum }}"
            """;

    private ProbeDocuments() {}

    /** Returns a route of its own for each number, with a function call's worth of logic. */
    static String cold(int number) {
        return """
        name: cold_%1$d
        path: /api/cold/%1$d/:name
        method: GET
        logic:
          - set: {base: %1$d}
          - if: "base > 10"
            then: [{set: {base: "{{ base - 10 }}"}}]
          - return: {name: "{{ params.name }}", base: "{{ base * 2 }}"}
        """
                .formatted(number);
    }

    /** Returns the same route with other logic for each number; its answer stays. */
    static String swapped(long number) {
        return """
        name: swapped
        path: /api/swapped
        method: GET
        logic:
          - set: {generation: %d}
          - if: "generation >= 0"
            then: [{return: {message: "Hello, World!"}}]
          - return: {message: "never"}
        """
                .formatted(number);
    }

    /** Returns the order route with other logic for each number; its answer stays. */
    static String deployed(int number) {
        return OrderInput.orderDocument()
                .replace("/api/orders/0", "/api/deployed")
                .replace("name: order_0", "name: deployed")
                .replace("logic:\n", "logic:\n  - set: {deployment: " + number + "}\n");
    }
}
