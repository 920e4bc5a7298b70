/** The first tier: register code generated from IR, and the loop that runs it. */
package dev.tiercel.interpreter;
