package dev.tiercel.frontend.document;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The variables that blocks assign, outside of the loops and clauses that declare a name of their
 * own. Each block is walked once. Not thread-safe.
 */
public final class AssignedNames {
    private final IdentityHashMap<List<Operation>, Map<String, Assignment>> assignmentsByBlock =
            new IdentityHashMap<>();

    /** Knows no block yet. */
    public AssignedNames() {}

    /**
     * The first assignment of a variable in a block.
     *
     * @param isImplicit whether no operation of the block writes the name
     */
    public record Assignment(Operation operation, boolean isImplicit) {}

    /** Returns the names that a block assigns. */
    public Set<String> of(List<Operation> block) {
        return assignments(block).keySet();
    }

    /** Returns the assignments of a block by name. */
    public Map<String, Assignment> assignments(List<Operation> block) {
        // An empty block is shared by many operations and assigns nothing.
        if (block.isEmpty()) {
            return Map.of();
        }
        Map<String, Assignment> known = assignmentsByBlock.get(block);
        if (known == null) {
            known = Collections.unmodifiableMap(collect(block));
            assignmentsByBlock.put(block, known);
        }
        return known;
    }

    private Map<String, Assignment> collect(List<Operation> block) {
        Map<String, Assignment> assignments = new LinkedHashMap<>();
        for (Operation operation : block) {
            for (NestedBlock nested : NestedBlock.of(operation)) {
                assignments(nested.body())
                        .forEach((name, assignment) -> {
                            if (!nested.roleByName().containsKey(name)) {
                                add(assignments, name, assignment);
                            }
                        });
            }
            for (OwnAssignments.Assigned own : OwnAssignments.of(operation)) {
                add(assignments, own.name(), new Assignment(operation, own.isImplicit()));
            }
        }
        return assignments;
    }

    private static void add(
            Map<String, Assignment> assignments, String name, Assignment assignment) {
        assignments.merge(
                name,
                assignment,
                (first, second) -> first.isImplicit() && !second.isImplicit() ? second : first);
    }
}
