package dev.tiercel.server.admin;

/** What a server is and what it is doing. Thread-safe. */
public final class ServerPhases {
    private final String version;
    private volatile ServerPhase current = ServerPhase.STARTING;

    /**
     * Begins with {@link ServerPhase#STARTING}.
     *
     * @param version of the server
     */
    public ServerPhases(String version) {
        this.version = version;
    }

    public String version() {
        return version;
    }

    public ServerPhase current() {
        return current;
    }

    /** Goes on to another phase. */
    public void enter(ServerPhase phase) {
        current = phase;
    }
}
