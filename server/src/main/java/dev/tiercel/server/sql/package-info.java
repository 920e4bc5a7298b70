/** Databases behind JDBC. */
@NullMarked
package dev.tiercel.server.sql;

import org.jspecify.annotations.NullMarked;
