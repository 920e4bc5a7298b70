package dev.tiercel.server.websocket;

/** A place that a connection takes in the limits of the server (WS-10). Thread-safe. */
public final class Place {
    private final String address;
    private final SocketRoute route;

    Place(String address, SocketRoute route) {
        this.address = address;
        this.route = route;
    }

    String address() {
        return address;
    }

    SocketRoute route() {
        return route;
    }
}
