package dev.tiercel.frontend.document;

import java.util.List;
import java.util.Optional;

/**
 * The fields of an operation, clause or document, in the order in which they are evaluated.
 *
 * @param owner what has the fields, as messages say it
 */
record FieldTable(String owner, List<FieldSpec> fields) {
    FieldTable {
        fields = List.copyOf(fields);
    }

    static FieldTable of(String owner, FieldSpec... fields) {
        return new FieldTable(owner, List.of(fields));
    }

    /**
     * Returns the field with a name in any case style; a name as listed goes before a converted
     * one.
     */
    Optional<FieldSpec> find(String key) {
        return findListed(key).or(() -> findListed(SnakeCase.of(key)));
    }

    /** Returns the field with a canonical or alternative name as listed. */
    Optional<FieldSpec> findListed(String name) {
        return fields.stream().filter(f -> f.names().anyMatch(name::equals)).findFirst();
    }

    /** Returns every name that is a field. */
    List<String> names() {
        return fields.stream().flatMap(FieldSpec::names).toList();
    }
}
