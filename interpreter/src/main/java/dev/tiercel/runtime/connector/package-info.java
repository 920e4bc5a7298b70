/** The operations that speak to other systems: operands to requests, replies to values. */
@NullMarked
package dev.tiercel.runtime.connector;

import org.jspecify.annotations.NullMarked;
