package dev.tiercel.jit.tier;

/** Is told what became of compilations, by the threads that ran them. Thread-safe. */
public interface CompilationObserver {
    /** Takes note of nothing. */
    CompilationObserver NONE =
            new CompilationObserver() {
                @Override
                public void ended(Tier tier, CompilationOutcome outcome, long nanos) {}

                @Override
                public void dropped(Tier tier) {}
            };

    /**
     * A compilation has run.
     *
     * @param tier for which was compiled
     */
    void ended(Tier tier, CompilationOutcome outcome, long nanos);

    /** A unit has left the queue without compilation, because nobody wanted it any more. */
    void dropped(Tier tier);
}
