package dev.tiercel.frontend.lower;

/** A way to leave blocks early, which runs the {@code finally} blocks in between. */
sealed interface Exit {
    /** {@code return}. */
    record FromRoutine() implements Exit {}

    /** {@code break}, or {@code continue}. */
    record FromLoop(Enclosing.Loop loop, boolean isBreak) implements Exit {}
}
