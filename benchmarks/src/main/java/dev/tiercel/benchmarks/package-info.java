/** JMH benchmarks of the engine beside hand-written Java. */
@NullMarked
package dev.tiercel.benchmarks;

import org.jspecify.annotations.NullMarked;
