/** Redis: a server, or the store that stands in for one. */
@NullMarked
package dev.tiercel.server.redis;

import org.jspecify.annotations.NullMarked;
