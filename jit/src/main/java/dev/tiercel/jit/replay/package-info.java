/** Compares a new class with the interpreter on requests that were recorded before. */
@NullMarked
package dev.tiercel.jit.replay;

import org.jspecify.annotations.NullMarked;
