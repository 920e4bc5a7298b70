package dev.tiercel.frontend.syntax;

/**
 * The text of an upload or a file, before decoding.
 *
 * @param name file name, or {@code request}; the source of all findings
 * @param bytes the text; not copied, so the owner must not change it
 * @param namedYaml whether a file name or media type says YAML, which only decides how text that
 *     looks like JSON but is none is read (DOC-2)
 */
public record SourceText(String name, byte[] bytes, boolean namedYaml) {}
