package dev.tiercel.server.store;

import dev.tiercel.frontend.document.DocumentKind;
import dev.tiercel.frontend.syntax.Diagnostics;
import dev.tiercel.frontend.syntax.DocumentLimits;
import dev.tiercel.frontend.syntax.Format;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.frontend.syntax.SourceText;
import dev.tiercel.frontend.syntax.SyntaxReader;
import dev.tiercel.frontend.syntax.SyntaxText;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The JSON form of a manifest, as {@link ManifestWriter} writes it. */
final class ManifestText {
    private static final DocumentLimits LIMITS =
            new DocumentLimits(Integer.MAX_VALUE, 8, Integer.MAX_VALUE, 0, 1);
    private static final String SHA256_MEMBER = "\"sha256\":\"";
    private static final int SHA256_LENGTH = 64;

    private ManifestText() {}

    /**
     * Reads a manifest.
     *
     * @throws IllegalArgumentException if the bytes are anything else
     */
    static Manifest read(byte[] bytes) {
        Diagnostics diagnostics = new Diagnostics("manifest");
        SyntaxText text =
                SyntaxReader.read(new SourceText("manifest", bytes, false), LIMITS, diagnostics);
        if (diagnostics.hasErrors()
                || text.documents().isEmpty()
                || !(text.documents().getFirst().root() instanceof Node.Mapping root)) {
            throw new IllegalArgumentException("not a manifest");
        }
        try {
            return manifest(root);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Returns the objects that a manifest refers to, without reading the rest. */
    static Set<String> objects(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        Set<String> objects = new HashSet<>();
        int at = text.indexOf(SHA256_MEMBER);
        while (at >= 0) {
            int start = at + SHA256_MEMBER.length();
            if (start + SHA256_LENGTH <= text.length()) {
                objects.add(text.substring(start, start + SHA256_LENGTH));
            }
            at = text.indexOf(SHA256_MEMBER, start);
        }
        return objects;
    }

    private static Manifest manifest(Node.Mapping root) {
        Node.Mapping summary = mapping(member(root, "summary"));
        List<StoredDocument> documents = new ArrayList<>();
        if (member(root, "documents") instanceof Node.Sequence list) {
            for (Node item : list.items()) {
                documents.add(document(mapping(item)));
            }
        }
        return new Manifest(
                number(root, "release"),
                Instant.parse(text(root, "created_at")),
                ReleaseOrigin.parse(text(root, "origin"))
                        .orElseThrow(IllegalArgumentException::new),
                find(root, "message"),
                new Manifest.Summary(
                        (int) number(summary, "create"),
                        (int) number(summary, "update"),
                        (int) number(summary, "delete"),
                        (int) number(summary, "republish"),
                        (int) number(summary, "unchanged")),
                documents);
    }

    private static StoredDocument document(Node.Mapping node) {
        return new StoredDocument(
                kind(text(node, "kind")),
                text(node, "id"),
                text(node, "name"),
                find(node, "method"),
                find(node, "path"),
                text(node, "sha256"),
                text(node, "format").equals(Format.JSON.text()) ? Format.JSON : Format.YAML,
                Instant.parse(text(node, "created_at")),
                Instant.parse(text(node, "updated_at")),
                (int) number(node, "revision"),
                find(node, "file"));
    }

    private static DocumentKind kind(String text) {
        for (DocumentKind kind : DocumentKind.values()) {
            if (kind.text().equals(text)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no kind: " + text);
    }

    private static Node member(Node.Mapping node, String name) {
        return node.find(name)
                .map(Node.Entry::value)
                .orElseThrow(() -> new IllegalArgumentException("no " + name));
    }

    private static Node.Mapping mapping(Node node) {
        if (node instanceof Node.Mapping mapping) {
            return mapping;
        }
        throw new IllegalArgumentException("not an object");
    }

    private static Optional<String> find(Node.Mapping node, String name) {
        return node.find(name)
                .map(Node.Entry::value)
                .flatMap(value ->
                        value instanceof Node.Scalar scalar && scalar.value() instanceof String text
                                ? Optional.of(text)
                                : Optional.empty());
    }

    private static String text(Node.Mapping node, String name) {
        return find(node, name).orElseThrow(() -> new IllegalArgumentException("no " + name));
    }

    private static long number(Node.Mapping node, String name) {
        if (member(node, name) instanceof Node.Scalar scalar
                && scalar.value() instanceof Long number) {
            return number;
        }
        throw new IllegalArgumentException(name + " is no integer");
    }
}
