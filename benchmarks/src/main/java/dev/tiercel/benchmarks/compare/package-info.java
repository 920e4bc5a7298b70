/** Comparison of Tiercel with other servers over HTTP, in interleaved rounds. */
@NullMarked
package dev.tiercel.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
