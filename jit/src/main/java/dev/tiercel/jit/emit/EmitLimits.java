package dev.tiercel.jit.emit;

/**
 * Bounds of generated methods.
 *
 * @param splitBytes a routine whose code is larger is spread over several methods
 * @param partBytes the size that each of these methods is filled to
 * @param methodBytesMax a program with a larger method is not compiled: the JVM would leave it to
 *     its own interpreter
 * @param operandsMax an instruction with more operands stores them into an array one after another,
 *     so that its code can be split
 */
public record EmitLimits(int splitBytes, int partBytes, int methodBytesMax, int operandsMax) {
    /**
     * HotSpot does not compile methods of more than 8,000 bytes, and its optimising compiler gives
     * up on straight code of about 5,600.
     */
    public static final EmitLimits DEFAULTS = new EmitLimits(6_000, 4_000, 8_000, 40);

    /** Smaller parts would be little but loads and stores of what they share. */
    private static final int PART_BYTES_MIN = 500;

    public EmitLimits {
        if (partBytes > splitBytes || splitBytes > methodBytesMax || operandsMax < 2) {
            throw new IllegalArgumentException("limits contradict each other");
        }
    }

    /** Whether it may help to spread a routine over more methods. */
    boolean allowsSmallerParts() {
        return partBytes / 2 >= PART_BYTES_MIN;
    }

    /**
     * Returns limits with parts of half the size. Error edges and the values that parts share need
     * code that is not known before a routine is spread.
     */
    EmitLimits withSmallerParts() {
        return new EmitLimits(splitBytes, partBytes / 2, methodBytesMax, operandsMax);
    }
}
