package dev.tiercel.jit.emit;

/**
 * Consecutive blocks of a routine whose code is one method.
 *
 * @param first index of the first block
 * @param end index after the last block
 */
record Part(int first, int end) {
    boolean contains(int block) {
        return block >= first && block < end;
    }
}
