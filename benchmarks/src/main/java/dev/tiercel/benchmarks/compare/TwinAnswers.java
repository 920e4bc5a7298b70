package dev.tiercel.benchmarks.compare;

import dev.tiercel.benchmarks.JsonBytes;

/** The answers of the trivial routes by hand. */
final class TwinAnswers {
    private TwinAnswers() {}

    static byte[] hello() {
        return new JsonBytes().raw("{\"message\":").text("Hello, World!").raw('}').bytes();
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
