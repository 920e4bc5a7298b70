/** Compilation of programs to classes of the JVM. */
@NullMarked
package dev.tiercel.jit;

import org.jspecify.annotations.NullMarked;
