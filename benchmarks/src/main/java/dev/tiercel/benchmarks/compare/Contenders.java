package dev.tiercel.benchmarks.compare;

import dev.tiercel.benchmarks.http.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All servers that can be compared; benchmarks/compare/README.md says how each is set up. */
final class Contenders {
    /** The one with which all others are compared. */
    static final String TIERCEL = "tiercel";

    /** The one that sends the same bytes. */
    static final String TUNED = "helidon-tuned";

    /** Libraries of an earlier build would stay on the class path. */
    private static final String JVM_BUILD =
            "rm -rf target/classes target/lib\nmvn -q -B -ntp package";

    /** With these Netty reaches direct memory as it did on older JDKs, which is faster. */
    private static final List<String> FOR_NETTY =
            List.of(
                    "-Dio.netty.tryReflectionSetAccessible=true",
                    "--add-opens=java.base/java.nio=ALL-UNNAMED",
                    "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED");

    private final Path home;

    private Contenders(Path home) {
        this.home = home;
    }

    /**
     * Returns them in the order of results.
     *
     * @param home directory of the comparison
     */
    static List<Contender> all(Path home) {
        return new Contenders(home).list();
    }

    private List<Contender> list() {
        return List.of(
                new Contender(
                        TIERCEL, "Tiercel", List.of(), Optional.empty(), "", Contenders::tiercel),
                new Contender(
                        TUNED,
                        "Helidon SE, tuned by hand",
                        List.of(),
                        Optional.empty(),
                        "",
                        Contenders::tuned),
                jvm(
                        "helidon",
                        "Helidon SE, records and Jackson",
                        "compare.HelidonServer",
                        List.of()),
                jvm("vertx", "Vert.x", "compare.VertxServer", FOR_NETTY),
                jvm("spring", "Spring Boot, virtual threads", "compare.SpringServer", List.of()),
                gin("gin", "Gin"),
                gin("gin-sonic", "Gin with Sonic"),
                program(
                        "fastify",
                        "Fastify",
                        home.resolve("fastify"),
                        List.of("node", "npm"),
                        """
                        cp package.json package-lock.json server.js target
                        cd target
                        npm ci --omit=dev --no-audit --no-fund
                        """,
                        List.of("node", "target/server.js", "{port}", "{routes}")),
                program(
                        "fastapi",
                        "FastAPI",
                        home.resolve("fastapi"),
                        List.of("python3"),
                        "python3 -m venv target/venv\n"
                                + "target/venv/bin/pip install -q -r requirements.txt",
                        List.of(
                                "target/venv/bin/python",
                                "-m",
                                "uvicorn",
                                "main:app",
                                "--port",
                                "{port}",
                                "--loop",
                                "uvloop",
                                "--http",
                                "httptools",
                                "--no-access-log",
                                "--log-level",
                                "warning")));
    }

    private Contender jvm(String name, String title, String main, List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ServerProcess.options());
        command.addAll(options);
        command.addAll(List.of("-cp", "target/classes:target/lib/*", main, "{port}", "{routes}"));
        Path directory = home.resolve("jvm");
        return new Contender(
                name,
                title,
                List.of("mvn"),
                Optional.of(directory),
                JVM_BUILD,
                (site, routes) -> start(directory, command, site, routes));
    }

    /** The two are built together, because they are in one directory. */
    private Contender gin(String name, String title) {
        return program(
                name,
                title,
                home.resolve("gin"),
                List.of("go"),
                """
                go build -trimpath -o target/gin .
                go build -trimpath -tags=sonic -o target/gin-sonic .
                """,
                List.of("target/" + name, "{port}", "{routes}"));
    }

    private static Contender program(
            String name,
            String title,
            Path directory,
            List<String> tools,
            String build,
            List<String> command) {
        return new Contender(
                name,
                title,
                tools,
                Optional.of(directory),
                build,
                (site, routes) -> start(directory, command, site, routes));
    }

    private static ServerProcess start(Path directory, List<String> command, Site site, int routes)
            throws IOException {
        int port = ServerProcess.freePort();
        List<String> words =
                new ArrayList<>(
                        command.stream()
                                .map(word -> word.replace("{port}", String.valueOf(port)))
                                .map(word -> word.replace("{routes}", String.valueOf(routes)))
                                .toList());
        ProcessBuilder program = new ProcessBuilder(words).directory(directory.toFile());
        program.environment()
                .putAll(
                        Map.of(
                                "ROUTES", String.valueOf(routes),
                                "GIN_MODE", "release",
                                "NODE_ENV", "production"));
        return ServerProcess.start(site.core(), port, program, site.scratch());
    }

    private static ServerProcess tiercel(Site site, int routes) throws IOException {
        Path directory = Files.createTempDirectory(site.scratch(), TIERCEL);
        Path documents = Files.createDirectory(directory.resolve("documents"));
        RouteDocuments.write(documents, routes, site.backends().isPresent());
        Path configuration =
                site.backends().isPresent()
                        ? site.backends().get().configuration(directory)
                        : Files.writeString(directory.resolve("tiercel.yaml"), "{}\n");
        return ServerProcess.tiercel(
                documents, directory.resolve("data"), configuration, site.core());
    }

    private static ServerProcess tuned(Site site, int routes) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(String.valueOf(routes)));
        site.backends()
                .ifPresent(backends -> {
                    arguments.add(backends.databaseUrl());
                    arguments.add(backends.redisUrl());
                });
        return ServerProcess.twin(site.core(), TwinServer.class, arguments, site.scratch());
    }
}
