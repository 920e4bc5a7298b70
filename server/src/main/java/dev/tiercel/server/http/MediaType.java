package dev.tiercel.server.http;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

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
        for (String part : parameters.split(";", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0 && part.substring(0, equals).strip().equalsIgnoreCase(name)) {
                String value = part.substring(equals + 1).strip();
                boolean isQuoted =
                        value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
                return Optional.of(isQuoted ? value.substring(1, value.length() - 1) : value);
            }
        }
        return Optional.empty();
    }
}
