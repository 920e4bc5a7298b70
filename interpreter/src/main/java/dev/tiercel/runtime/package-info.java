/** What operations and values mean, on every tier. */
@NullMarked
package dev.tiercel.runtime;

import org.jspecify.annotations.NullMarked;
