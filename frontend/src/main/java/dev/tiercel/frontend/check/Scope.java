package dev.tiercel.frontend.check;

import dev.tiercel.frontend.document.NestedBlock;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names that enclosing loops, clauses and tasks declare (LANG-9 row 2), innermost first.
 * Immutable.
 */
final class Scope {
    /** Outside of all loops. */
    static final Scope NONE = new Scope(null, Map.of());

    private final @Nullable Scope outer;
    private final Map<String, NestedBlock.Role> roleByName;

    private Scope(@Nullable Scope outer, Map<String, NestedBlock.Role> roleByName) {
        this.outer = outer;
        this.roleByName = roleByName;
    }

    /** Returns the scope of a block inside. */
    Scope inside(Map<String, NestedBlock.Role> names) {
        return names.isEmpty() ? this : new Scope(this, names);
    }

    /** Returns what a name holds, if it is declared. */
    Optional<NestedBlock.Role> find(String name) {
        for (Scope scope = this; scope != null; scope = scope.outer) {
            NestedBlock.Role role = scope.roleByName.get(name);
            if (role != null) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }

    /**
     * Returns those of some names that are not declared, so that an assignment is one of a
     * variable.
     */
    Collection<String> withoutDeclared(Collection<String> names) {
        return names.stream().filter(name -> find(name).isEmpty()).toList();
    }

    /** Returns all declared names. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        for (Scope scope = this; scope != null; scope = scope.outer) {
            names.addAll(scope.roleByName.keySet());
        }
        return names;
    }
}
