package dev.tiercel.ir;

/** Names bound by the server. */
public enum Root {
    REQUEST("request"),
    BODY("body"),
    PARAMS("params"),
    QUERY("query"),
    HEADERS("headers"),
    ENV("env"),
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
