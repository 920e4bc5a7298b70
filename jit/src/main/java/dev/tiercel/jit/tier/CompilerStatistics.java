package dev.tiercel.jit.tier;

/**
 * What the compiler has done, and what it left (ADM-30).
 *
 * @param queued units that wait
 * @param active compilations that run
 * @param compiled compilations whose class was published
 * @param failed compilations without a class
 * @param discarded compilations that nobody wanted any more when they were due or done
 * @param liveClasses classes that are the target of a unit
 * @param codeBytes size of these classes
 */
public record CompilerStatistics(
        int threads,
        int queued,
        int active,
        long compiled,
        long failed,
        long discarded,
        long totalNanos,
        int liveClasses,
        long codeBytes) {}
