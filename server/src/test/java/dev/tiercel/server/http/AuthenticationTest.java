package dev.tiercel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** API keys and tokens over the socket (http.md, section 9). */
class AuthenticationTest {
    private static final String ROUTES =
            """
            path: /closed
            method: GET
            auth_required: true
            logic: [{return: "{{ request.auth }}"}]
            ---
            path: /open
            method: GET
            logic: [{return: "{{ request.auth }}"}]
            """;
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final String KEYS =
            """
            auth:
              api_keys:
                - {name: shop, key: k1, claims: {roles: [a], level: 2}}
                - {name: other, key_sha256: "2f5052c9fd15b19a18c584d01363568198613f0c34e84409ef7938709a159ec2"}
            """;

    @TempDir Path directory;

    @Test
    @DisplayName("HTTP-31, HTTP-32, HTTP-33: API keys, plain or as digest, in either header")
    void apiKeys() {
        try (RunningServer server = RunningServer.configured(KEYS, ROUTES)) {
            assertThat(server.get("/closed", "X-API-Key: k1").body())
                    .isEqualTo("{\"sub\":\"shop\",\"roles\":[\"a\"],\"level\":2}");
            assertThat(server.get("/closed", "Authorization: bearer k1").status()).isEqualTo(200);
            assertThat(server.get("/closed", "Authorization: Bearer k3").body())
                    .isEqualTo("{\"sub\":\"other\"}");
            assertThat(server.get("/open", "X-API-Key: k3").body())
                    .isEqualTo("{\"sub\":\"other\"}");
        }
    }

    @Test
    @DisplayName("HTTP-34: no or invalid credentials are 401 with a challenge")
    void challenges() {
        try (RunningServer server = RunningServer.configured(KEYS, ROUTES)) {
            RawAnswer none = server.get("/closed");
            RawAnswer invalid = server.get("/closed", "X-API-Key: k2");

            assertThat(none.status()).isEqualTo(401);
            assertThat(none.member("code")).isEqualTo("UNAUTHORIZED");
            assertThat(none.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"tiercel\"");
            assertThat(invalid.header("WWW-Authenticate"))
                    .isEqualTo("Bearer realm=\"tiercel\", error=\"invalid_token\"");
            assertThat(server.get("/closed", "Authorization: Basic azE6").status()).isEqualTo(401);
            assertThat(server.get("/open", "X-API-Key: k2").body()).isEqualTo("null");
            assertThat(server.get("/open").body()).isEqualTo("null");
        }
    }

    @Test
    @DisplayName("HTTP-32: tokens of a secret: signature, algorithm, times, issuer and audience")
    void secretTokens() throws JOSEException {
        String configuration =
                """
                auth:
                  jwt: {algorithms: [HS256], secret: "%1$s", issuer: me, audience: api, leeway_seconds: 5}
                """
                        .replace("%1$s", SECRET);
        long now = Instant.now().getEpochSecond();
        try (RunningServer server = RunningServer.configured(configuration, ROUTES)) {
            String valid = "{\"iss\":\"me\",\"aud\":[\"x\",\"api\"],\"exp\":" + (now + 60) + "}";

            assertThat(status(server, hmac(SECRET, JWSAlgorithm.HS256, valid))).isEqualTo(200);
            assertThat(status(server, hmac(SECRET, JWSAlgorithm.HS256, claims("api", now - 3))))
                    .isEqualTo(200);
            assertThat(status(server, hmac(SECRET, JWSAlgorithm.HS256, claims("api", now - 60))))
                    .isEqualTo(401);
            assertThat(status(server, hmac(SECRET, JWSAlgorithm.HS256, claims("x", now + 60))))
                    .isEqualTo(401);
            String early = valid.replace("}", ",\"nbf\":" + (now + 60) + "}");
            assertThat(status(server, hmac(SECRET, JWSAlgorithm.HS256, early))).isEqualTo(401);
            String issuer = valid.replace("\"me\"", "\"you\"");
            assertThat(status(server, hmac(SECRET, JWSAlgorithm.HS256, issuer))).isEqualTo(401);
            String textual = valid.replace("\"exp\":", "\"exp\":\"x\",\"y\":");
            assertThat(status(server, hmac(SECRET, JWSAlgorithm.HS256, textual))).isEqualTo(401);
            assertThat(status(server, hmac("x" + SECRET, JWSAlgorithm.HS256, valid)))
                    .isEqualTo(401);
            assertThat(status(server, hmac(SECRET + SECRET, JWSAlgorithm.HS512, valid)))
                    .isEqualTo(401);
        }
    }

    @Test
    @DisplayName("HTTP-32: alg none is never accepted, in any spelling")
    void noneIsNeverAccepted() {
        String configuration = "auth: {jwt: {algorithms: [HS256], secret: \"" + SECRET + "\"}}";
        try (RunningServer server = RunningServer.configured(configuration, ROUTES)) {
            for (String none : new String[] {"none", "None", "NONE"}) {
                String token = base64("{\"alg\":\"" + none + "\"}") + "." + base64("{}") + ".";

                assertThat(status(server, token)).isEqualTo(401);
                assertThat(status(server, token + "AA")).isEqualTo(401);
            }
            assertThat(status(server, "a.b.c")).isEqualTo(401);
            assertThat(status(server, "..")).isEqualTo(401);
        }
    }

    @Test
    @DisplayName("HTTP-32, CFG-5: keys of a file by kid, read again when it changes")
    void keyFile() throws JOSEException, IOException, InterruptedException {
        RSAKey first = new RSAKeyGenerator(2048).keyID("one").generate();
        RSAKey second = new RSAKeyGenerator(2048).keyID("two").generate();
        var curve = new ECKeyGenerator(Curve.P_256).keyID("three").generate();
        Path file = directory.resolve("keys.json");
        Files.writeString(file, new JWKSet(List.of(first, curve)).toPublicJWKSet().toString());
        String configuration =
                "auth: {jwt: {algorithms: [RS256, ES256, HS256], jwks_file: \"" + file + "\"}}";
        try (RunningServer server = RunningServer.configured(configuration, ROUTES)) {
            String token =
                    sign(new RSASSASigner(first), JWSAlgorithm.RS256, "one", "{\"sub\":\"a\"}");

            assertThat(server.get("/closed", "Authorization: Bearer " + token).body())
                    .isEqualTo("{\"sub\":\"a\"}");
            assertThat(
                            status(
                                    server,
                                    sign(
                                            new ECDSASigner(curve),
                                            JWSAlgorithm.ES256,
                                            "three",
                                            "{}")))
                    .isEqualTo(200);
            assertThat(
                            status(
                                    server,
                                    sign(new RSASSASigner(first), JWSAlgorithm.RS256, "two", "{}")))
                    .isEqualTo(401);
            assertThat(
                            status(
                                    server,
                                    sign(new RSASSASigner(first), JWSAlgorithm.RS512, "one", "{}")))
                    .isEqualTo(401);
            byte[] publicKey = first.toRSAPublicKey().getEncoded();
            assertThat(
                            status(
                                    server,
                                    sign(
                                            new MACSigner(publicKey),
                                            JWSAlgorithm.HS256,
                                            "one",
                                            "{}")))
                    .isEqualTo(401);

            Files.writeString(file, new JWKSet(second).toPublicJWKSet().toString());
            String newToken = sign(new RSASSASigner(second), JWSAlgorithm.RS256, "two", "{}");
            long end = System.nanoTime() + 10_000_000_000L;
            while (status(server, newToken) != 200 && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            assertThat(status(server, newToken)).isEqualTo(200);
            assertThat(status(server, token)).isEqualTo(401);
        }
    }

    @Test
    @DisplayName("DOC-32: without keys and tokens every request is refused")
    void nothingConfigured() {
        try (RunningServer server = RunningServer.with(ROUTES)) {
            assertThat(server.get("/closed", "X-API-Key: k1").status()).isEqualTo(401);
            assertThat(server.get("/open", "X-API-Key: k1").status()).isEqualTo(200);
        }
    }

    private static String claims(String audience, long expiry) {
        return "{\"iss\":\"me\",\"aud\":\"" + audience + "\",\"exp\":" + expiry + "}";
    }

    private static int status(RunningServer server, String token) {
        return server.get("/closed", "Authorization: Bearer " + token).status();
    }

    private static String hmac(String secret, JWSAlgorithm algorithm, String claims)
            throws JOSEException {
        return sign(new MACSigner(secret), algorithm, null, claims);
    }

    private static String sign(
            JWSSigner signer, JWSAlgorithm algorithm, @Nullable String kid, String claims)
            throws JOSEException {
        JWSObject object =
                new JWSObject(
                        new JWSHeader.Builder(algorithm).keyID(kid).build(), new Payload(claims));
        object.sign(signer);
        return object.serialize();
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
