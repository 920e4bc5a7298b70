package dev.tiercel.frontend.document;

import dev.tiercel.frontend.syntax.Node;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a response header may be, as far as it is literal (HTTP-27). */
final class HeaderRules {
    private static final Set<String> SERVER_HEADERS =
            Set.of("content-length", "transfer-encoding", "connection", "upgrade", "trailer");
    private static final String TOKEN_SYMBOLS = "!#$%&'*+-.^_`|~";
    private static final String TEMPLATE = "{{";
    private static final int LATIN_MAX = 0xFF;

    private HeaderRules() {}

    /** Returns what is wrong with a header; what a template yields is checked when it is known. */
    static Optional<String> faultOf(String name, Node value) {
        if (!name.contains(TEMPLATE)) {
            if (name.isEmpty() || !name.chars().allMatch(HeaderRules::isTokenCharacter)) {
                return Optional.of("`" + name + "` is not a valid header name");
            }
            if (SERVER_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                return Optional.of("Header `" + name + "` cannot be set");
            }
        }
        return value instanceof Node.Scalar scalar
                        && scalar.value() instanceof String text
                        && !text.contains(TEMPLATE)
                        && !text.chars().allMatch(HeaderRules::isValueCharacter)
                ? Optional.of("Header `" + name + "` has a character that it cannot have")
                : Optional.empty();
    }

    private static boolean isTokenCharacter(int c) {
        return (c >= '0' && c <= '9')
                || (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || TOKEN_SYMBOLS.indexOf(c) >= 0;
    }

    private static boolean isValueCharacter(int c) {
        return c <= LATIN_MAX && !Character.isISOControl(c);
    }
}
