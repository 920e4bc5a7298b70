package dev.tiercel.runtime.connector;

import dev.tiercel.ir.Absent;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.runtime.TextForm;
import dev.tiercel.runtime.effect.HttpHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The headers of an outgoing request: names and values that cannot end a field early, and none that
 * say where the message ends. Not thread-safe.
 */
final class OutgoingHeaders {
    private static final Set<String> RESERVED =
            Set.of(
                    "host",
                    "content-length",
                    "transfer-encoding",
                    "connection",
                    "upgrade",
                    "te",
                    "trailer",
                    "expect",
                    "keep-alive",
                    "proxy-connection");
    private static final String TOKEN_SIGNS = "!#$%&'*+-.^_`|~";
    private static final int LATIN_MAX = 0xFF;
    private static final int DELETE = 0x7F;

    private final List<HttpHeader> headers = new ArrayList<>();

    private OutgoingHeaders() {}

    static OutgoingHeaders of(ExecutionContext context, @Nullable Object value) {
        OutgoingHeaders result = new OutgoingHeaders();
        if (value == null) {
            return result;
        }
        if (!(value instanceof ObjectValue members)) {
            throw HttpAction.invalid("`headers` must be an object");
        }
        for (int i = 0; i < members.slotCount(); i++) {
            Object member = members.slot(i);
            if (member != null && member != Absent.ABSENT) {
                result.add(members.key(i), TextForm.of(context, member));
            }
        }
        return result;
    }

    private void add(String name, String value) {
        boolean isToken = !name.isEmpty() && name.chars().allMatch(OutgoingHeaders::isTokenSign);
        if (!isToken || RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
            throw HttpAction.invalid("`" + name + "` is no header that a request can set");
        }
        if (!isText(value)) {
            throw HttpAction.invalid(
                    "The value of header `" + name + "` has characters that no header can have");
        }
        headers.add(new HttpHeader(name, value));
    }

    /** Adds a header unless the document gives it; returns whether it did. */
    boolean addUnlessPresent(String name, String value) {
        boolean isNew = headers.stream().noneMatch(h -> h.name().equalsIgnoreCase(name));
        if (isNew) {
            headers.add(new HttpHeader(name, value));
        }
        return isNew;
    }

    List<HttpHeader> list() {
        return headers;
    }

    /** Whether a text can be the value of a header. */
    static boolean isText(String value) {
        return value.chars()
                .allMatch(c -> c == '\t' || (c >= ' ' && c != DELETE && c <= LATIN_MAX));
    }

    private static boolean isTokenSign(int character) {
        return (character >= '0' && character <= '9')
                || (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || TOKEN_SIGNS.indexOf(character) >= 0;
    }
}
