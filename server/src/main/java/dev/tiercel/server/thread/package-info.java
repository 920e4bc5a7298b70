/** How threads share the processors. */
@NullMarked
package dev.tiercel.server.thread;

import org.jspecify.annotations.NullMarked;
