package dev.tiercel.ir;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The commands of {@code ws_op} on WebSocket routes (WS-20). */
public enum WebSocketCommand {
    SEND("send", List.of("message", "to")),
    BROADCAST("broadcast", List.of("message", "channel", "scope", "route", "exclude_self")),
    JOIN("join", List.of("channel", "to")),
    LEAVE("leave", List.of("channel", "to")),
    IDENTIFY("identify", List.of("user", "to")),
    MEMBERS("members", List.of("channel", "scope", "route")),
    CLOSE("close", List.of("code", "reason", "to"));

    /** The fields of all commands in order of evaluation. */
    public static final List<String> FIELDS =
            List.of(
                    "message",
                    "channel",
                    "to",
                    "user",
                    "scope",
                    "route",
                    "exclude_self",
                    "code",
                    "reason");

    private static final Map<String, WebSocketCommand> BY_NAME = byName();

    private final String text;
    private final List<String> fields;

    WebSocketCommand(String text, List<String> fields) {
        this.text = text;
        this.fields = fields;
    }

    /** What the value of the operation is. */
    public sealed interface Value {
        /** A text. */
        record Text(String text) implements Value {}

        /** A text that ends with the name of the channel. */
        record OfChannel(String prefix) implements Value {}

        /** What {@code ws_result} is. */
        record Result() implements Value {}

        /** The operation has no value (OP-4). */
        record None() implements Value {}
    }

    private static Map<String, WebSocketCommand> byName() {
        Map<String, WebSocketCommand> commands = new LinkedHashMap<>();
        for (WebSocketCommand command : values()) {
            commands.put(command.text, command);
        }
        commands.put("subscribe", JOIN);
        commands.put("unsubscribe", LEAVE);
        return commands;
    }

    /** Returns the command of a name used in documents. */
    public static Optional<WebSocketCommand> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** Returns all names, also the other ones of some commands. */
    public static Set<String> names() {
        return BY_NAME.keySet();
    }

    /** Returns the name in canonical form. */
    public String text() {
        return text;
    }

    /** Returns the fields that the command takes, in order of evaluation. */
    public List<String> fields() {
        return fields;
    }

    /** Returns the field without which the command means nothing, in hooks too. */
    public Optional<String> requiredField() {
        return switch (this) {
            case JOIN, LEAVE -> Optional.of("channel");
            case IDENTIFY -> Optional.of("user");
            case SEND, BROADCAST, MEMBERS, CLOSE -> Optional.empty();
        };
    }

    /** Whether the command sends a message, by default the one that was received. */
    public boolean takesMessage() {
        return fields.contains("message");
    }

    /** Returns what the value of the operation is, with a channel or without. */
    public Value value(boolean hasChannel) {
        return switch (this) {
            case SEND -> new Value.Text("sent");
            case IDENTIFY -> new Value.Text("identified");
            case JOIN -> new Value.OfChannel("joined ");
            case LEAVE -> new Value.OfChannel("left ");
            case BROADCAST ->
                    hasChannel
                            ? new Value.OfChannel("broadcast to channel ")
                            : new Value.Text("broadcast to all");
            case MEMBERS -> new Value.Result();
            case CLOSE -> new Value.None();
        };
    }
}
