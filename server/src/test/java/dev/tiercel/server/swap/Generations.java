package dev.tiercel.server.swap;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The states that the documents of a server go through, one after another. One thread writes; any
 * number reads.
 */
final class Generations {
    private final AtomicReferenceArray<State> states;
    private volatile int begun;
    private volatile int acknowledged;
    private volatile boolean isOver;

    /**
     * The revision of each document, all of which answer with their revisions.
     *
     * @param function that both routes call
     */
    record State(int checkout, int order, int function) {
        String answerTo(Question question) {
            return switch (question) {
                case CHECKOUT -> Documents.checkoutAnswer(checkout, function);
                case ORDER -> Documents.orderAnswer(order, function);
            };
        }
    }

    Generations(int replacements) {
        states = new AtomicReferenceArray<>(replacements + 1);
        states.set(0, new State(0, 0, 0));
    }

    State newest() {
        return states.get(begun);
    }

    /** A replacement is about to be asked for: from now on answers may be those of its state. */
    void begin(State state) {
        int next = begun + 1;
        states.set(next, state);
        begun = next;
    }

    /** The replacement is answered: requests from now on get the answers of its state. */
    void acknowledge() {
        acknowledged = begun;
    }

    int acknowledged() {
        return acknowledged;
    }

    void end() {
        isOver = true;
    }

    boolean isOver() {
        return isOver;
    }

    /**
     * Finds the generation of an answer that has just come.
     *
     * @param oldest that may still answer
     * @throws AssertionError if it belongs to none that may have answered
     */
    int find(Question question, String answer, int oldest) {
        int newest = begun;
        for (int number = oldest; number <= newest; number++) {
            if (states.get(number).answerTo(question).equals(answer)) {
                return number;
            }
        }
        throw new AssertionError(
                question
                        + " answered "
                        + answer
                        + "; generations "
                        + oldest
                        + " to "
                        + newest
                        + " answer "
                        + states.get(oldest).answerTo(question)
                        + " to "
                        + states.get(newest).answerTo(question));
    }
}
