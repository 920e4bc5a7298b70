package dev.tiercel.jit.emit;

import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodTooLargeException;

/**
 * Writes the class of a program. What hands it on names this class and none of those above it:
 * their format is one that the JVM keeps in no cache, and a cached class in which one of them
 * stands for another has it read them from their archive at every start.
 */
final class ProgramClassWriter extends ClassWriter {
    ProgramClassWriter(int flags) {
        super(flags);
    }

    /**
     * @throws CodeTooLargeException if the class or one of its methods does not fit
     */
    @Override
    public byte[] toByteArray() {
        try {
            return super.toByteArray();
        } catch (ClassTooLargeException e) {
            throw new CodeTooLargeException(
                    "The class would have " + e.getConstantPoolCount() + " constants");
        } catch (MethodTooLargeException e) {
            throw new CodeTooLargeException(
                    "The method "
                            + e.getMethodName()
                            + " would have "
                            + e.getCodeSize()
                            + " bytes");
        }
    }
}
