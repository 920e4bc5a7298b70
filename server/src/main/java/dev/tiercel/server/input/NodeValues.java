package dev.tiercel.server.input;

import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.ObjectBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Literal values of documents and configuration as values of the language. */
public final class NodeValues {
    private NodeValues() {}

    /** Returns the value that a node stands for. */
    public static @Nullable Object of(Node node) {
        return switch (node) {
            case Node.Scalar scalar -> scalar.value();
            case Node.Sequence sequence -> {
                List<@Nullable Object> elements = new ArrayList<>();
                for (Node item : sequence.items()) {
                    elements.add(of(item));
                }
                yield ArrayValue.copyOf(elements);
            }
            case Node.Mapping mapping -> {
                ObjectBuilder object = new ObjectBuilder(mapping.entries().size());
                for (Node.Entry entry : mapping.entries()) {
                    object.put(entry.key(), of(entry.value()));
                }
                yield object.build();
            }
        };
    }
}
