package dev.tiercel.frontend.document;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A field that an operation, clause or document can have.
 *
 * @param name canonical name
 * @param alternatives other names of the field
 * @param defaultText how the documentation writes the default, if there is one worth writing
 */
record FieldSpec(
        String name,
        List<String> alternatives,
        FieldPosition position,
        boolean isRequired,
        Optional<String> defaultText) {
    FieldSpec {
        alternatives = List.copyOf(alternatives);
    }

    static FieldSpec required(String name, FieldPosition position) {
        return new FieldSpec(name, List.of(), position, true, Optional.empty());
    }

    static FieldSpec optional(String name, FieldPosition position) {
        return new FieldSpec(name, List.of(), position, false, Optional.empty());
    }

    FieldSpec also(String... others) {
        return new FieldSpec(name, List.of(others), position, isRequired, defaultText);
    }

    FieldSpec orElse(String text) {
        return new FieldSpec(name, alternatives, position, isRequired, Optional.of(text));
    }

    /** Returns the canonical name, then the alternatives. */
    Stream<String> names() {
        return Stream.concat(Stream.of(name), alternatives.stream());
    }
}
