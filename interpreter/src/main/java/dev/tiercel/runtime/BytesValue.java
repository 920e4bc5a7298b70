package dev.tiercel.runtime;

import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** An immutable sequence of octets. */
public final class BytesValue {
    private final byte[] octets;

    private BytesValue(byte[] octets) {
        this.octets = octets;
    }

    /** Wraps octets that nobody changes afterwards. Charges nothing. */
    public static BytesValue wrap(byte[] octets) {
        return new BytesValue(octets);
    }

    public int size() {
        return octets.length;
    }

    /** Returns the octet at an index from 0 to size − 1, as a number from 0 to 255. */
    public int get(int index) {
        return octets[index] & 0xFF;
    }

    /** Returns a copy of the octets. */
    public byte[] toArray() {
        return octets.clone();
    }

    /** Returns the octets themselves; the caller must not change them. */
    public byte[] octets() {
        return octets;
    }

    /** Returns the text form: base64 with padding (RFC 4648). */
    public String base64() {
        return Base64.getEncoder().encodeToString(octets);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BytesValue bytes && Arrays.equals(octets, bytes.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
        return "bytes " + base64();
    }
}
