package dev.tiercel.server.process;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
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
 * the JVMs after it, also for those of other tests of the same build.
 */
public final class JavaProgram {
    private static final int TRAINING_SECONDS_MAX = 120;
    private static final Path PLACE = Path.of("target", "programs").toAbsolutePath();

    private final Path cache;

    /** What all programs of one state of the classes share. */
    private static final class Shared {
        private static final Path DIRECTORY;
        private static final String CLASS_PATH;

        static {
            try {
                List<Path> classPath = new ArrayList<>();
                for (String element : System.getProperty("java.class.path").split(":")) {
                    if (Files.exists(Path.of(element))) {
                        classPath.add(Path.of(element));
                    }
                }
                DIRECTORY = PLACE.resolve(state(classPath));
                try (Lock _ = Lock.take()) {
                    deleteOthers(DIRECTORY);
                    CLASS_PATH = packed(classPath, DIRECTORY);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Keeps other JVMs from making the same files. */
    private record Lock(FileChannel file) implements AutoCloseable {
        static Lock take() throws IOException {
            Files.createDirectories(PLACE);
            FileChannel file =
                    FileChannel.open(
                            PLACE.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            file.lock();
            return new Lock(file);
        }

        @Override
        public void close() throws IOException {
            file.close();
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
    public static synchronized JavaProgram trained(String mainClass, String... arguments)
            throws IOException {
        Path place = Shared.DIRECTORY.resolve(mainClass);
        Path cache = place.resolve("classes.aot");
        try (Lock _ = Lock.take()) {
            if (!Files.exists(cache)) {
                train(place, mainClass, List.of(arguments));
            }
        }
        return new JavaProgram(cache);
    }

    private static void train(Path place, String mainClass, List<String> arguments)
            throws IOException {
        delete(place);
        Files.createDirectories(place);
        List<String> command = command("-XX:AOTCacheOutput=classes.aot.new", List.of(), mainClass);
        command.addAll(arguments);
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
        Files.move(place.resolve("classes.aot.new"), place.resolve("classes.aot"));
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

    /** Returns a name that changes when a class does. */
    private static String state(List<Path> classPath) throws IOException {
        long hash = classPath.hashCode();
        for (Path element : classPath) {
            try (Stream<Path> files = Files.walk(element)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    hash = hash * 31 + Files.getLastModifiedTime(file).toMillis();
                    hash = hash * 31 + Files.size(file);
                }
            }
        }
        return Long.toHexString(hash);
    }

    /** Returns the class path with archives in the place of directories. */
    private static String packed(List<Path> classPath, Path directory) throws IOException {
        List<String> elements = new ArrayList<>();
        for (Path element : classPath) {
            if (Files.isDirectory(element)) {
                Path jar = directory.resolve(elements.size() + ".jar");
                if (!Files.exists(jar)) {
                    Files.createDirectories(directory);
                    Path unfinished = directory.resolve(elements.size() + ".jar.new");
                    pack(element, unfinished);
                    Files.move(unfinished, jar, StandardCopyOption.REPLACE_EXISTING);
                }
                elements.add(jar.toString());
            } else {
                elements.add(element.toString());
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

    /** Removes what belongs to earlier states of the classes. */
    private static void deleteOthers(Path directory) throws IOException {
        try (Stream<Path> states = Files.list(PLACE)) {
            for (Path state : states.filter(Files::isDirectory).toList()) {
                if (!state.equals(directory)) {
                    delete(state);
                }
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
