package dev.tiercel.ir.verify;

/**
 * A broken invariant.
 *
 * @param routine index of the routine, -1 if the program as a whole is meant
 * @param block index of the block, -1 if the routine as a whole is meant
 * @param message what is wrong, naming the values concerned
 */
public record Finding(int routine, int block, String message) {
    @Override
    public String toString() {
        if (routine < 0) {
            return message;
        }
        return block < 0
                ? "r" + routine + ": " + message
                : "r" + routine + " b" + block + ": " + message;
    }
}
