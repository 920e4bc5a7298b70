package dev.tiercel.server.text;

import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.ObjectValue;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON text member by member; the callers see to it that names are distinct. For answers of
 * the server itself, not for those of routes. Not thread-safe.
 */
public final class JsonText {
    private static final String HEX = "0123456789abcdef";
    private static final int CAPACITY = 1024;

    private final StringBuilder out;
    private final boolean isIndented;
    private int depth;
    private boolean isFirst = true;

    private JsonText(StringBuilder out, boolean isIndented) {
        this.out = out;
        this.isIndented = isIndented;
    }

    /** The name of a member that is written for many requests, as JSON text. */
    public static final class Name {
        private final String encoded;

        private Name(String encoded) {
            this.encoded = encoded;
        }

        public static Name of(String name) {
            return new Name(write(false, json -> json.text(name).out.append(':')));
        }
    }

    /** Returns an object on one line. */
    public static String object(Consumer<JsonText> members) {
        return write(false, json -> json.nested('{', '}', members));
    }

    /** Returns an object with a line per member. */
    public static String indentedObject(Consumer<JsonText> members) {
        return write(true, json -> json.nested('{', '}', members));
    }

    /** Returns an array on one line. */
    public static String array(Consumer<JsonText> elements) {
        return write(false, json -> json.nested('[', ']', elements));
    }

    /** Returns the UTF-8 bytes of a text that this class has written. */
    public static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static String write(boolean isIndented, Consumer<JsonText> content) {
        JsonText json = new JsonText(new StringBuilder(CAPACITY), isIndented);
        content.accept(json);
        return json.out.toString();
    }

    public JsonText field(String name, @Nullable String value) {
        return name(name).text(value);
    }

    public JsonText field(Name name, String value) {
        return name(name).text(value);
    }

    public JsonText field(Name name, long value) {
        name(name).out.append(value);
        return this;
    }

    public JsonText field(String name, long value) {
        name(name).out.append(value);
        return this;
    }

    public JsonText field(String name, boolean value) {
        name(name).out.append(value);
        return this;
    }

    /** Writes a number with at most three digits after the point. */
    public JsonText field(String name, double value) {
        name(name).out.append(Math.round(value * 1000) / 1000.0);
        return this;
    }

    public JsonText nullField(String name) {
        name(name).out.append("null");
        return this;
    }

    /** Writes a member whose value is JSON text already. */
    public JsonText rawField(String name, String json) {
        name(name).out.append(json);
        return this;
    }

    /** Writes members that are JSON text already, with commas between them. */
    public JsonText rawMembers(String json) {
        separate().out.append(json);
        return this;
    }

    public JsonText object(String name, Consumer<JsonText> members) {
        name(name).nested('{', '}', members);
        return this;
    }

    public JsonText array(String name, Consumer<JsonText> elements) {
        name(name).nested('[', ']', elements);
        return this;
    }

    public JsonText strings(String name, Collection<String> values) {
        return array(name, json -> values.forEach(json::element));
    }

    /**
     * Writes a member that is plain data: null, Boolean, Number, String, Collection or Map with
     * string keys, or an array or object of the language.
     */
    public JsonText data(String name, @Nullable Object value) {
        return name(name).plain(value);
    }

    public JsonText element(String value) {
        return separate().text(value);
    }

    /** Writes an element that is JSON text already. */
    public JsonText rawElement(String json) {
        separate().out.append(json);
        return this;
    }

    public JsonText elementObject(Consumer<JsonText> members) {
        separate().nested('{', '}', members);
        return this;
    }

    private JsonText plain(@Nullable Object value) {
        switch (value) {
            case String text -> text(text);
            case Collection<?> elements ->
                    nested('[', ']', json -> elements.forEach(e -> json.separate().plain(e)));
            case ArrayValue elements ->
                    nested('[', ']', json -> elements.forEach(e -> json.separate().plain(e)));
            case ObjectValue members -> nested('{', '}', json -> members(members, json));
            case Map<?, ?> members ->
                    nested(
                            '{',
                            '}',
                            json ->
                                    members.forEach(
                                            (k, v) -> json.name(String.valueOf(k)).plain(v)));
            case null, default -> out.append(value);
        }
        return this;
    }

    private static void members(ObjectValue object, JsonText json) {
        for (int i = 0; i < object.slotCount(); i++) {
            json.name(object.key(i)).plain(object.slot(i));
        }
    }

    private JsonText name(Name name) {
        separate().out.append(name.encoded);
        if (isIndented) {
            out.append(' ');
        }
        return this;
    }

    private JsonText name(String name) {
        separate().text(name);
        out.append(isIndented ? ": " : ":");
        return this;
    }

    private JsonText separate() {
        if (!isFirst) {
            out.append(',');
        }
        isFirst = false;
        if (isIndented && depth > 0) {
            newLine();
        }
        return this;
    }

    private void nested(char open, char close, Consumer<JsonText> content) {
        out.append(open);
        depth++;
        isFirst = true;
        content.accept(this);
        boolean isEmpty = isFirst;
        depth--;
        isFirst = false;
        if (isIndented && !isEmpty) {
            newLine();
        }
        out.append(close);
    }

    private void newLine() {
        out.append('\n').repeat("  ", depth);
    }

    private JsonText text(@Nullable String value) {
        if (value == null) {
            out.append("null");
            return this;
        }
        out.append('"');
        int length = value.length();
        int clean = cleanEnd(value, 0, length);
        if (clean == length) {
            out.append(value);
        } else {
            escape(value, clean, length);
        }
        out.append('"');
        return this;
    }

    /** Returns the index of the first character from {@code start} that needs an escape. */
    private static int cleanEnd(String value, int start, int length) {
        for (int i = start; i < length; i++) {
            char c = value.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                return i;
            }
        }
        return length;
    }

    /** Writes a text whose first escape is at an index. */
    private void escape(String value, int first, int length) {
        int written = 0;
        for (int i = first; i < length; i = cleanEnd(value, written, length)) {
            out.append(value, written, i);
            escape(value.charAt(i));
            written = i + 1;
        }
        out.append(value, written, length);
    }

    private void escape(char c) {
        switch (c) {
            case '"', '\\' -> out.append('\\').append(c);
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
        }
    }
}
