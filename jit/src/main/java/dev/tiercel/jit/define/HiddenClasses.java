package dev.tiercel.jit.define;

import dev.tiercel.ir.SuppressForbidden;
import dev.tiercel.runtime.RoutineInvoker;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.List;

/**
 * Defines generated classes as hidden classes of this package. Thread-safe; keeps nothing, so that
 * a class is unloaded as soon as its last instance is gone.
 */
public final class HiddenClasses {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private HiddenClasses() {}

    /**
     * Defines, verifies and initialises a class.
     *
     * @param bytes the class file; its class is in this package
     * @param classData what its initialiser asks for
     * @param field static field that holds the instance to return
     * @throws LinkageError if the JVM does not accept the class
     */
    @SuppressForbidden(reason = "the one place that defines generated classes")
    public static Object define(byte[] bytes, List<Object> classData, String field) {
        try {
            MethodHandles.Lookup lookup =
                    LOOKUP.defineHiddenClassWithClassData(bytes, classData.toArray(), true);
            return instance(lookup, field);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("a class of this package may be defined", e);
        }
    }

    private static Object instance(MethodHandles.Lookup lookup, String field) {
        try {
            MethodHandle getter =
                    lookup.findStaticGetter(lookup.lookupClass(), field, RoutineInvoker.class);
            return getter.invoke();
        } catch (Throwable e) {
            throw new IllegalStateException("a generated class has an instance", e);
        }
    }
}
