package dev.tiercel.jit.emit;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Where the code of a generated class comes from, as its class file says.
 *
 * @param document name of the document that its unit belongs to
 * @param map what line numbers stand for if some are of other documents (JSR 45), or nothing
 */
public record ClassSource(String document, String map) {
    /**
     * Returns the source of a class.
     *
     * @param bytes a class file
     */
    public static ClassSource of(byte[] bytes) {
        Attributes attributes = new Attributes();
        new ClassReader(bytes).accept(attributes, ClassReader.SKIP_CODE);
        return new ClassSource(attributes.document, attributes.map);
    }

    private static final class Attributes extends ClassVisitor {
        private String document = "";
        private String map = "";

        Attributes() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visitSource(@Nullable String source, @Nullable String debug) {
            document = source == null ? "" : source;
            map = debug == null ? "" : debug;
        }
    }
}
