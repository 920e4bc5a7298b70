/** Looking after what takes too long. */
@NullMarked
package dev.tiercel.server.watch;

import org.jspecify.annotations.NullMarked;
