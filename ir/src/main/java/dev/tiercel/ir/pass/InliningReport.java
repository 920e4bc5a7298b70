package dev.tiercel.ir.pass;

import java.util.List;
import java.util.Optional;

/**
 * What {@link InlineCalls} did with each called routine, in the order of the routines. Immutable.
 *
 * @param entries one per routine that is called other than as a predicate
 */
public record InliningReport(List<Entry> entries) {
    public InliningReport {
        entries = List.copyOf(entries);
    }

    /**
     * What became of the calls of a routine.
     *
     * @param name of the routine
     * @param inlined whether every call has been replaced by the routine's blocks
     * @param reason why a call has not; empty if all have
     */
    public record Entry(String name, boolean inlined, Optional<Reason> reason) {}

    /** Why a call stays a call. */
    public enum Reason {
        /** The routine may call itself. */
        RECURSIVE("recursive"),
        /** The routine is larger than what is copied. */
        TOO_LARGE("too large to copy"),
        /** The caller would become too large. */
        CALLER_FULL("the caller would become too large");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        /** Returns the reason for people. */
        public String text() {
            return text;
        }
    }
}
