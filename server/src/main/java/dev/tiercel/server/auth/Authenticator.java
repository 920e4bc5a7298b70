package dev.tiercel.server.auth;

import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.runtime.ObjectBuilder;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.server.config.ServerConfig;
import dev.tiercel.server.input.NodeValues;
import dev.tiercel.server.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out who sent a request (HTTP-31 to HTTP-33). Thread-safe. */
public final class Authenticator {
    private static final String BEARER = "Bearer ";

    private final List<Key> keys;
    private final Optional<JwtVerifier> jwt;

    /** An API key: the digest of its text, and who it belongs to. */
    private record Key(byte[] digest, ObjectValue claims) {}

    /**
     * @param clock what times of tokens are compared with
     */
    public Authenticator(ServerConfig.Auth settings, InstantSource clock) {
        List<Key> all = new ArrayList<>();
        for (ServerConfig.ApiKey key : settings.apiKeys()) {
            all.add(new Key(ascii(key.sha256().value()), claims(key)));
        }
        this.keys = List.copyOf(all);
        this.jwt = settings.jwt().map(configured -> new JwtVerifier(configured, clock));
    }

    /**
     * Judges the credentials of a request.
     *
     * @param authorization the header of that name
     * @param apiKey the header {@code X-API-Key}
     */
    public Identity identify(@Nullable String authorization, @Nullable String apiKey) {
        String token = authorization == null ? null : bearer(authorization);
        if (token != null) {
            boolean isJwt = jwt.isPresent() && token.chars().filter(c -> c == '.').count() == 2;
            return identity(isJwt ? jwt.get().claims(token) : claimsOfKey(token));
        }
        return apiKey == null ? Identity.NONE : identity(claimsOfKey(apiKey));
    }

    private static Identity identity(Optional<ObjectValue> claims) {
        return claims.map(found -> new Identity(found, true)).orElse(Identity.REFUSED);
    }

    private static @Nullable String bearer(String authorization) {
        boolean isBearer = authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
        return isBearer ? authorization.substring(BEARER.length()).strip() : null;
    }

    /** Compares with every key, in the same time whichever it is. */
    private Optional<ObjectValue> claimsOfKey(String given) {
        byte[] digest = ascii(Sha256.of(given));
        ObjectValue found = null;
        for (Key key : keys) {
            if (MessageDigest.isEqual(key.digest(), digest)) {
                found = key.claims();
            }
        }
        return Optional.ofNullable(found);
    }

    private static ObjectValue claims(ServerConfig.ApiKey key) {
        ObjectBuilder claims = new ObjectBuilder();
        claims.put("sub", key.name());
        key.claims()
                .ifPresent(more -> {
                    for (Node.Entry entry : more.entries()) {
                        claims.put(entry.key(), NodeValues.of(entry.value()));
                    }
                });
        return claims.build();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
