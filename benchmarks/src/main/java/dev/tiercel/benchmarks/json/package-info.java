/** Reading and writing JSON beside other libraries. */
@NullMarked
package dev.tiercel.benchmarks.json;

import org.jspecify.annotations.NullMarked;
