package dev.tiercel.server.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.runtime.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Test suites that others publish as npm packages. {@code npm} installs exactly what the lock file
 * names, once for all processes that test, and needs no network for what its cache has.
 */
public final class PublishedSuites {
    private static final Path HOME = Path.of("target", "suites").toAbsolutePath();
    private static final List<String> FILES =
            List.of("package.json", "package-lock.json", "print.mjs");

    private PublishedSuites() {}

    /** Returns the cases of the suite {@code json}, {@code yaml} or {@code cel}. */
    public static List<ObjectValue> cases(String suite) {
        try {
            install();
            byte[] text = run(List.of("node", "print.mjs", suite));
            return objects(Objects.requireNonNull((ArrayValue) JsonReader.read(text)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the objects that an array holds. */
    public static List<ObjectValue> objects(ArrayValue array) {
        List<ObjectValue> objects = new ArrayList<>();
        array.forEach(element -> objects.add((ObjectValue) Objects.requireNonNull(element)));
        return objects;
    }

    /**
     * Returns the names of a file in {@code suites} by the reason that stands above them: lines
     * that begin with {@code #} are reasons.
     */
    public static Map<String, String> reasons(String file) {
        Map<String, String> reasonByName = new LinkedHashMap<>();
        String reason = "";
        for (String line : new String(resource(file), StandardCharsets.UTF_8).lines().toList()) {
            if (line.startsWith("#")) {
                reason = line.substring(1).strip();
            } else if (!line.isBlank()) {
                reasonByName.put(line.strip(), reason);
            }
        }
        return reasonByName;
    }

    private static void install() throws IOException {
        Files.createDirectories(HOME);
        try (FileChannel channel =
                        FileChannel.open(
                                HOME.resolve("lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                FileLock _ = channel.lock()) {
            boolean isInstalled = Files.exists(HOME.resolve("node_modules"));
            for (String file : FILES) {
                isInstalled &= isWritten(HOME.resolve(file), resource(file));
            }
            if (!isInstalled) {
                for (String file : FILES) {
                    Files.write(HOME.resolve(file), resource(file));
                }
                run(
                        List.of(
                                "npm",
                                "ci",
                                "--ignore-scripts",
                                "--legacy-peer-deps",
                                "--prefer-offline",
                                "--no-audit",
                                "--no-fund"));
            }
        }
    }

    private static boolean isWritten(Path file, byte[] content) throws IOException {
        return Files.exists(file) && Arrays.equals(Files.readAllBytes(file), content);
    }

    private static byte[] resource(String name) {
        try (InputStream in =
                Objects.requireNonNull(
                        PublishedSuites.class.getResourceAsStream("/suites/" + name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] run(List<String> command) throws IOException {
        Path errors = HOME.resolve("errors-" + ProcessHandle.current().pid());
        Process process =
                new ProcessBuilder(command)
                        .directory(HOME.toFile())
                        .redirectError(errors.toFile())
                        .start();
        byte[] output = process.getInputStream().readAllBytes();
        try {
            assertThat(process.waitFor()).as("%s: %s", command, Files.readString(errors)).isZero();
            Files.delete(errors);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return output;
    }
}
