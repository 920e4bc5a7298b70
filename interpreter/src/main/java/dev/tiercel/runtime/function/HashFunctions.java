package dev.tiercel.runtime.function;

import dev.tiercel.runtime.ExecutionContext;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Hashes of text and bytes, written as hexadecimal digits (language.md 11.6; LANG-67). */
public final class HashFunctions {
    private static final String SHA_256 = "sha256";

    private static final Map<String, Algorithm> ALGORITHMS =
            Map.of(
                    "md5",
                    new Algorithm("MD5", "HmacMD5"),
                    "sha1",
                    new Algorithm("SHA-1", "HmacSHA1"),
                    SHA_256,
                    new Algorithm("SHA-256", "HmacSHA256"),
                    "sha384",
                    new Algorithm("SHA-384", "HmacSHA384"),
                    "sha512",
                    new Algorithm("SHA-512", "HmacSHA512"));

    /**
     * The key is filled up with zeros (RFC 2104), so this one is the empty key, which Java refuses.
     */
    private static final byte[] EMPTY_KEY = {0};

    private HashFunctions() {}

    public static @Nullable Object md5(ExecutionContext context, @Nullable Object x) {
        return digest(context, "md5", x, "md5");
    }

    public static @Nullable Object sha1(ExecutionContext context, @Nullable Object x) {
        return digest(context, "sha1", x, "sha1");
    }

    public static @Nullable Object sha256(ExecutionContext context, @Nullable Object x) {
        return digest(context, SHA_256, x, SHA_256);
    }

    public static @Nullable Object sha512(ExecutionContext context, @Nullable Object x) {
        return digest(context, "sha512", x, "sha512");
    }

    public static @Nullable Object hash(
            ExecutionContext context, @Nullable Object x, @Nullable Object algorithm) {
        return digest(context, "hash", x, algorithm);
    }

    public static @Nullable Object hmac(
            ExecutionContext context,
            @Nullable Object x,
            @Nullable Object key,
            @Nullable Object algorithm) {
        if (x == null) {
            return null;
        }
        byte[] octets = EncodingFunctions.octets(context, "hmac", x);
        byte[] secret = EncodingFunctions.utf8(Arguments.text(context, "hmac", key));
        String name = algorithm("hmac", algorithm).macName();
        try {
            Mac mac = Mac.getInstance(name);
            mac.init(new SecretKeySpec(secret.length == 0 ? EMPTY_KEY : secret, name));
            return hex(context, mac.doFinal(octets));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Object digest(
            ExecutionContext context,
            String function,
            @Nullable Object x,
            @Nullable Object algorithm) {
        if (x == null) {
            return null;
        }
        byte[] octets = EncodingFunctions.octets(context, function, x);
        String name = algorithm(function, algorithm).digestName();
        try {
            return hex(context, MessageDigest.getInstance(name).digest(octets));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Algorithm algorithm(String function, @Nullable Object name) {
        Algorithm algorithm =
                ALGORITHMS.get(name == null ? SHA_256 : Arguments.name(function, name));
        if (algorithm == null) {
            throw Arguments.outOfRange(
                    function, "the algorithm is md5, sha1, sha256, sha384 or sha512, not " + name);
        }
        return algorithm;
    }

    private static String hex(ExecutionContext context, byte[] octets) {
        return Results.text(context, HexFormat.of().formatHex(octets));
    }

    /** What Java calls an algorithm. */
    private record Algorithm(String digestName, String macName) {}
}
