/** Definition of generated classes, and what they call besides the run time. */
@NullMarked
package dev.tiercel.jit.define;

import org.jspecify.annotations.NullMarked;
