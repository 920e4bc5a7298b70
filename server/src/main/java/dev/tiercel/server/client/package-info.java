/** The client of outgoing HTTP requests. */
@NullMarked
package dev.tiercel.server.client;

import org.jspecify.annotations.NullMarked;
