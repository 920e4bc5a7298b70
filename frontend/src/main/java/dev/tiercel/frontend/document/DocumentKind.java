package dev.tiercel.frontend.document;

import dev.tiercel.frontend.syntax.Node;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a document declares (DOC-9). */
public enum DocumentKind {
    ROUTE,
    FUNCTION,
    EXTENSION,
    SERVICE,
    TENANT;

    /** Returns the value of {@code kind} for documents of this kind. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<DocumentKind> find(String text) {
        return Arrays.stream(values()).filter(k -> k.text().equals(text)).findFirst();
    }

    /** Returns the kind that a document says or shows. */
    static Optional<DocumentKind> of(Node.Mapping root) {
        return DocumentReader.textOf(root, "kind")
                .map(DocumentKind::find)
                .orElseGet(() -> detect(root));
    }

    /** Returns the kind of a document that does not say it; services and tenants always say it. */
    static Optional<DocumentKind> detect(Node.Mapping root) {
        if (has(root, "path") || has(root, "ws_hooks")) {
            return Optional.of(ROUTE);
        }
        if (has(root, "webhook") || has(root, "function")) {
            return Optional.of(EXTENSION);
        }
        boolean isFunction =
                has(root, "params")
                        || root.find("logic").isPresent()
                        || root.find("body").isPresent();
        return isFunction ? Optional.of(FUNCTION) : Optional.empty();
    }

    /** Returns whether a key is present; a top-level null counts as absent (DOC-11). */
    private static boolean has(Node.Mapping root, String key) {
        return root.find(key).filter(e -> !NodeKind.isNull(e.value())).isPresent();
    }
}
