package dev.tiercel.interpreter;

import dev.tiercel.interpreter.RoutineCode.Register.Kind;

/**
 * A response template ready to be written.
 *
 * @param fragments constant JSON as UTF-8, one more than there are holes
 * @param holes how the value of each hole is held
 * @param depths how deep each hole is nested
 */
record TemplateCode(int status, byte[][] fragments, Kind[] holes, int[] depths) {}
