/** Servers as processes, and connections to them. */
@NullMarked
package dev.tiercel.benchmarks.http;

import org.jspecify.annotations.NullMarked;
