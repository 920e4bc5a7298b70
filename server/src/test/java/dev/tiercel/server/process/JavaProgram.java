package dev.tiercel.server.process;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * Programs on the class path of the test, as processes of their own. So that many of them can be
 * started, the classes are packed, and what a JVM makes of them is kept in an archive, which is
 * made once for all tests of a JVM.
 */
public final class JavaProgram {
    private static final class Shared {
        private static final String CLASS_PATH;
        private static final Path ARCHIVE;

        static {
            try {
                Path directory = Files.createTempDirectory("tiercel-programs");
                Runtime.getRuntime()
                        .addShutdownHook(Thread.ofPlatform().unstarted(() -> delete(directory)));
                CLASS_PATH = packed(directory);
                ARCHIVE = archive(directory, CLASS_PATH);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private JavaProgram() {}

    /**
     * Returns the command that starts a program.
     *
     * @param options of the JVM
     */
    public static List<String> command(
            String mainClass, List<String> options, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(java());
        command.add("-XX:SharedArchiveFile=" + Shared.ARCHIVE);
        command.addAll(common(Shared.CLASS_PATH));
        command.addAll(options);
        command.add(mainClass);
        command.addAll(arguments);
        return command;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static List<String> common(String classPath) {
        return List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "-cp",
                classPath);
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

    private static Path archive(Path directory, String classPath) throws IOException {
        Path archive = directory.resolve("classes.jsa");
        List<String> command = new ArrayList<>();
        command.add(java());
        command.add("-XX:ArchiveClassesAtExit=" + archive);
        command.addAll(common(classPath));
        command.add("dev.tiercel.server.process.TrainingRun");
        command.add(directory.resolve("training").toString());
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("training.log").toFile())
                        .start();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(Files.readString(directory.resolve("training.log")));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return archive;
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(java.util.Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
