/** Comparison of servers over HTTP: server CPU per request, in interleaved rounds. */
@org.jspecify.annotations.NullMarked
package dev.tiercel.benchmarks.http;
