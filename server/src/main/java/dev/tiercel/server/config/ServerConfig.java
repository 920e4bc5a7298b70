package dev.tiercel.server.config;

import dev.tiercel.frontend.syntax.DocumentLimits;
import dev.tiercel.frontend.syntax.Node;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The settings of a server (configuration.md, section 2), complete and checked. Immutable. */
public record ServerConfig(
        Server server,
        Cors cors,
        boolean validateResponses,
        Admin admin,
        Documents documents,
        Data data,
        Engine engine,
        Map<String, Database> databases,
        Redis redis,
        HttpClient httpClient,
        Auth auth,
        WebSocket webSocket,
        Errors errors,
        Metrics metrics,
        Log log) {
    public ServerConfig {
        databases = Map.copyOf(databases);
    }

    /** Returns these settings with more directories of documents. */
    public ServerConfig withDirectories(List<String> more) {
        List<Path> directories = new ArrayList<>(documents.directories());
        more.forEach(directory -> directories.add(Path.of(directory)));
        return new ServerConfig(
                server,
                cors,
                validateResponses,
                admin,
                new Documents(
                        directories,
                        documents.watch(),
                        documents.debounce(),
                        documents.strict(),
                        documents.limits(),
                        documents.allowLimitIncrease()),
                data,
                engine,
                databases,
                redis,
                httpClient,
                auth,
                webSocket,
                errors,
                metrics,
                log);
    }

    /**
     * Returns these settings for a server that only its own process talks to: on a free port of
     * this machine, with a data directory of its own, and without further documents or admission.
     */
    public ServerConfig isolated(Path dataDirectory) {
        return new ServerConfig(
                server.isolated(),
                cors,
                validateResponses,
                new Admin(Optional.empty(), false, List.of()),
                new Documents(
                        List.of(),
                        false,
                        documents.debounce(),
                        documents.strict(),
                        documents.limits(),
                        documents.allowLimitIncrease()),
                new Data(dataDirectory, data.keepReleases()),
                engine,
                databases,
                redis,
                httpClient,
                auth,
                webSocket,
                errors,
                metrics,
                log);
    }

    /** Returns these settings with another answer to when code is compiled. */
    public ServerConfig withTiering(TieringMode mode, boolean validatesResponses) {
        return new ServerConfig(
                server,
                cors,
                validatesResponses,
                admin,
                documents,
                data,
                engine.withTiering(mode),
                databases,
                redis,
                httpClient,
                auth,
                webSocket,
                errors,
                metrics,
                log);
    }

    /**
     * How HTTP is served.
     *
     * @param port 0 for any free port
     * @param compressionMinBytes size from which responses are compressed; nothing if they never
     *     are
     */
    public record Server(
            String host,
            int port,
            int bodyBytesMax,
            int headerBytesMax,
            int concurrentRequestsMax,
            List<String> trustedProxies,
            boolean serverTiming,
            Optional<Integer> compressionMinBytes,
            Optional<TlsFiles> tls,
            Duration shutdownGrace) {
        public Server {
            trustedProxies = List.copyOf(trustedProxies);
        }

        private Server isolated() {
            return new Server(
                    "127.0.0.1",
                    0,
                    bodyBytesMax,
                    headerBytesMax,
                    concurrentRequestsMax,
                    List.of(),
                    serverTiming,
                    Optional.empty(),
                    Optional.empty(),
                    Duration.ZERO);
        }
    }

    /** A certificate chain and its key, both PEM. */
    public record TlsFiles(Path certificate, Path key) {}

    /** A list that holds {@code *} allows everything. */
    public record Cors(
            List<String> allowedOrigins,
            List<String> allowedHeaders,
            List<String> exposedHeaders,
            boolean allowCredentials,
            int maxAgeSeconds) {
        public Cors {
            allowedOrigins = List.copyOf(allowedOrigins);
            allowedHeaders = List.copyOf(allowedHeaders);
            exposedHeaders = List.copyOf(exposedHeaders);
        }
    }

    /**
     * Access to the admin API; without token it is open to the machine itself only, unless
     * insecure.
     */
    public record Admin(Optional<Secret> token, boolean isInsecure, List<String> allowedOrigins) {
        public Admin {
            allowedOrigins = List.copyOf(allowedOrigins);
        }
    }

    public record Documents(
            List<Path> directories,
            boolean watch,
            Duration debounce,
            boolean strict,
            DocumentLimits limits,
            boolean allowLimitIncrease) {
        public Documents {
            directories = List.copyOf(directories);
        }
    }

    public record Data(Path directory, int keepReleases) {}

    public record Engine(
            long fuel,
            long deadlineMillis,
            long memoryBytes,
            int callDepth,
            long iterationsMax,
            int parallelMax,
            List<String> environmentAllowed,
            int bcryptCost,
            Tiering tiering) {
        public Engine {
            environmentAllowed = List.copyOf(environmentAllowed);
        }

        private Engine withTiering(TieringMode mode) {
            return new Engine(
                    fuel,
                    deadlineMillis,
                    memoryBytes,
                    callDepth,
                    iterationsMax,
                    parallelMax,
                    environmentAllowed,
                    bcryptCost,
                    new Tiering(
                            mode,
                            tiering.specializeCalls(),
                            tiering.compilerThreads(),
                            tiering.verify()));
        }
    }

    /**
     * When programs are compiled.
     *
     * @param specializeCalls calls, weighted with loop iterations, before a route is specialised
     */
    public record Tiering(
            TieringMode mode, int specializeCalls, int compilerThreads, boolean verify) {
        /** What holds without a setting. */
        public static final int SPECIALIZE_CALLS_DEFAULT = 2000;
    }

    /** When code is compiled: in the background, never, or before a route is published. */
    public enum TieringMode {
        AUTO,
        INTERPRET,
        COMPILE
    }

    public record Database(
            String url,
            Optional<String> user,
            Optional<Secret> password,
            int poolSize,
            Duration connectTimeout,
            Duration statementTimeout,
            int rowsMax) {}

    /** Without URL the embedded store is used. */
    public record Redis(Optional<Secret> url, Duration timeout) {}

    public record HttpClient(
            List<String> allow,
            List<String> deny,
            Duration connectTimeout,
            int responseBytesMax,
            String userAgent) {
        public HttpClient {
            allow = List.copyOf(allow);
            deny = List.copyOf(deny);
        }
    }

    public record Auth(List<ApiKey> apiKeys, Optional<Jwt> jwt) {
        public Auth {
            apiKeys = List.copyOf(apiKeys);
        }

        /** Returns whether any credentials could be valid. */
        public boolean isConfigured() {
            return !apiKeys.isEmpty() || jwt.isPresent();
        }
    }

    /**
     * A key that requests may carry.
     *
     * @param sha256 of the key, in hexadecimal digits
     * @param claims members of {@code request.auth} besides {@code sub}
     */
    public record ApiKey(String name, Secret sha256, Optional<Node.Mapping> claims) {}

    /** Exactly one of secret and key file is present. */
    public record Jwt(
            List<String> algorithms,
            Optional<Secret> secret,
            Optional<Path> jwksFile,
            Optional<String> issuer,
            Optional<String> audience,
            int leewaySeconds) {
        public Jwt {
            algorithms = List.copyOf(algorithms);
        }
    }

    /** Limits of WebSocket routes (WS-31); a time of zero switches the matter off. */
    public record WebSocket(
            int messageBytesMax,
            int queueMessages,
            int queueBytes,
            QueuePolicy queuePolicy,
            Duration writeTimeout,
            Duration pingInterval,
            Duration idleTimeout,
            int connectionsPerRouteMax,
            int connectionsMax,
            int connectionsPerAddressMax,
            int scopeBytes,
            List<String> allowedOrigins,
            boolean sendErrors) {
        public WebSocket {
            allowedOrigins = List.copyOf(allowedOrigins);
        }
    }

    /** What happens to messages for a connection whose queue is full (WS-29). */
    public enum QueuePolicy {
        DROP_OLDEST,
        CLOSE
    }

    /** What problem documents tell (ERR-17). */
    public record Errors(boolean exposeLocation, boolean exposeDetails) {}

    public record Metrics(boolean isEnabled, boolean requireToken) {}

    public record Log(LogThreshold level, LogFormat format) {}

    public enum LogThreshold {
        DEBUG,
        INFO,
        WARN,
        ERROR
    }

    public enum LogFormat {
        TEXT,
        JSON
    }
}
