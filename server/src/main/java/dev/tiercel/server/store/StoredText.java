package dev.tiercel.server.store;

import dev.tiercel.frontend.syntax.Format;
import dev.tiercel.server.text.Sha256;

/**
 * The registered bytes of one document, byte for byte (CFG-14).
 *
 * @param bytes not copied, so the owner must not change them
 * @param sha256 of the bytes
 */
public record StoredText(String sha256, Format format, byte[] bytes) {
    /** Returns the text with its digest. */
    public static StoredText of(Format format, byte[] bytes) {
        return new StoredText(Sha256.of(bytes), format, bytes);
    }
}
