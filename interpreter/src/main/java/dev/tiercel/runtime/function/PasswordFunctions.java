package dev.tiercel.runtime.function;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.IllegalBCryptFormatException;
import dev.tiercel.runtime.ExecutionContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Hashing and checking of passwords with bcrypt (LANG-68). */
public final class PasswordFunctions {
    private static final int PASSWORD_OCTETS_MAX = 72;
    private static final int SALT_OCTETS = 16;
    private static final String HASH_TEXT =
            "\\$2[aby]\\$(0[4-9]|[12][0-9]|3[01])\\$[./A-Za-z0-9]{53}";

    /**
     * The three versions name one algorithm for passwords of up to 72 octets. The terminating zero
     * is added here, because the library would refuse it behind the 72nd octet, where it does not
     * count.
     */
    private static final BCrypt.Version VERSION =
            new BCrypt.Version(
                    BCrypt.Version.VERSION_2B.versionIdentifier,
                    true,
                    false,
                    PASSWORD_OCTETS_MAX,
                    BCrypt.Version.VERSION_2B.formatter,
                    BCrypt.Version.VERSION_2B.parser);

    private PasswordFunctions() {}

    public static @Nullable Object hashPassword(ExecutionContext context, @Nullable Object s) {
        if (s == null) {
            return null;
        }
        byte[] password = EncodingFunctions.utf8(Arguments.text(context, "hash_password", s));
        if (password.length > PASSWORD_OCTETS_MAX) {
            throw Arguments.outOfRange(
                    "hash_password",
                    "the password has more than " + PASSWORD_OCTETS_MAX + " octets");
        }
        byte[] salt = new byte[SALT_OCTETS];
        context.environment().random().secure().nextBytes(salt);
        int cost = context.environment().bcryptCost();
        byte[] hash = BCrypt.with(VERSION).hash(cost, salt, terminated(password));
        return Results.text(context, new String(hash, StandardCharsets.US_ASCII));
    }

    /**
     * Whether a hash, of this or another bcrypt, is that of a password; text that is no such hash
     * is not.
     */
    public static @Nullable Object verifyPassword(
            ExecutionContext context, @Nullable Object s, @Nullable Object hash) {
        if (s == null) {
            return false;
        }
        byte[] password = EncodingFunctions.utf8(Arguments.text(context, "verify_password", s));
        String text = Arguments.name("verify_password", hash);
        if (password.length > PASSWORD_OCTETS_MAX || !text.matches(HASH_TEXT)) {
            return false;
        }
        BCrypt.HashData expected;
        try {
            expected = VERSION.parser.parse(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IllegalBCryptFormatException _) {
            return false;
        }
        byte[] actual =
                BCrypt.with(VERSION)
                        .hashRaw(expected.cost, expected.rawSalt, terminated(password))
                        .rawHash;
        return MessageDigest.isEqual(actual, expected.rawHash);
    }

    private static byte[] terminated(byte[] password) {
        return Arrays.copyOf(password, Math.min(password.length + 1, PASSWORD_OCTETS_MAX));
    }
}
