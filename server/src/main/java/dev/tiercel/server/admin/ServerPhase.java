package dev.tiercel.server.admin;

/** What a server is doing: until its documents are loaded, while it serves, and at its end. */
public enum ServerPhase {
    STARTING,
    READY,
    STOPPING
}
