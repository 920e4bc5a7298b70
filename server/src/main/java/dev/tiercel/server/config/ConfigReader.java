package dev.tiercel.server.config;

import dev.tiercel.frontend.document.SqlDialect;
import dev.tiercel.frontend.syntax.DocumentLimits;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.server.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads the configuration from flags, environment and file (configuration.md, section 1). */
public final class ConfigReader {
    private static final Path DEFAULT_FILE = Path.of("tiercel.yaml");
    private static final int INT_MAX = Integer.MAX_VALUE - 8;
    private static final List<String> ALL = List.of("*");
    private static final List<String> DATABASE_MEMBERS =
            List.of(
                    "url",
                    "user",
                    "password",
                    "pool_size",
                    "connect_timeout_ms",
                    "statement_timeout_ms",
                    "max_rows");
    private static final List<String> DENIED_TARGETS =
            List.of(
                    "169.254.0.0/16",
                    "fe80::/10",
                    "fd00:ec2::254",
                    "100.100.100.200",
                    "metadata.google.internal");
    private static final Set<String> JWT_ALGORITHMS =
            Set.of("HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "ES256", "ES384");

    private final Settings settings;
    private final String version;

    private ConfigReader(Settings settings, String version) {
        this.settings = settings;
        this.version = version;
    }

    /**
     * Reads the configuration of a server.
     *
     * @param file the file of {@code --config}; without it that of {@code TIERCEL_CONFIG}, else
     *     {@code tiercel.yaml} in the working directory if there is one
     * @param flags values of other flags by key
     * @param version of the server, for the user agent
     * @throws ConfigException if anything is wrong
     */
    public static ServerConfig read(
            Optional<Path> file,
            Map<String, String> environment,
            Map<String, String> flags,
            String version) {
        Settings settings = new Settings(configFile(file, environment), environment, flags);
        ServerConfig config = new ConfigReader(settings, version).config();
        settings.finish();
        return config;
    }

    private static ConfigFile configFile(Optional<Path> file, Map<String, String> environment) {
        Optional<Path> named =
                file.or(() -> Optional.ofNullable(environment.get("TIERCEL_CONFIG")).map(Path::of));
        if (named.isPresent()) {
            return ConfigFile.read(named.get());
        }
        return Files.exists(DEFAULT_FILE) ? ConfigFile.read(DEFAULT_FILE) : ConfigFile.NONE;
    }

    private ServerConfig config() {
        ServerConfig.Data data =
                new ServerConfig.Data(
                        Path.of(settings.text("data.directory", "data")),
                        settings.integer("data.keep_releases", 50, 1, 1_000_000));
        return new ServerConfig(
                server(),
                cors(),
                settings.flag("http.validate_responses", false),
                new ServerConfig.Admin(
                        settings.secret("admin.token"),
                        settings.flag("admin.insecure", false),
                        settings.texts("admin.allowed_origins", List.of())),
                documents(),
                data,
                engine(),
                databases(data.directory()),
                new ServerConfig.Redis(
                        settings.secret("redis.url"), millis("redis.timeout_ms", 1000)),
                httpClient(),
                auth(),
                webSocket(),
                new ServerConfig.Errors(
                        settings.flag("errors.expose_location", true),
                        settings.flag("errors.expose_details", true)),
                new ServerConfig.Metrics(
                        settings.flag("metrics.enabled", true),
                        settings.flag("metrics.require_token", false)),
                new ServerConfig.Log(
                        settings.choice("log.level", ServerConfig.LogThreshold.INFO),
                        settings.choice("log.format", ServerConfig.LogFormat.TEXT)));
    }

    private ServerConfig.Server server() {
        boolean isCompressing = settings.flag("server.compression.enabled", false);
        int compressionMin = settings.integer("server.compression.min_bytes", 1024, 0, INT_MAX);
        return new ServerConfig.Server(
                settings.text("server.host", "127.0.0.1"),
                settings.integer("server.port", 3000, 0, 65_535),
                settings.integer("server.max_body_bytes", 1_048_576, 0, INT_MAX),
                settings.integer("server.max_header_bytes", 16_384, 256, 1 << 20),
                settings.integer("server.max_concurrent_requests", 10_000, 1, 10_000_000),
                trustedProxies(),
                settings.flag("server.server_timing", false),
                isCompressing ? Optional.of(compressionMin) : Optional.empty(),
                tls(),
                millis("server.shutdown_grace_ms", 10_000));
    }

    private List<String> trustedProxies() {
        List<String> proxies = settings.texts("server.trusted_proxies", List.of());
        for (String proxy : proxies) {
            if (!AddressText.isRange(proxy)) {
                settings.reject(
                        "server.trusted_proxies",
                        "has " + proxy + ", which is no address and no CIDR block");
            }
        }
        return proxies;
    }

    private Optional<ServerConfig.TlsFiles> tls() {
        Optional<Path> certificate = settings.text("server.tls.cert_file").map(Path::of);
        Optional<Path> key = settings.text("server.tls.key_file").map(Path::of);
        if (certificate.isPresent() && key.isPresent()) {
            return Optional.of(new ServerConfig.TlsFiles(certificate.get(), key.get()));
        }
        if (certificate.isPresent()) {
            settings.reject("server.tls.cert_file", "needs `server.tls.key_file`");
        }
        if (key.isPresent()) {
            settings.reject("server.tls.key_file", "needs `server.tls.cert_file`");
        }
        return Optional.empty();
    }

    private ServerConfig.Cors cors() {
        List<String> origins = settings.texts("http.cors.allowed_origins", ALL);
        boolean allowCredentials = settings.flag("http.cors.allow_credentials", false);
        if (allowCredentials && origins.contains("*")) {
            settings.reject(
                    "http.cors.allow_credentials",
                    "cannot be true while `http.cors.allowed_origins` is `*`");
        }
        return new ServerConfig.Cors(
                origins,
                settings.texts("http.cors.allowed_headers", ALL),
                settings.texts("http.cors.exposed_headers", List.of("X-Request-Id")),
                allowCredentials,
                settings.integer("http.cors.max_age_seconds", 600, 0, Integer.MAX_VALUE));
    }

    private ServerConfig.Documents documents() {
        DocumentLimits defaults = DocumentLimits.DEFAULTS;
        DocumentLimits limits =
                new DocumentLimits(
                        settings.integer("documents.max_bytes", defaults.bytesMax(), 1, INT_MAX),
                        settings.integer("documents.max_depth", defaults.depthMax(), 8, 1000),
                        settings.integer(
                                "documents.max_operations", defaults.operationsMax(), 1, INT_MAX),
                        settings.integer(
                                "documents.max_aliases", defaults.aliasesMax(), 0, INT_MAX),
                        defaults.documentsMax());
        return new ServerConfig.Documents(
                settings.texts("documents.directories", List.of()).stream().map(Path::of).toList(),
                settings.flag("documents.watch", true),
                millis("documents.debounce_ms", 200),
                settings.flag("documents.strict", false),
                limits,
                settings.flag("documents.allow_limit_increase", false));
    }

    private ServerConfig.Engine engine() {
        return new ServerConfig.Engine(
                settings.number("engine.fuel", 10_000_000, 1, Long.MAX_VALUE),
                settings.number("engine.deadline_ms", 30_000, 1, 86_400_000),
                settings.number("engine.memory_bytes", 268_435_456, 1024, Long.MAX_VALUE),
                settings.integer("engine.call_depth", 256, 1, 100_000),
                settings.number("engine.max_iterations", 10_000, 1, Long.MAX_VALUE),
                settings.integer("engine.parallel_max_concurrent", 64, 1, 100_000),
                settings.texts("engine.env_allow", List.of()),
                settings.integer("engine.bcrypt_cost", 10, 4, 31),
                new ServerConfig.Tiering(
                        settings.choice("engine.tiering.mode", ServerConfig.TieringMode.AUTO),
                        settings.integer(
                                "engine.tiering.specialize_calls",
                                ServerConfig.Tiering.SPECIALIZE_CALLS_DEFAULT,
                                0,
                                Integer.MAX_VALUE),
                        settings.integer("engine.tiering.compiler_threads", 1, 1, 64),
                        settings.flag("engine.tiering.verify", false)));
    }

    private Map<String, ServerConfig.Database> databases(Path data) {
        Map<String, ServerConfig.Database> databases = new TreeMap<>();
        Set<String> names = settings.names("databases", DATABASE_MEMBERS);
        names.add("default");
        for (String name : names) {
            String prefix = "databases." + name + ".";
            Optional<String> url = settings.text(prefix + "url");
            if (url.isEmpty() && !name.equals("default")) {
                settings.reject(prefix + "url", "is missing");
            }
            if (url.filter(text -> SqlDialect.of(text).isEmpty()).isPresent()) {
                settings.reject(
                        prefix + "url",
                        "must begin with jdbc:sqlite:, jdbc:postgresql: or jdbc:mariadb:");
            }
            databases.put(
                    name,
                    new ServerConfig.Database(
                            url.orElse("jdbc:sqlite:" + data.resolve("tiercel.db")),
                            settings.text(prefix + "user"),
                            settings.secret(prefix + "password"),
                            settings.integer(prefix + "pool_size", 10, 1, 10_000),
                            millis(prefix + "connect_timeout_ms", 3000),
                            millis(prefix + "statement_timeout_ms", 10_000),
                            settings.integer(prefix + "max_rows", 10_000, 1, INT_MAX)));
        }
        return databases;
    }

    private ServerConfig.HttpClient httpClient() {
        return new ServerConfig.HttpClient(
                targets("http_client.allow", ALL),
                targets("http_client.deny", DENIED_TARGETS),
                millis("http_client.connect_timeout_ms", 5000),
                settings.integer("http_client.max_response_bytes", 8_388_608, 1, INT_MAX),
                settings.text("http_client.user_agent", "Tiercel/" + version));
    }

    /** An entry that is misspelt would match nothing, which no operator wants of a denied one. */
    private List<String> targets(String key, List<String> defaults) {
        List<String> targets = settings.texts(key, defaults);
        for (String target : targets) {
            if (!AddressText.isTarget(target)) {
                settings.reject(
                        key,
                        "has " + target + ", which is no host name, no address and no CIDR block");
            }
        }
        return targets;
    }

    private ServerConfig.Auth auth() {
        List<ServerConfig.ApiKey> keys = new ArrayList<>();
        for (Node.Mapping mapping : settings.mappings("auth.api_keys")) {
            new ApiKeyReader(settings, mapping).read().ifPresent(keys::add);
        }
        return new ServerConfig.Auth(keys, jwt());
    }

    private Optional<ServerConfig.Jwt> jwt() {
        List<String> algorithms = settings.texts("auth.jwt.algorithms", List.of());
        Optional<Secret> secret = settings.secret("auth.jwt.secret");
        Optional<Path> jwksFile = settings.text("auth.jwt.jwks_file").map(Path::of);
        Optional<String> issuer = settings.text("auth.jwt.issuer");
        Optional<String> audience = settings.text("auth.jwt.audience");
        int leeway = settings.integer("auth.jwt.leeway_seconds", 30, 0, 86_400);
        if (algorithms.isEmpty() && secret.isEmpty() && jwksFile.isEmpty()) {
            return Optional.empty();
        }
        for (String algorithm : algorithms) {
            if (!JWT_ALGORITHMS.contains(algorithm)) {
                settings.reject("auth.jwt.algorithms", "has the unknown algorithm " + algorithm);
            }
        }
        if (algorithms.isEmpty()) {
            settings.reject("auth.jwt.algorithms", "is missing");
        }
        if (secret.isPresent() == jwksFile.isPresent()) {
            settings.reject(
                    "auth.jwt.secret", "or `auth.jwt.jwks_file` is needed, and not both of them");
        }
        secret.ifPresent(text -> checkSecret(text, algorithms));
        return Optional.of(
                new ServerConfig.Jwt(algorithms, secret, jwksFile, issuer, audience, leeway));
    }

    /** A secret shorter than the digest of its algorithm could be guessed (RFC 7518, 3.2). */
    private void checkSecret(Secret secret, List<String> algorithms) {
        for (String algorithm : algorithms) {
            if (!JWT_ALGORITHMS.contains(algorithm)) {
                continue;
            }
            if (!algorithm.startsWith("HS")) {
                settings.reject("auth.jwt.secret", "does not go with " + algorithm);
            } else if (secret.value().getBytes(StandardCharsets.UTF_8).length * 8
                    < Integer.parseInt(algorithm.substring(2))) {
                settings.reject("auth.jwt.secret", "is too short for " + algorithm);
            }
        }
    }

    private ServerConfig.WebSocket webSocket() {
        return new ServerConfig.WebSocket(
                settings.integer("websocket.max_message_bytes", 65_536, 1, INT_MAX),
                settings.integer("websocket.queue_messages", 256, 1, INT_MAX),
                settings.integer("websocket.queue_bytes", 1_048_576, 1, INT_MAX),
                settings.choice("websocket.queue_policy", ServerConfig.QueuePolicy.DROP_OLDEST),
                millis("websocket.write_timeout_ms", 10_000),
                millis("websocket.ping_interval_ms", 30_000),
                millis("websocket.idle_timeout_ms", 90_000),
                settings.integer("websocket.max_connections_per_route", 10_000, 1, INT_MAX),
                settings.integer("websocket.max_connections", 50_000, 1, INT_MAX),
                settings.integer("websocket.max_connections_per_ip", 1_000, 1, INT_MAX),
                settings.integer("websocket.scope_bytes", 1_048_576, 1, INT_MAX),
                settings.texts("websocket.allowed_origins", ALL),
                settings.flag("websocket.send_errors", false));
    }

    private Duration millis(String key, int defaultValue) {
        return Duration.ofMillis(settings.number(key, defaultValue, 0, Integer.MAX_VALUE));
    }

    /** Reads one element of {@code auth.api_keys} (HTTP-32). */
    private record ApiKeyReader(Settings settings, Node.Mapping mapping) {
        Optional<ServerConfig.ApiKey> read() {
            for (Node.Entry entry : mapping.entries()) {
                if (!Set.of("name", "key", "key_sha256", "claims").contains(entry.key())) {
                    settings.reject(
                            entry.value(), "unknown key `auth.api_keys[]." + entry.key() + "`");
                }
            }
            Optional<String> name = text("name");
            Optional<String> key = text("key");
            Optional<String> digest = text("key_sha256");
            if (name.isEmpty() || key.isPresent() == digest.isPresent()) {
                settings.reject(mapping, "an API key needs `name` and one of `key`, `key_sha256`");
                return Optional.empty();
            }
            if (digest.filter(text -> !isDigest(text)).isPresent()) {
                settings.reject(mapping, "`key_sha256` must be 64 hexadecimal digits");
                return Optional.empty();
            }
            String sha256 =
                    digest.map(text -> text.toLowerCase(Locale.ROOT))
                            .orElseGet(() -> Sha256.of(key.orElseThrow()));
            return Optional.of(new ServerConfig.ApiKey(name.get(), new Secret(sha256), claims()));
        }

        private Optional<Node.Mapping> claims() {
            Optional<Node> claims = mapping.find("claims").map(Node.Entry::value);
            if (claims.filter(node -> !(node instanceof Node.Mapping)).isPresent()) {
                settings.reject(mapping, "`claims` must be a mapping");
            }
            return claims.filter(Node.Mapping.class::isInstance)
                    .map(settings::substituted)
                    .map(Node.Mapping.class::cast);
        }

        private Optional<String> text(String member) {
            Optional<Node> node = mapping.find(member).map(Node.Entry::value);
            if (node.isPresent()
                    && node.get() instanceof Node.Scalar scalar
                    && scalar.value() instanceof String text) {
                return Optional.of(settings.substitute(text, settings.origin(scalar.position())));
            }
            if (node.isPresent()) {
                settings.reject(node.get(), "`" + member + "` must be a string");
            }
            return Optional.empty();
        }

        private static boolean isDigest(String text) {
            try {
                return HexFormat.of().parseHex(text).length == 32;
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
    }
}
