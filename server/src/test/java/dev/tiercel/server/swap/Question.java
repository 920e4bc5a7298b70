package dev.tiercel.server.swap;

import dev.tiercel.server.http.RawConnection;

/** The requests that readers send. */
enum Question {
    CHECKOUT(RawConnection.request("POST", "/api/checkout", "")),
    ORDER(
            RawConnection.request(
                    "POST", "/api/orders", Documents.ORDER, "Content-Type: application/json"));

    private final String request;

    Question(String request) {
        this.request = request;
    }

    String request() {
        return request;
    }
}
