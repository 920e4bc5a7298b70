package dev.tiercel.jit.emit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The constants of a generated class that have no form in a class file. They are passed as class
 * data; the class initialiser puts them into static final fields, which the JVM's compiler takes
 * for constants. Confined to one thread.
 */
final class ClassConstants {
    /**
     * More constants than this stay in one array, so that the initialiser keeps below the limit of
     * a method.
     */
    private static final int FIELDS_MAX = 2_000;

    private static final String ALL = "CONSTANTS";

    /** What a constant is made from, with the class its users expect; equal ones share a field. */
    private record Key(Object origin, String type) {}

    private final String className;
    private final List<Supplier<?>> values = new ArrayList<>();
    private final List<String> types = new ArrayList<>();
    private final Map<Key, Integer> indexByKey = new HashMap<>();

    ClassConstants(String className) {
        this.className = className;
    }

    /** Makes the class data: the constants in the order of their fields. */
    List<Object> values() {
        List<Object> made = new ArrayList<>();
        for (Supplier<?> value : values) {
            made.add(value.get());
        }
        return made;
    }

    /**
     * Pushes a constant.
     *
     * @param origin what the constant is made from: equal origins of one type give one constant
     * @param type internal name of its class
     */
    void push(Code code, Object origin, String type, Supplier<?> constant) {
        int index = indexByKey.computeIfAbsent(new Key(origin, type), _ -> add(constant, type));
        if (index < FIELDS_MAX) {
            code.visitor()
                    .visitFieldInsn(Opcodes.GETSTATIC, className, field(index), Names.type(type));
        } else {
            code.visitor().visitFieldInsn(Opcodes.GETSTATIC, className, ALL, Names.OBJECTS);
            code.push(index);
            code.op(Opcodes.AALOAD);
            code.cast(type);
        }
    }

    private int add(Supplier<?> value, String type) {
        values.add(value);
        types.add(type);
        return values.size() - 1;
    }

    private static String field(int index) {
        return "C" + index;
    }

    /** Declares the fields and writes what fills them. */
    void emit(ProgramClassWriter target, Code initializer) {
        if (values.isEmpty()) {
            return;
        }
        declare(target, ALL, Names.OBJECTS);
        loadClassData(initializer);
        MethodVisitor visitor = initializer.visitor();
        visitor.visitInsn(Opcodes.DUP);
        visitor.visitFieldInsn(Opcodes.PUTSTATIC, className, ALL, Names.OBJECTS);
        for (int i = 0; i < Math.min(FIELDS_MAX, values.size()); i++) {
            String type = Names.type(types.get(i));
            declare(target, field(i), type);
            visitor.visitInsn(Opcodes.DUP);
            initializer.push(i);
            visitor.visitInsn(Opcodes.AALOAD);
            initializer.cast(types.get(i));
            visitor.visitFieldInsn(Opcodes.PUTSTATIC, className, field(i), type);
        }
        visitor.visitInsn(Opcodes.POP);
    }

    private static void declare(ProgramClassWriter target, String name, String descriptor) {
        target.visitField(
                        Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL,
                        name,
                        descriptor,
                        null,
                        null)
                .visitEnd();
    }

    private static void loadClassData(Code initializer) {
        MethodVisitor visitor = initializer.visitor();
        initializer.callStatic(
                "java/lang/invoke/MethodHandles",
                "lookup",
                "()Ljava/lang/invoke/MethodHandles$Lookup;");
        initializer.push("_");
        visitor.visitLdcInsn(Type.getType(Names.OBJECTS));
        initializer.callStatic(
                "java/lang/invoke/MethodHandles",
                "classData",
                "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;)"
                        + "Ljava/lang/Object;");
        initializer.cast(Names.OBJECTS);
    }
}
