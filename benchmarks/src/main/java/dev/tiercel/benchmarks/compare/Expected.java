package dev.tiercel.benchmarks.compare;

/**
 * A request as bytes, and the answer that a server gave to it when answers were compared.
 *
 * @param isConstant whether each answer has the same body; otherwise only its length is the same
 */
record Expected(byte[] request, int status, byte[] body, boolean isConstant) {}
