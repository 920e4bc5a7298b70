package dev.tiercel.server.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.runtime.json.JsonReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archives that the build leaves: what is in them, and that it runs where it is unpacked. */
class DistributionIT {
    private static final Path DOCKERFILE = Path.of("../docs/deploy/Dockerfile");
    private static final Pattern INSTALLATION =
            Pattern.compile("(?m)^RUN (mv /opt/.*) && /opt/tiercel/bin/tiercel prepare$");
    private static final int PATIENCE_SECONDS = 120;

    @TempDir private static Path directory;
    private static Path archive;
    private static Path root;

    @BeforeAll
    static void unpack() throws IOException, InterruptedException {
        archive = only(Path.of("target"), "tiercel-.*\\.tar\\.gz");
        Path opt = Files.createDirectory(directory.resolve("opt"));
        assertThat(run(opt, "tar", "-xzf", archive.toAbsolutePath().toString())).isZero();
        String installation =
                only(Files.readString(DOCKERFILE), INSTALLATION).replace("/opt", opt.toString());

        // As the Dockerfile does, but for the cache, which takes longer than everything here.
        assertThat(run(opt, "sh", "-c", installation)).isZero();
        root = opt.resolve("tiercel");
    }

    private static Path only(Path folder, String name) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(name))
                    .collect(Collectors.collectingAndThen(Collectors.toList(), List::getFirst));
        }
    }

    private static String only(String text, Pattern pattern) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    @Test
    void theArchivesHoldWhatAnOperatorNeeds() throws IOException {
        assertThat(
                        Stream.of(
                                "bin/tiercel",
                                "bin/launch",
                                "bin/find-jdk",
                                "tiercel-server.jar",
                                "examples/hello.yaml",
                                "deploy/Dockerfile",
                                "deploy/tiercel.service",
                                "CHANGELOG.md",
                                "LICENSE",
                                "sbom.json"))
                .allSatisfy(name -> assertThat(root.resolve(name)).isRegularFile());
        assertThat(root.resolve("bin/tiercel")).isExecutable();
        Set<String> zipped = new TreeSet<>();
        String zipName = archive.getFileName().toString().replace(".tar.gz", ".zip");
        try (ZipFile zip = new ZipFile(archive.resolveSibling(zipName).toFile())) {
            zip.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(entry -> entry.getName().replaceFirst("[^/]*/", ""))
                    .forEach(zipped::add);
        }
        assertThat(zipped).isEqualTo(unpacked());
    }

    private static Set<String> unpacked() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .filter(name -> !name.startsWith("cache/"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void theListOfLibrariesNamesEachOfThem() throws IOException {
        ObjectValue list =
                (ObjectValue)
                        Objects.requireNonNull(
                                JsonReader.read(Files.readAllBytes(root.resolve("sbom.json"))));
        Set<String> listed = new HashSet<>();
        ArrayValue components = (ArrayValue) Objects.requireNonNull(list.get("components"));
        for (var component : components.toArray()) {
            ObjectValue library = (ObjectValue) Objects.requireNonNull(component);
            listed.add(library.get("name") + "-" + library.get("version"));
        }

        try (Stream<Path> libraries = Files.list(root.resolve("lib"))) {
            List<String> names =
                    libraries
                            .map(file -> file.getFileName().toString().replace(".jar", ""))
                            .toList();
            assertThat(names).hasSizeGreaterThan(20);
            assertThat(names).allMatch(name -> listed.stream().anyMatch(name::startsWith));
        }
        assertThat(list.get("bomFormat")).isEqualTo("CycloneDX");
    }

    @Test
    void aServerStartsWhereItIsUnpackedAndStops() throws IOException, InterruptedException {
        int port = freePort();
        Path log = directory.resolve("server.log");
        ProcessBuilder builder =
                new ProcessBuilder(
                                root.resolve("bin/tiercel").toString(),
                                "serve",
                                root.resolve("examples").toString(),
                                "--port",
                                String.valueOf(port))
                        .directory(Files.createDirectory(directory.resolve("work")).toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        // As services of a machine are started.
        builder.environment().remove("HOME");
        builder.environment().put("TIERCEL_AOT", "off");
        Process server = builder.start();
        try {
            awaitListening(server, log);
            HttpResponse<String> answer = get(port);
            assertThat(answer.body()).contains("Ada");
        } finally {
            server.destroy();
            assertThat(server.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(server.exitValue()).as(Files.readString(log)).isZero();
    }

    @Test
    void theArchiveExplainsARouteAsFarAsItsClass() throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(
                                root.resolve("bin/tiercel").toString(),
                                "explain",
                                root.resolve("examples/hello.yaml").toString(),
                                "--part",
                                "bytecode")
                        .redirectErrorStream(true);
        builder.environment().put("TIERCEL_AOT", "off");
        Process explain = builder.start();

        String output = new String(explain.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(explain.waitFor()).as(output).isZero();
        assertThat(output).contains("final synthetic class", "INVOKESTATIC");
    }

    private static void awaitListening(Process server, Path log)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!Files.readString(log).contains("Listening on")) {
            assertThat(server.waitFor(20, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(System.nanoTime()).isLessThan(end);
        }
    }

    private static HttpResponse<String> get(int port) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/hello/Ada"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private static int run(Path work, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).directory(work.toFile()).inheritIO().start();
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
