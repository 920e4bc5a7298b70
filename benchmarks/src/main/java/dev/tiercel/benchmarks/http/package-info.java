/** Comparison of servers over HTTP: server CPU per request, in interleaved rounds. */
@NullMarked
package dev.tiercel.benchmarks.http;

import org.jspecify.annotations.NullMarked;
