package dev.tiercel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cases of h2spec, the strict ones too, against a server: none is left out. */
class Http2ConformanceTest {
    private static final String ROUTE =
            """
            path: /hello
            method: GET
            logic: [{return: hello}]
            ---
            path: /hello
            method: POST
            logic: [{return: "{{ request.raw_body }}"}]
            """;

    /** Header of an entry of a tar archive: its size is in octal digits. */
    private static final int TAR_HEADER_BYTES = 512;

    private static final int TAR_SIZE_AT = 124;
    private static final int TAR_SIZE_LENGTH = 11;

    @TempDir Path directory;

    @Test
    @DisplayName("HTTP-2: all cases of h2spec pass")
    void allCasesPass() throws IOException, InterruptedException {
        Path program = program();
        try (RunningServer server = RunningServer.with(ROUTE)) {
            Process process =
                    new ProcessBuilder(
                                    program.toString(),
                                    "--strict",
                                    "--timeout",
                                    "10",
                                    "--port",
                                    String.valueOf(server.port()),
                                    "--path",
                                    "/hello")
                            .redirectErrorStream(true)
                            .start();
            String report =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(process.waitFor()).as(report).isZero();
            assertThat(report).contains("146 tests, 146 passed, 0 skipped, 0 failed");
        }
    }

    /** Takes the program out of the archive in which its Maven plug-in carries it. */
    private Path program() throws IOException {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String archive =
                "/h2spec/2.2.0/h2spec_%s_amd64.tar.gz"
                        .formatted(system.startsWith("mac") ? "darwin" : "linux");
        Path program = directory.resolve("h2spec");
        try (InputStream resource = Http2ConformanceTest.class.getResourceAsStream(archive);
                InputStream tar = new GZIPInputStream(Objects.requireNonNull(resource));
                OutputStream out = Files.newOutputStream(program)) {
            byte[] header = tar.readNBytes(TAR_HEADER_BYTES);
            String size =
                    new String(header, TAR_SIZE_AT, TAR_SIZE_LENGTH, StandardCharsets.US_ASCII);
            out.write(tar.readNBytes(Integer.parseInt(size, 8)));
        }
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return program;
    }
}
