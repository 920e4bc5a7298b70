package dev.tiercel.benchmarks.compare;

import dev.tiercel.benchmarks.JsonBytes;
import java.nio.charset.StandardCharsets;

/** The answers of the trivial routes by hand. */
final class TwinAnswers {
    private static final byte[] HELLO =
            "{\"message\":\"Hello, World!\"}".getBytes(StandardCharsets.US_ASCII);

    private TwinAnswers() {}

    static byte[] hello() {
        return HELLO;
    }

    static byte[] user(String id) {
        return new JsonBytes()
                .raw("{\"id\":")
                .text(id)
                .raw(",\"name\":")
                .text("User " + id)
                .raw('}')
                .bytes();
    }

    static byte[] numbered(int route, String item) {
        return new JsonBytes()
                .raw("{\"route\":")
                .number(route)
                .raw(",\"item\":")
                .text(item)
                .raw('}')
                .bytes();
    }
}
