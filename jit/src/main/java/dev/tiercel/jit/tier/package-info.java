/** When a program changes its form: targets of routes, the compiler's queue, and statistics. */
@NullMarked
package dev.tiercel.jit.tier;

import org.jspecify.annotations.NullMarked;
