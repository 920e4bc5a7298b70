/** What logic does to the outside, implemented by the server. */
@NullMarked
package dev.tiercel.runtime.effect;

import org.jspecify.annotations.NullMarked;
