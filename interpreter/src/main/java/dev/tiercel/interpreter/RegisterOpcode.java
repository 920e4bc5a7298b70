package dev.tiercel.interpreter;

/**
 * The operation codes of register code. Operands follow as register numbers: r is a register for
 * references, n one for unboxed numbers (doubles as their bits, booleans as 0 and 1), p an index
 * into the pool.
 */
final class RegisterOpcode {
    // Moves
    static final int MOVE_REFERENCE = 0; // r, r
    static final int MOVE_NUMBER = 1; // n, n

    // Representation
    static final int BOX_LONG = 4; // r, n
    static final int BOX_DOUBLE = 5; // r, n
    static final int BOX_BOOLEAN = 6; // r, n
    static final int UNBOX_LONG = 7; // n, r
    static final int UNBOX_DOUBLE = 8; // n, r
    static final int UNBOX_BOOLEAN = 9; // n, r
    static final int LOAD_ROOT_MEMBER = 10; // r, p (root), p (name)

    // Control
    static final int JUMP = 11; // pc
    static final int BRANCH = 12; // n, pc if true, pc if false
    static final int LESS_LONG = 13; // n, n, n
    static final int RETURN = 14; // r
    static final int RAISE = 15; // r

    // Integers and doubles
    static final int ADD_LONG = 16; // n, n, n
    static final int SUBTRACT_LONG = 17;
    static final int MULTIPLY_LONG = 18;
    static final int ADD_DOUBLE = 19;
    static final int SUBTRACT_DOUBLE = 20;
    static final int MULTIPLY_DOUBLE = 21;
    static final int NUMBER_BINARY = 22; // n, n, n, p (a NumberBinary)
    static final int INCREMENT = 23; // n, n
    static final int NEGATE_LONG = 24; // n, n
    static final int NEGATE_DOUBLE = 25; // n, n
    static final int NOT_BOOLEAN = 26; // n, n

    // Any values
    static final int ADD = 27; // r, r, r
    static final int SUBTRACT = 28;
    static final int MULTIPLY = 29;
    static final int COMPARE = 30; // n, r, r, operator
    static final int ARITHMETIC = 31; // r, r, r, operator
    static final int TRUTH = 32; // n, r
    static final int NOT = 33; // n, r
    static final int IS_NULL = 34; // n, r
    static final int IS_PRESENT = 35; // n, r
    static final int GET_MEMBER = 36; // r, r, p, slot
    static final int GET_OWN_MEMBER = 37; // r, r, p, slot
    static final int GET_ELEMENT = 38; // r, r, r
    static final int FIRST_PRESENT = 39; // r, r, r
    static final int LOAD_ROOT = 40; // r, p
    static final int LOAD_REQUEST_FIELD = 41; // r, p, slot
    static final int ARRAY_LENGTH = 42; // n, r
    static final int ARRAY_ELEMENT = 43; // r, r, n

    // Budgets
    static final int CHARGE = 44; // steps
    static final int CHECKPOINT = 45;

    // Calls
    static final int CALL_ROUTINE = 46; // r, routine, count, r…
    static final int REFERENCES = 47; // r, p (a ReferenceAction), count, r…
    static final int NUMBERS = 48; // n, p (a NumberAction), count, count, r…, n…
    static final int INVOKING = 49; // r, p (an InvokingAction), count, r…
    static final int RESPOND_TEMPLATE = 50; // p (a TemplateCode), count, registers of the holes

    static final int SET_LOCATION = 51; // location

    // Tests that branch: pc if true, pc if false
    static final int BRANCH_LESS_LONG = 2; // n, n, pc, pc
    static final int BRANCH_COMPARE = 3; // r, r, operator, pc, pc
    static final int BRANCH_TRUTH = 52; // r, pc, pc
    static final int BRANCH_PRESENT = 53; // r, pc, pc

    private RegisterOpcode() {}
}
