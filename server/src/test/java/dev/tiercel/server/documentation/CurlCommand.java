package dev.tiercel.server.documentation;

import dev.tiercel.server.http.RawAnswer;
import dev.tiercel.server.http.RawConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * A command line of {@code curl}, as far as the documentation uses it, sent to a server of the
 * test.
 */
record CurlCommand(String method, String target, List<String> headers, String body) {
    /** Reads a command; its host and port are ignored. */
    static CurlCommand parse(String command) {
        String method = "GET";
        String target = "/";
        String body = "";
        List<String> headers = new ArrayList<>();
        List<String> words = words(command);
        for (int i = 1; i < words.size(); i++) {
            switch (words.get(i)) {
                case "-X" -> method = words.get(++i);
                case "-H" -> headers.add(words.get(++i));
                case "-d" -> body = words.get(++i);
                default -> {
                    URI uri = URI.create(words.get(i));
                    String query = uri.getRawQuery();
                    target = uri.getRawPath() + (query == null ? "" : "?" + query);
                }
            }
        }
        return new CurlCommand(method, target, headers, body);
    }

    RawAnswer send(int port) {
        try (RawConnection connection = RawConnection.to(port)) {
            return connection
                    .send(
                            RawConnection.request(
                                    method, target, body, headers.toArray(String[]::new)))
                    .answer();
        }
    }

    /** Splits as a shell does: quotes hold words together, and a number sign begins a comment. */
    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        boolean isWord = false;
        for (int i = 0; i < command.length(); i++) {
            char c = command.charAt(i);
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
                isWord = true;
            } else if (Character.isWhitespace(c)) {
                if (isWord) {
                    words.add(word.toString());
                    word.setLength(0);
                    isWord = false;
                }
            } else if (c == '#' && !isWord) {
                break;
            } else {
                word.append(c);
                isWord = true;
            }
        }
        if (isWord) {
            words.add(word.toString());
        }
        return words;
    }
}
