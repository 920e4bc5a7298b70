package dev.tiercel.jit.replay;

import dev.tiercel.ir.Program;
import dev.tiercel.ir.Root;
import dev.tiercel.runtime.Executable;
import dev.tiercel.runtime.ExecutionContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An interpreted program that keeps what its first calls are about, so that a class of the same
 * program can be compared with it. Thread-safe.
 */
public final class InputRecorder implements Executable {
    /** Greatest number of requests that are kept. */
    public static final int INPUTS_MAX = 16;

    private final Program program;
    private final Executable interpreted;
    private final Set<Root> roots;
    private final List<RecordedInput> inputs = new ArrayList<>();
    private volatile boolean isFull;

    /**
     * @param interpreted runs the program
     */
    public InputRecorder(Program program, Executable interpreted) {
        this.program = program;
        this.interpreted = interpreted;
        this.roots = ReadRoots.of(program);
    }

    @Override
    public @Nullable Object execute(ExecutionContext context) {
        if (!isFull) {
            record(RecordedInput.of(context, roots));
        }
        return interpreted.execute(context);
    }

    /**
     * Runs the program and a class of it on everything that was recorded.
     *
     * @return the first difference, as one sentence; empty if there is none
     */
    public Optional<String> difference(Executable compiled) {
        for (RecordedInput input : inputs()) {
            String expected = Replay.run(program, interpreted, input);
            String actual = Replay.run(program, compiled, input);
            if (!expected.equals(actual)) {
                return Optional.of(
                        "The class answers "
                                + shortened(actual)
                                + ", the interpreter "
                                + shortened(expected));
            }
        }
        return Optional.empty();
    }

    private synchronized void record(RecordedInput input) {
        if (inputs.size() < INPUTS_MAX) {
            inputs.add(input);
        }
        isFull = inputs.size() == INPUTS_MAX;
    }

    private synchronized List<RecordedInput> inputs() {
        return List.copyOf(inputs);
    }

    private static String shortened(String text) {
        int end = Math.min(text.length(), 200);
        return '`' + text.substring(0, end) + (end < text.length() ? "…" : "") + '`';
    }
}
