package dev.tiercel.runtime.connector;

import dev.tiercel.ir.Absent;
import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.runtime.TextForm;
import dev.tiercel.runtime.effect.HttpTarget;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The URL of an outgoing request with its query (OP-14). */
final class OutgoingUrl {
    private static final String UNRESERVED =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private OutgoingUrl() {}

    static String of(ExecutionContext context, String url, @Nullable Object query) {
        String target =
                HttpTarget.of(url)
                        .orElseThrow(() ->
                                HttpAction.invalid(
                                        "`url` must be an http or https URL, not `" + url + "`"))
                        .uri()
                        .toString();
        if (query == null) {
            return target;
        }
        if (!(query instanceof ObjectValue members)) {
            throw HttpAction.invalid("`query` must be an object");
        }
        StringBuilder text = new StringBuilder(target);
        int mark = target.indexOf('?');
        boolean isOpen = mark >= 0 && (mark == target.length() - 1 || target.endsWith("&"));
        String separator = mark < 0 ? "?" : isOpen ? "" : "&";
        for (int i = 0; i < members.slotCount(); i++) {
            Object value = members.slot(i);
            Iterable<? extends @Nullable Object> values =
                    value instanceof ArrayValue array ? array : Arrays.asList(value);
            for (Object single : values) {
                if (single != null && single != Absent.ABSENT) {
                    text.append(separator);
                    encode(text, members.key(i));
                    text.append('=');
                    encode(text, TextForm.transientText(context, single));
                    separator = "&";
                }
            }
        }
        return text.toString();
    }

    private static void encode(StringBuilder text, String part) {
        for (byte octet : part.getBytes(StandardCharsets.UTF_8)) {
            if (UNRESERVED.indexOf(octet) >= 0) {
                text.append((char) octet);
            } else {
                text.append('%').append(HEX.toHexDigits(octet));
            }
        }
    }
}
