package dev.tiercel.server.http;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The media type of a body: how it is read (HTTP-14), and its parameters.
 *
 * @param type in lower case without parameters, empty if the request names none
 * @param parameters the rest of the header
 */
record MediaType(String type, String parameters) {
    private static final Set<String> TEXTUAL =
            Set.of(
                    "application/xml",
                    "application/x-www-form-urlencoded",
                    "application/yaml",
                    "application/x-yaml",
                    "application/javascript");

    private static final Pattern ESCAPE = Pattern.compile("\\\\([\"\\\\])");

    /** The most frequent type is recognised without taking the text apart. */
    private static final MediaType PLAIN_JSON = new MediaType("application/json", "");

    private static final MediaType NONE = new MediaType("", "");

    /** Ways to read a body. */
    enum Kind {
        JSON,
        FORM,
        MULTIPART,
        UNDECLARED,
        TEXT,
        BINARY
    }

    static MediaType none() {
        return NONE;
    }

    static MediaType parse(String header) {
        if (header.equals(PLAIN_JSON.type)) {
            return PLAIN_JSON;
        }
        int end = header.indexOf(';');
        String type = (end < 0 ? header : header.substring(0, end)).strip();
        return new MediaType(
                type.toLowerCase(Locale.ROOT), end < 0 ? "" : header.substring(end + 1));
    }

    Kind kind() {
        if (type.equals("application/json") || type.endsWith("+json")) {
            return Kind.JSON;
        }
        return switch (type) {
            case "" -> Kind.UNDECLARED;
            case "application/x-www-form-urlencoded" -> Kind.FORM;
            case "multipart/form-data" -> Kind.MULTIPART;
            default -> isTextual() ? Kind.TEXT : Kind.BINARY;
        };
    }

    /** Whether text of this type is text for people or for JSON, XML and the like. */
    boolean isTextual() {
        return type.startsWith("text/")
                || type.equals("application/json")
                || type.endsWith("+json")
                || type.endsWith("+xml")
                || TEXTUAL.contains(type);
    }

    /**
     * Returns the declared character set, UTF-8 if there is none; nothing if this machine does not
     * know it.
     */
    Optional<Charset> charset() {
        try {
            return Optional.of(
                    parameter("charset").map(Charset::forName).orElse(StandardCharsets.UTF_8));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }

    /** Returns a parameter without its quotes. */
    Optional<String> parameter(String name) {
        int end;
        for (int start = 0; start < parameters.length(); start = end + 1) {
            end = endOfParameter(start);
            int equals = parameters.indexOf('=', start, end);
            if (equals >= 0 && parameters.substring(start, equals).strip().equalsIgnoreCase(name)) {
                return Optional.of(unquoted(parameters.substring(equals + 1, end).strip()));
            }
        }
        return Optional.empty();
    }

    /** Returns the place of the next semicolon that is not in quotes. */
    private int endOfParameter(int start) {
        boolean isQuoted = false;
        for (int i = start; i < parameters.length(); i++) {
            char c = parameters.charAt(i);
            if (c == '"') {
                isQuoted = !isQuoted;
            } else if (c == '\\' && isQuoted) {
                i++;
            } else if (c == ';' && !isQuoted) {
                return i;
            }
        }
        return parameters.length();
    }

    private static String unquoted(String value) {
        boolean isQuoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return isQuoted
                ? ESCAPE.matcher(value.substring(1, value.length() - 1)).replaceAll("$1")
                : value;
    }
}
