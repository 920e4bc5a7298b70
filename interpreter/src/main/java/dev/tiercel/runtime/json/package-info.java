/** Reading JSON text into values, and writing it for people. */
@NullMarked
package dev.tiercel.runtime.json;

import org.jspecify.annotations.NullMarked;
