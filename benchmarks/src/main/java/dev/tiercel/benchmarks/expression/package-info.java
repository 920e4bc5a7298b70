/** Expressions of the language beside those of other expression engines. */
@NullMarked
package dev.tiercel.benchmarks.expression;

import org.jspecify.annotations.NullMarked;
