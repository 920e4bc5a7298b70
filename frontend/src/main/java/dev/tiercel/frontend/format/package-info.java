/** Documents as text in canonical form (CFG-25). */
package dev.tiercel.frontend.format;
