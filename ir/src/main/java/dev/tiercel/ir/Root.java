package dev.tiercel.ir;

/**
 * Values bound by the server: the roots, and the members of {@code request} that are no roots
 * themselves.
 */
public enum Root {
    REQUEST("request"),
    BODY("body"),
    PARAMS("params"),
    QUERY("query"),
    HEADERS("headers"),
    ENV("env"),
    METHOD("request.method"),
    PATH("request.path"),
    RAW_BODY("request.raw_body"),
    COOKIES("request.cookies"),
    IP("request.ip"),
    ID("request.id"),
    AUTH("request.auth"),
    CONNECTION_ID("connection_id"),
    CONNECTION("connection"),
    MESSAGE("message"),
    MESSAGE_TYPE("message_type"),
    MESSAGE_JSON("message_json"),
    CLOSE_CODE("close_code"),
    CLOSE_REASON("close_reason");

    private final String text;

    Root(String text) {
        this.text = text;
    }

    /** Returns the name used in documents; alternative names are resolved by the front end. */
    public String text() {
        return text;
    }
}
