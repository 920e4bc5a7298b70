package dev.tiercel.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.server.input.NodeValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigReaderTest {
    @TempDir Path directory;

    private ServerConfig read(String yaml, Map<String, String> environment) throws IOException {
        return read(yaml, environment, Map.of());
    }

    private ServerConfig read(
            String yaml, Map<String, String> environment, Map<String, String> flags)
            throws IOException {
        Path file = Files.writeString(directory.resolve("tiercel.yaml"), yaml);
        return ConfigReader.read(Optional.of(file), environment, flags, "1.2.3");
    }

    private String mistakes(String yaml) {
        try {
            read(yaml, Map.of());
        } catch (ConfigException e) {
            return String.valueOf(e.getMessage()).replace(directory + "/", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "no mistake";
    }

    @Test
    void anEmptyConfigurationHasTheDefaults() throws IOException {
        ServerConfig config = read("{}", Map.of());

        assertThat(config.server().host()).isEqualTo("127.0.0.1");
        assertThat(config.server().port()).isEqualTo(3000);
        assertThat(config.server().shutdownGrace()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.cors().exposedHeaders()).containsExactly("X-Request-Id");
        assertThat(config.data().keepReleases()).isEqualTo(50);
        assertThat(Objects.requireNonNull(config.databases().get("default")).url())
                .isEqualTo("jdbc:sqlite:data/tiercel.db");
        assertThat(config.engine().tiering().mode()).isEqualTo(ServerConfig.TieringMode.AUTO);
        assertThat(config.httpClient().userAgent()).isEqualTo("Tiercel/1.2.3");
        assertThat(config.auth().isConfigured()).isFalse();
        assertThat(config.admin().token()).isEmpty();
    }

    @Test
    @DisplayName("CFG-1: flags win over the environment, and that over the file")
    void theStrongestSourceWins() throws IOException {
        String yaml = "server: {port: 1, host: file, max_body_bytes: 7}";
        Map<String, String> environment =
                Map.of("TIERCEL_SERVER_PORT", "2", "TIERCEL_SERVER_HOST", "environment");

        ServerConfig config = read(yaml, environment, Map.of("server.port", "3"));

        assertThat(config.server().port()).isEqualTo(3);
        assertThat(config.server().host()).isEqualTo("environment");
        assertThat(config.server().bodyBytesMax()).isEqualTo(7);
    }

    @Test
    @DisplayName("CFG-3: lists in the environment are comma-separated")
    void listsComeFromTheEnvironment() throws IOException {
        ServerConfig config =
                read("{}", Map.of("TIERCEL_ADMIN_ALLOWED_ORIGINS", "http://a, http://b"));

        assertThat(config.admin().allowedOrigins()).containsExactly("http://a", "http://b");
    }

    @Test
    @DisplayName("CFG-3: keys of a database come from the environment")
    void databasesComeFromTheEnvironment() throws IOException {
        ServerConfig config =
                read(
                        "databases: {Shop: {pool_size: 3}}",
                        Map.of(
                                "TIERCEL_DATABASES_SHOP_URL", "jdbc:postgresql://h/shop",
                                "TIERCEL_DATABASES_LOGS_URL", "jdbc:sqlite:logs.db"));

        assertThat(config.databases().keySet())
                .containsExactlyInAnyOrder("default", "Shop", "logs");
        assertThat(Objects.requireNonNull(config.databases().get("Shop")).url())
                .isEqualTo("jdbc:postgresql://h/shop");
        assertThat(Objects.requireNonNull(config.databases().get("Shop")).poolSize()).isEqualTo(3);
    }

    @Test
    @DisplayName("CFG-4: placeholders")
    void placeholdersAreReplaced() throws IOException {
        String yaml =
                """
                server: {port: "${PORT}"}
                admin: {token: "${TOKEN:-}"}
                data: {directory: "/srv/${NAME:-main}/data"}
                engine: {env_allow: ["${NAME:-x}", "b"]}
                """;

        ServerConfig config = read(yaml, Map.of("PORT", "8080"));

        assertThat(config.server().port()).isEqualTo(8080);
        assertThat(config.admin().token()).isEmpty();
        assertThat(config.data().directory()).isEqualTo(Path.of("/srv/main/data"));
        assertThat(config.engine().environmentAllowed()).containsExactly("x", "b");
    }

    @Test
    @DisplayName("CFG-4: placeholders in the claims of an API key")
    void placeholdersInClaimsAreReplaced() throws IOException {
        ServerConfig config =
                read(
                        """
                        auth:
                          api_keys: [{name: shop, key: k, claims: {role: "${ROLE}", in: [{a: "${ROLE}!"}], n: 1}}]
                        """,
                        Map.of("ROLE", "admin"));

        Node.Mapping claims = config.auth().apiKeys().getFirst().claims().orElseThrow();

        assertThat(Objects.requireNonNull(NodeValues.of(claims)).toString())
                .isEqualTo("{role=admin, in=[{a=admin!}], n=1}");
    }

    @Test
    @DisplayName("CFG-4: an unset name without default is an error")
    void anUnsetNameIsRefused() {
        assertThat(mistakes("admin:\n  token: \"${TOKEN}\""))
                .isEqualTo("tiercel.yaml:2:10: the variable TOKEN is not set");
        assertThat(mistakes("server:\n  port: \"${PORT}\""))
                .as("and nothing else about the value")
                .isEqualTo("tiercel.yaml:2:9: the variable PORT is not set");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "server: {prot: 1}|tiercel.yaml:1:10: unknown key `server.prot`; did you mean `server.port`?",
                "sever: {port: 1}|tiercel.yaml:1:9: unknown key `sever.port`; did you mean `server.port`?",
                "tenants: []|tiercel.yaml:1:1: unknown key `tenants`",
                "server: 3|tiercel.yaml:1:1: `server` must be a mapping",
                "server: {port: abc}|tiercel.yaml:1:16: `server.port` must be an integer from 0 to 65535",
                "server: {port: 65536}|tiercel.yaml:1:16: `server.port` must be an integer from 0 to 65535",
                "server: {host: 1}|tiercel.yaml:1:16: `server.host` must be a string",
                "documents: {watch: 1}|tiercel.yaml:1:20: `documents.watch` must be true or false",
                "log: {level: loud}|tiercel.yaml:1:14: `log.level` must be one of debug, info, warn, error",
                "documents: {directories: a}|tiercel.yaml:1:26: `documents.directories` must be a list of strings",
                "databases: {a: {url: 'x'}}|tiercel.yaml:1:22: `databases.a.url` must begin with jdbc:sqlite:, jdbc:postgresql: or jdbc:mariadb:",
                "'databases: {a: {url: ''jdbc:oracle:x''}}'|tiercel.yaml:1:22: `databases.a.url` must begin with jdbc:sqlite:, jdbc:postgresql: or jdbc:mariadb:",
                "'server: {trusted_proxies: [10.0.0.1, 10.0.0.0/33]}'|tiercel.yaml:1:27: `server.trusted_proxies` has 10.0.0.0/33, which is no address and no CIDR block",
                "server: {trusted_proxies: [proxy]}|tiercel.yaml:1:27: `server.trusted_proxies` has proxy, which is no address and no CIDR block",
                "'http_client: {deny: [\"*.example.com\", fe80::/10, 10.0.0.0/x]}'|tiercel.yaml:1:21: `http_client.deny` has 10.0.0.0/x, which is no host name, no address and no CIDR block",
                "'http_client: {allow: [\"*\", example.com, 10.0.0.256]}'|tiercel.yaml:1:22: `http_client.allow` has 10.0.0.256, which is no host name, no address and no CIDR block",
                "http: {cors: {allow_credentials: true}}|tiercel.yaml:1:34: `http.cors.allow_credentials` cannot be true while `http.cors.allowed_origins` is `*`",
                "server: {tls: {cert_file: a}}|tiercel.yaml:1:27: `server.tls.cert_file` needs `server.tls.key_file`",
                "auth: {jwt: {secret: s}}|`auth.jwt.algorithms` is missing",
                "'auth: {jwt: {algorithms: [none], secret: s}}'|tiercel.yaml:1:26: `auth.jwt.algorithms` has the unknown algorithm none",
                "'auth: {api_keys: [{name: a}]}'|tiercel.yaml:1:19: an API key needs `name` and one of `key`, `key_sha256`",
            })
    @DisplayName("CFG-2: a mistake is told with file, line and nearest key")
    void mistakesAreTold(String yaml, String expected) {
        assertThat(mistakes(yaml)).isEqualTo(expected);
    }

    @Test
    @DisplayName("CFG-2: a repeated key is a mistake")
    void syntaxErrorsAreTold() {
        assertThat(mistakes("server: {port: 1}\nserver: {port: 2}"))
                .startsWith("tiercel.yaml:2:1: ");
        assertThat(mistakes("a: [")).startsWith("tiercel.yaml:");
        assertThat(mistakes("- 1")).isEqualTo("tiercel.yaml:1:1: one mapping is expected");
    }

    @Test
    @DisplayName("CFG-2: a named file that is missing")
    void aMissingFileIsAMistake() {
        Path file = directory.resolve("none.yaml");

        assertThatThrownBy(() -> ConfigReader.read(Optional.of(file), Map.of(), Map.of(), "1"))
                .isInstanceOf(ConfigException.class)
                .hasMessage(file + ": no such file");
    }

    @Test
    void mistakesInTheEnvironmentNameTheVariable() {
        assertThatThrownBy(() -> read("{}", Map.of("TIERCEL_SERVER_PORT", "x")))
                .hasMessage(
                        "TIERCEL_SERVER_PORT: `server.port` must be an integer from 0 to 65535");
    }

    @Test
    @DisplayName("CFG-7, HTTP-32: keys are kept as digests and secrets are not printed")
    void apiKeysAreDigested() throws IOException {
        ServerConfig config =
                read(
                        """
                        auth:
                          api_keys:
                            - {name: shop, key: abc, claims: {role: admin}}
                            - name: other
                              key_sha256: BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD
                        """,
                        Map.of());

        List<ServerConfig.ApiKey> keys = config.auth().apiKeys();
        assertThat(keys)
                .extracting(key -> key.sha256().value())
                .containsOnly("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(keys.getFirst().claims()).isPresent();
        assertThat(keys.toString()).doesNotContain("ba7816bf");
    }
}
