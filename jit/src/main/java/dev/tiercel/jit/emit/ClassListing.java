package dev.tiercel.jit.emit;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.util.TraceClassVisitor;

/** The instructions of a class as text, for people. */
public final class ClassListing {
    private ClassListing() {}

    /**
     * Returns the listing of a class.
     *
     * @param bytes a class file
     */
    public static String of(byte[] bytes) {
        StringWriter text = new StringWriter();
        new ClassReader(bytes).accept(new TraceClassVisitor(new PrintWriter(text)), 0);
        return text.toString();
    }
}
