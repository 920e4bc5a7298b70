package dev.tiercel.server.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.runtime.json.JsonException;
import dev.tiercel.runtime.json.JsonReader;
import dev.tiercel.server.config.ServerConfig;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Verifies JSON Web Tokens (HTTP-32): of the listed algorithms only, each with keys of its own kind
 * only. Thread-safe.
 */
final class JwtVerifier {
    private static final double MILLIS_PER_SECOND = 1000;

    private final ServerConfig.Jwt settings;
    private final Set<String> algorithms;
    private final Optional<KeyFile> keyFile;
    private final InstantSource clock;

    JwtVerifier(ServerConfig.Jwt settings, InstantSource clock) {
        this.settings = settings;
        this.algorithms = Set.copyOf(settings.algorithms());
        this.keyFile = settings.jwksFile().map(KeyFile::new);
        this.clock = clock;
    }

    /** Returns the claims of a token; nothing if it is not valid now. */
    Optional<ObjectValue> claims(String token) {
        try {
            JWSObject signed = JWSObject.parse(token);
            if (!isSigned(signed)) {
                return Optional.empty();
            }
            Object claims = JsonReader.read(signed.getPayload().toBytes());
            return claims instanceof ObjectValue object && isAcceptable(object)
                    ? Optional.of(object)
                    : Optional.empty();
        } catch (ParseException | JsonException | JOSEException e) {
            return Optional.empty();
        }
    }

    private boolean isSigned(JWSObject signed) throws JOSEException {
        JWSHeader header = signed.getHeader();
        if (!algorithms.contains(header.getAlgorithm().getName())) {
            return false;
        }
        for (JWK key : keys(header)) {
            JWSVerifier verifier = verifier(header, key);
            if (verifier != null && signed.verify(verifier)) {
                return true;
            }
        }
        return false;
    }

    private List<? extends JWK> keys(JWSHeader header) {
        if (settings.secret().isPresent()) {
            byte[] secret = settings.secret().get().value().getBytes(StandardCharsets.UTF_8);
            return List.of(new OctetSequenceKey.Builder(secret).build());
        }
        JWKMatcher matcher = JWKMatcher.forJWSHeader(header);
        return keyFile.orElseThrow().keys().stream().filter(matcher::matches).toList();
    }

    /** Returns what verifies with a key, null if the algorithm needs another kind of key. */
    private static @Nullable JWSVerifier verifier(JWSHeader header, JWK key) throws JOSEException {
        String algorithm = header.getAlgorithm().getName();
        return switch (key) {
            case OctetSequenceKey secret when algorithm.startsWith("HS") -> new MACVerifier(secret);
            case RSAKey rsa when algorithm.startsWith("RS") -> new RSASSAVerifier(rsa);
            case ECKey ec when algorithm.startsWith("ES") -> new ECDSAVerifier(ec);
            default -> null;
        };
    }

    private boolean isAcceptable(ObjectValue claims) {
        double now = clock.millis() / MILLIS_PER_SECOND;
        double leeway = settings.leewaySeconds();
        return isTime(claims, "exp", expiry -> now < expiry + leeway)
                && isTime(claims, "nbf", start -> now >= start - leeway)
                && settings.issuer().map(issuer -> issuer.equals(claims.get("iss"))).orElse(true)
                && settings.audience().map(it -> isFor(it, claims.get("aud"))).orElse(true);
    }

    private interface TimeRule {
        boolean holds(double seconds);
    }

    private static boolean isTime(ObjectValue claims, String name, TimeRule rule) {
        if (!claims.has(name)) {
            return true;
        }
        return claims.get(name) instanceof Number seconds && rule.holds(seconds.doubleValue());
    }

    private static boolean isFor(String audience, @Nullable Object given) {
        if (given instanceof ArrayValue several) {
            for (Object one : several) {
                if (audience.equals(one)) {
                    return true;
                }
            }
            return false;
        }
        return audience.equals(given);
    }
}
