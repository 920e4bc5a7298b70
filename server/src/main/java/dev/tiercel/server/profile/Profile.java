package dev.tiercel.server.profile;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;
import one.convert.Arguments;
import one.convert.CallStack;
import one.convert.FlameGraph;
import one.convert.Frame;

/** What a server did while it was recorded, by the lines of its documents. Not thread-safe. */
public final class Profile {
    /** Samples of processor time, also in native code; Linux only. */
    static final String CPU_SAMPLE = "jdk.CPUTimeSample";

    /** Samples of threads that run Java code. */
    static final String EXECUTION_SAMPLE = "jdk.ExecutionSample";

    private static final Pattern ADDRESS = Pattern.compile("[/+.]0x[0-9a-f]+");
    private static final String UNKNOWN = "(unknown)";
    private static final String CUT = "(deeper than recorded)";

    private final DocumentLines documents;
    private final FlameGraph graph;
    private final CallStack stack = new CallStack();
    private final Map<String, Long> samplesByLine = new HashMap<>();
    private long samples;

    /**
     * A line of a document with the samples of what it did itself, or had operations do; not of
     * lines of functions that it called.
     *
     * @param share of all samples of the recording, 0 to 1
     */
    public record Line(String line, long samples, double share) {}

    private Profile(String title, DocumentLines documents) {
        Arguments arguments = new Arguments();
        arguments.title = title;
        this.graph = new FlameGraph(arguments);
        this.documents = documents;
    }

    /**
     * Reads a recording.
     *
     * @param title of the flame graph, which may have no characters that HTML reserves
     */
    public static Profile read(Path recording, String title) throws IOException {
        DocumentLines documents = new DocumentLines();
        Map<String, Long> countByType = new HashMap<>();
        forEach(
                recording,
                event -> {
                    documents.accept(event);
                    countByType.merge(event.getEventType().getName(), 1L, Long::sum);
                });
        String type = countByType.containsKey(CPU_SAMPLE) ? CPU_SAMPLE : EXECUTION_SAMPLE;
        Profile profile = new Profile(title, documents);
        forEach(
                recording,
                event -> {
                    if (event.getEventType().getName().equals(type)) {
                        profile.add(Optional.ofNullable(event.getStackTrace()));
                    }
                });
        return profile;
    }

    private static void forEach(Path recording, Consumer<RecordedEvent> action) throws IOException {
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                action.accept(file.readEvent());
            }
        }
    }

    /** Returns the number of all samples. */
    public long samples() {
        return samples;
    }

    /** Returns the lines with the most samples, the one with most first. */
    public List<Line> top(int count) {
        return samplesByLine.entrySet().stream()
                .sorted(
                        Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                                .thenComparing(Map.Entry.comparingByKey()))
                .limit(count)
                .map(e -> new Line(e.getKey(), e.getValue(), (double) e.getValue() / samples))
                .toList();
    }

    /** Writes the flame graph as a page of HTML. */
    public void write(Path file) throws IOException {
        try (PrintStream out =
                new PrintStream(
                        new BufferedOutputStream(Files.newOutputStream(file)),
                        false,
                        StandardCharsets.UTF_8)) {
            graph.dump(out);
            if (out.checkError()) {
                throw new IOException(file + " could not be written");
            }
        }
    }

    private void add(Optional<RecordedStackTrace> trace) {
        samples++;
        stack.clear();
        if (trace.isEmpty() || trace.get().getFrames().isEmpty()) {
            stack.push(UNKNOWN, Frame.TYPE_NATIVE);
        } else {
            innermost(trace.get()).ifPresent(line -> samplesByLine.merge(line, 1L, Long::sum));
        }
        graph.addSample(stack, 1);
    }

    /** Pushes all frames of a trace; returns the line of the innermost one of a document. */
    private Optional<String> innermost(RecordedStackTrace trace) {
        if (trace.isTruncated()) {
            stack.push(CUT, Frame.TYPE_NATIVE);
        }
        Optional<String> innermost = Optional.empty();
        String last = "";
        for (RecordedFrame frame : trace.getFrames().reversed()) {
            Optional<String> line = documents.of(frame);
            if (line.isPresent()) {
                // A request enters a class through methods of which the document has no line.
                if (!line.get().equals(last)) {
                    last = line.get();
                    stack.push(last, Frame.TYPE_KERNEL);
                }
                innermost = line;
            } else {
                last = "";
                stack.push(name(frame.getMethod()), type(frame.getType()));
            }
        }
        return innermost;
    }

    /** Returns the name of a method; the address at the end of a hidden class says nothing. */
    private static String name(RecordedMethod method) {
        String type = ADDRESS.matcher(method.getType().getName()).replaceAll("");
        return type + "." + method.getName();
    }

    private static byte type(String frameType) {
        return switch (frameType) {
            case "Interpreted" -> Frame.TYPE_INTERPRETED;
            case "Inlined" -> Frame.TYPE_INLINED;
            case "Native" -> Frame.TYPE_NATIVE;
            default -> Frame.TYPE_JIT_COMPILED;
        };
    }
}
