package dev.tiercel.server.config;

import dev.tiercel.frontend.syntax.Diagnostics;
import dev.tiercel.frontend.syntax.DocumentLimits;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.frontend.syntax.Position;
import dev.tiercel.frontend.syntax.SourceText;
import dev.tiercel.frontend.syntax.SyntaxReader;
import dev.tiercel.frontend.syntax.SyntaxText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A configuration file, taken apart into keys with dots.
 *
 * @param name as in messages
 * @param entries by key; a value is a scalar, a list, or an empty mapping
 */
record ConfigFile(String name, Map<String, Entry> entries) {
    /** A value and the place of its key. */
    record Entry(Node value, Position keyPosition) {}

    /** A configuration without file. */
    static final ConfigFile NONE = new ConfigFile("", Map.of());

    /**
     * Reads a file.
     *
     * @throws ConfigException if it is missing or is no YAML mapping
     */
    static ConfigFile read(Path file) {
        String name = file.toString();
        Diagnostics diagnostics = new Diagnostics(name);
        SourceText source = new SourceText(name, bytes(file), true);
        SyntaxText text = SyntaxReader.read(source, DocumentLimits.DEFAULTS, diagnostics);
        if (diagnostics.hasErrors()) {
            throw new ConfigException(
                    diagnostics.sorted().stream()
                            .map(d ->
                                    "%s:%d:%d: %s"
                                            .formatted(
                                                    name,
                                                    d.location().line(),
                                                    d.location().column(),
                                                    d.message()))
                            .toList());
        }
        if (text.documents().size() != 1
                || !(text.documents().getFirst().root() instanceof Node.Mapping root)) {
            throw new ConfigException(List.of(name + ":1:1: one mapping is expected"));
        }
        Map<String, Entry> entries = new LinkedHashMap<>();
        flatten("", root, entries);
        return new ConfigFile(name, entries);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new ConfigException(List.of(file + ": no such file"));
        } catch (IOException e) {
            throw new ConfigException(List.of(file + ": " + e));
        }
    }

    private static void flatten(String prefix, Node.Mapping mapping, Map<String, Entry> entries) {
        for (Node.Entry entry : mapping.entries()) {
            String key = prefix + entry.key();
            if (entry.value() instanceof Node.Mapping nested && !nested.entries().isEmpty()) {
                flatten(key + ".", nested, entries);
            } else {
                entries.put(key, new Entry(entry.value(), entry.keyPosition()));
            }
        }
    }
}
