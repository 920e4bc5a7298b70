package dev.tiercel.benchmarks;

import dev.tiercel.ir.SuppressForbidden;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Makes several classes of one twin. A server has one class per route; calls of a single class
 * would be inlined and flatter the twin as soon as there are several routes.
 */
final class TwinCopies {
    private TwinCopies() {}

    @SuppressForbidden(reason = "the twins are copied as the engine would define them")
    static List<Twin> of(Class<? extends Twin> twin, int count) {
        List<Twin> copies = new ArrayList<>();
        try {
            byte[] code = code(twin);
            for (int i = 0; i < count; i++) {
                copies.add(
                        (Twin)
                                MethodHandles.lookup()
                                        .defineHiddenClass(code, true)
                                        .lookupClass()
                                        .getDeclaredConstructor()
                                        .newInstance());
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
        return copies;
    }

    private static byte[] code(Class<?> type) {
        try (InputStream in =
                Objects.requireNonNull(type.getResourceAsStream(type.getSimpleName() + ".class"))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
