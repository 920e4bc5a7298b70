package dev.tiercel.ir.pass;

import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.text.IrPrinter;
import java.util.List;
import java.util.Map;

/** When two constants are the same value; objects with other orders of members are not (LANG-5). */
final class ConstantKey {
    private ConstantKey() {}

    static boolean isSame(Opcode.Constant left, Opcode.Constant right) {
        return of(left).equals(of(right));
    }

    /** Returns an object that equals that of the same constant only. */
    static Object of(Opcode.Constant constant) {
        Object value = constant.value();
        // Maps with the same members in another order are equal to Java.
        return value instanceof List<?> || value instanceof Map<?, ?>
                ? IrPrinter.print(constant)
                : constant;
    }
}
