package dev.tiercel.jit.tier;

/**
 * When and where units are compiled.
 *
 * @param compileCalls calls of a unit in the interpreter after which {@link TieringMode#AUTO}
 *     compiles it; 0 queues it at once
 * @param compilerThreads number of threads that compile, at least 1
 * @param queueMax greatest number of units that wait for the compiler, at least 1; when it is
 *     reached, the thread that would add another compiles it itself
 * @param callDepthMax greatest number of nested calls of user functions
 */
public record TierSettings(
        TieringMode mode, int compileCalls, int compilerThreads, int queueMax, int callDepthMax) {
    /** Everything at once in the background, by one thread. */
    public static final TierSettings DEFAULTS =
            new TierSettings(TieringMode.AUTO, 0, 1, 4_096, 256);

    public TierSettings {
        if (compileCalls < 0 || compilerThreads < 1 || queueMax < 1 || callDepthMax < 0) {
            throw new IllegalArgumentException("a setting is out of range");
        }
    }

    public TierSettings withMode(TieringMode newMode) {
        return new TierSettings(newMode, compileCalls, compilerThreads, queueMax, callDepthMax);
    }

    public TierSettings withCompileCalls(int calls) {
        return new TierSettings(mode, calls, compilerThreads, queueMax, callDepthMax);
    }

    public TierSettings withCompilerThreads(int threads) {
        return new TierSettings(mode, compileCalls, threads, queueMax, callDepthMax);
    }

    public TierSettings withCallDepthMax(int depth) {
        return new TierSettings(mode, compileCalls, compilerThreads, queueMax, depth);
    }
}
