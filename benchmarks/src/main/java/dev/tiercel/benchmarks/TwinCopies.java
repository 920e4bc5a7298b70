package dev.tiercel.benchmarks;

import dev.tiercel.ir.SuppressForbidden;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Objects;

/**
 * Makes several classes of one twin. A server has one class per route; calls of a single class
 * would be inlined and flatter the twin as soon as there are several routes.
 */
public final class TwinCopies {
    private TwinCopies() {}

    /**
     * Returns an object of a new class with the code of a twin.
     *
     * @param lookup of a class in the package of the twin
     * @param twin with a constructor without parameters
     * @param type what the twin extends or implements
     */
    @SuppressForbidden(reason = "the twins are copied as the engine would define them")
    public static <T> T copy(MethodHandles.Lookup lookup, Class<? extends T> twin, Class<T> type) {
        try {
            MethodHandles.Lookup copy = lookup.defineHiddenClass(code(twin), true);
            MethodHandle constructor =
                    copy.findConstructor(copy.lookupClass(), MethodType.methodType(void.class));
            return type.cast(constructor.invoke());
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] code(Class<?> type) {
        String file = type.getName().substring(type.getPackageName().length() + 1) + ".class";
        try (InputStream in = Objects.requireNonNull(type.getResourceAsStream(file))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
