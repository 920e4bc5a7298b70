package dev.tiercel.ir;

import org.jspecify.annotations.Nullable;

/**
 * A set of value types: an element of the type lattice, whose join is set union. Immutable.
 *
 * @param bits one bit per type, see the constants; 0 is the type of a value that never exists
 */
public record ValueType(int bits) {
    private static final int ALL_BITS = 0x1FF;

    /** One object for each set; programs name some of them in every instruction. */
    private static final ValueType[] BY_BITS = new ValueType[ALL_BITS + 1];

    static {
        for (int bits = 0; bits <= ALL_BITS; bits++) {
            BY_BITS[bits] = new ValueType(bits);
        }
    }

    /** The type of an unreachable value: no possible value. */
    public static final ValueType NONE = of(0);

    public static final ValueType NULL = of(1);
    public static final ValueType BOOLEAN = of(1 << 1);

    /** 64-bit integers. */
    public static final ValueType INTEGER = of(1 << 2);

    /** Finite IEEE 754 binary64 numbers, called double in documents. */
    public static final ValueType DOUBLE = of(1 << 3);

    public static final ValueType STRING = of(1 << 4);
    public static final ValueType ARRAY = of(1 << 5);
    public static final ValueType OBJECT = of(1 << 6);
    public static final ValueType BYTES = of(1 << 7);

    /**
     * The marker {@link Absent}: a variable not assigned or a member not present. Never a value.
     */
    public static final ValueType ABSENT = of(1 << 8);

    /** Integer or double. */
    public static final ValueType NUMBER = INTEGER.join(DOUBLE);

    /** Every value a document can observe. */
    public static final ValueType ANY = of(ALL_BITS & ~ABSENT.bits);

    private static final String LETTERS = "NBIDSAOY?";

    public ValueType {
        if ((bits & ~ALL_BITS) != 0) {
            throw new IllegalArgumentException("unknown type bits: " + bits);
        }
    }

    // Passes compare types so often that the methods a record has by itself are felt.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ValueType(int others) && others == bits;
    }

    @Override
    public int hashCode() {
        return bits;
    }

    /** Returns the union of both sets. */
    public ValueType join(ValueType other) {
        return of(bits | other.bits);
    }

    /** Returns the intersection of both sets. */
    public ValueType meet(ValueType other) {
        return of(bits & other.bits);
    }

    /** Returns this set without the members of {@code other}. */
    public ValueType without(ValueType other) {
        return of(bits & ~other.bits);
    }

    /** Whether every member of {@code other} is in this set. */
    public boolean includes(ValueType other) {
        return (other.bits & ~bits) == 0;
    }

    /** Whether both sets share a member. */
    public boolean intersects(ValueType other) {
        return (bits & other.bits) != 0;
    }

    /** Whether a value of this set is always in {@code other}; true for {@link #NONE}. */
    public boolean isWithin(ValueType other) {
        return other.includes(this);
    }

    /** Returns how values of this type are held in registers and JVM locals. */
    public Representation representation() {
        if (bits == INTEGER.bits) {
            return Representation.LONG;
        }
        if (bits == DOUBLE.bits) {
            return Representation.DOUBLE;
        }
        return bits == BOOLEAN.bits ? Representation.BOOLEAN : Representation.REFERENCE;
    }

    /**
     * Returns the letters of the members as the specification writes them, {@code ?} for absent.
     */
    public String letters() {
        if (bits == 0) {
            return "-";
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < LETTERS.length(); i++) {
            if ((bits & (1 << i)) != 0) {
                text.append(LETTERS.charAt(i));
            }
        }
        return text.toString();
    }

    /**
     * Reads what {@link #letters()} writes.
     *
     * @throws IllegalArgumentException if the text has another character
     */
    public static ValueType parse(String letters) {
        if (letters.equals("-")) {
            return NONE;
        }
        int bits = 0;
        for (int i = 0; i < letters.length(); i++) {
            int bit = LETTERS.indexOf(letters.charAt(i));
            if (bit < 0) {
                throw new IllegalArgumentException("unknown type letter: " + letters.charAt(i));
            }
            bits |= 1 << bit;
        }
        return of(bits);
    }

    private static ValueType of(int bits) {
        return BY_BITS[bits];
    }

    @Override
    public String toString() {
        return letters();
    }
}
