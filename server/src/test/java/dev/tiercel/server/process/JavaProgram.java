package dev.tiercel.server.process;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * Programs on the class path of the test, as processes of their own. So that many of them can be
 * started, the classes are packed once, and what a JVM makes of them in a training run is kept for
 * the JVMs after it.
 */
public final class JavaProgram {
    private static final int TRAINING_SECONDS_MAX = 120;

    private final Path cache;

    /** What all programs of this JVM share; it is removed in the end. */
    private static final class Shared {
        private static final Path DIRECTORY;
        private static final String CLASS_PATH;

        static {
            try {
                DIRECTORY = Files.createTempDirectory("tiercel-programs");
                Runtime.getRuntime()
                        .addShutdownHook(
                                Thread.ofPlatform()
                                        .name("remove-programs")
                                        .unstarted(() -> delete(DIRECTORY)));
                CLASS_PATH = packed(DIRECTORY);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private JavaProgram(Path cache) {
        this.cache = cache;
    }

    /**
     * Returns a program whose classes are those that a training run has loaded.
     *
     * @param mainClass of the training run, which must end by itself
     */
    public static JavaProgram trained(String mainClass, String... arguments) throws IOException {
        Path place = Files.createTempDirectory(Shared.DIRECTORY, "program");
        Path cache = place.resolve("classes.aot");
        List<String> command = command("-XX:AOTCacheOutput=" + cache, List.of(), mainClass);
        command.addAll(List.of(arguments));
        Path log = place.resolve("training.log");
        Process process =
                new ProcessBuilder(command)
                        .directory(place.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            if (!process.waitFor(TRAINING_SECONDS_MAX, TimeUnit.SECONDS)
                    || process.exitValue() != 0) {
                throw new IOException(Files.readString(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return new JavaProgram(cache);
    }

    /**
     * Returns the command that starts the program.
     *
     * @param options of the JVM
     */
    public List<String> command(List<String> options, String mainClass, List<String> arguments) {
        List<String> command = command("-XX:AOTCache=" + cache, options, mainClass);
        command.addAll(arguments);
        return command;
    }

    private static List<String> command(
            String cacheOption, List<String> options, String mainClass) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(cacheOption);
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-XX:+UseSerialGC");
        // The standard output belongs to the program.
        command.add("-Xlog:disable");
        command.addAll(options);
        command.addAll(List.of("-cp", Shared.CLASS_PATH, mainClass));
        return command;
    }

    /** Returns the class path with archives in the place of directories. */
    private static String packed(Path directory) throws IOException {
        List<String> elements = new ArrayList<>();
        for (String element : System.getProperty("java.class.path").split(":")) {
            Path path = Path.of(element);
            if (Files.isDirectory(path)) {
                Path jar = directory.resolve(elements.size() + ".jar");
                pack(path, jar);
                elements.add(jar.toString());
            } else if (Files.exists(path)) {
                elements.add(element);
            }
        }
        return String.join(":", elements);
    }

    private static void pack(Path root, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> files = Files.walk(root)) {
            out.setLevel(0);
            for (Path entry : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(root.relativize(entry).toString()));
                Files.copy(entry, out);
                out.closeEntry();
            }
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
