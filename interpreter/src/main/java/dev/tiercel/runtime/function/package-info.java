/** What the built-in functions mean, on every tier (language.md, sections 11 to 14). */
@NullMarked
package dev.tiercel.runtime.function;

import org.jspecify.annotations.NullMarked;
