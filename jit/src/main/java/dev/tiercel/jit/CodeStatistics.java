package dev.tiercel.jit;

/**
 * Sizes of a generated class.
 *
 * @param bytecodeBytes size of the class file
 * @param largestMethodBytes size of the code of the largest method that runs logic
 * @param irOperations number of instructions and terminators it was generated from
 */
public record CodeStatistics(int bytecodeBytes, int largestMethodBytes, int irOperations) {}
