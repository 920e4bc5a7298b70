/**
 * From SSA to the bytes of a class: order of evaluation, locals, instructions, frames, splitting.
 */
@NullMarked
package dev.tiercel.jit.emit;

import org.jspecify.annotations.NullMarked;
