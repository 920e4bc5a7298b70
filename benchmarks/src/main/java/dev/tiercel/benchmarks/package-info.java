/** JMH benchmarks of the engine beside hand-written Java. */
@org.jspecify.annotations.NullMarked
package dev.tiercel.benchmarks;
