package dev.tiercel.jit.tier;

import dev.tiercel.jit.replay.InputRecorder;

/**
 * When and where units are compiled.
 *
 * @param compileCalls calls of a unit in the interpreter after which {@link TieringMode#AUTO}
 *     compiles it; 0 queues it at once
 * @param compilerThreads number of threads that compile, at least 1
 * @param queueMax greatest number of units that wait for the compiler, at least 1; when it is
 *     reached, the thread that would add another compiles it itself
 * @param callDepthMax greatest number of nested calls of user functions
 * @param verify whether a class is compared with the interpreter before it is used, on requests
 *     that the interpreter answered
 */
public record TierSettings(
        TieringMode mode,
        int compileCalls,
        int compilerThreads,
        int queueMax,
        int callDepthMax,
        boolean verify) {
    /** Everything at once in the background, by one thread. */
    public static final TierSettings DEFAULTS =
            new TierSettings(TieringMode.AUTO, 0, 1, 4_096, 256, false);

    public TierSettings {
        if (compileCalls < 0 || compilerThreads < 1 || queueMax < 1 || callDepthMax < 0) {
            throw new IllegalArgumentException("a setting is out of range");
        }
    }

    public TierSettings withMode(TieringMode newMode) {
        return new TierSettings(
                newMode, compileCalls, compilerThreads, queueMax, callDepthMax, verify);
    }

    public TierSettings withCompileCalls(int calls) {
        return new TierSettings(mode, calls, compilerThreads, queueMax, callDepthMax, verify);
    }

    public TierSettings withCompilerThreads(int threads) {
        return new TierSettings(mode, compileCalls, threads, queueMax, callDepthMax, verify);
    }

    public TierSettings withCallDepthMax(int depth) {
        return new TierSettings(mode, compileCalls, compilerThreads, queueMax, depth, verify);
    }

    public TierSettings withVerify(boolean newVerify) {
        return new TierSettings(
                mode, compileCalls, compilerThreads, queueMax, callDepthMax, newVerify);
    }

    /** Returns the calls in the interpreter before {@link TieringMode#AUTO} compiles a unit. */
    int callsBeforeCompilation() {
        return verify ? Math.max(compileCalls, InputRecorder.INPUTS_MAX) : compileCalls;
    }
}
