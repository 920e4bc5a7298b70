package dev.tiercel.server.route;

import dev.tiercel.frontend.document.RoutePath;
import dev.tiercel.frontend.document.RoutePath.Segment;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which target answers a method and a path (HTTP-4 to HTTP-9): a trie of decoded segments.
 * Immutable, so that a request that has read the table once sees one generation; {@link #change()}
 * gives the next one, which shares the nodes that did not change.
 *
 * @param <T> what a method and path lead to
 */
public final class RouteTable<T> {
    private static final List<Segment> ROOT_PATH = List.of(new Segment.Literal(""));

    private final Node<T> root;

    private RouteTable(Node<T> root) {
        this.root = root;
    }

    /** Returns a table that matches nothing. */
    public static <T> RouteTable<T> empty() {
        return new RouteTable<>(new Node<>("", new Object()));
    }

    /**
     * Returns the target for a method and path, null if there is none. Segment by segment from the
     * left, a literal is preferred to a parameter and a parameter to a wildcard; a branch that
     * leads to nothing is left again (HTTP-6).
     */
    public @Nullable T find(RouteMethod method, RequestPath path) {
        return find(root, method.ordinal(), path, 0);
    }

    /** Returns every method for which {@link #find} has a target. */
    public Set<RouteMethod> methods(RequestPath path) {
        EnumSet<RouteMethod> methods = EnumSet.noneOf(RouteMethod.class);
        for (RouteMethod method : RouteMethod.values()) {
            if (find(method, path) != null) {
                methods.add(method);
            }
        }
        return methods;
    }

    /** Starts a new table that has everything this one has. */
    public Change<T> change() {
        return new Change<>(root);
    }

    private static <T> @Nullable T find(Node<T> node, int method, RequestPath path, int index) {
        if (index == path.size()) {
            return node.targets[method];
        }
        Node<T> literal = node.literal(path, index);
        if (literal != null) {
            T target = find(literal, method, path, index + 1);
            if (target != null) {
                return target;
            }
        }
        Node<T> parameter = node.parameter;
        if (parameter != null && !path.isEmpty(index)) {
            T target = find(parameter, method, path, index + 1);
            if (target != null) {
                return target;
            }
        }
        return node.wildcards[method];
    }

    /**
     * Changes that become a new table. Not thread-safe; not to be used after {@link #table()}.
     *
     * @param <T> as in the table
     */
    public static final class Change<T> {
        private final Object owner = new Object();
        private final Node<T> root;

        private Change(Node<T> root) {
            this.root = root.ownedBy(owner);
        }

        /** Sets the target of a method and path, in place of the one it had. */
        public Change<T> put(RoutePath path, RouteMethod method, T target) {
            Node<T> node = root;
            for (Segment segment : segments(path)) {
                switch (segment) {
                    case Segment.Literal(var text) -> node = node.ownedLiteral(text, owner);
                    case Segment.Parameter _ -> node = node.ownedParameter(owner);
                    case Segment.Wildcard _ -> {
                        node.wildcards[method.ordinal()] = target;
                        return this;
                    }
                }
            }
            node.targets[method.ordinal()] = target;
            return this;
        }

        /**
         * Takes a method and path out, with the nodes that only they needed; does nothing if they
         * are not there.
         */
        public Change<T> remove(RoutePath path, RouteMethod method) {
            remove(root, segments(path), method.ordinal());
            return this;
        }

        public RouteTable<T> table() {
            return new RouteTable<>(root);
        }

        private void remove(Node<T> node, List<Segment> segments, int method) {
            if (segments.isEmpty()) {
                node.targets[method] = null;
                return;
            }
            List<Segment> following = segments.subList(1, segments.size());
            switch (segments.getFirst()) {
                case Segment.Wildcard _ -> node.wildcards[method] = null;
                case Segment.Parameter _ -> {
                    if (node.parameter != null) {
                        Node<T> child = node.ownedParameter(owner);
                        remove(child, following, method);
                        node.parameter = child.isEmpty() ? null : child;
                    }
                }
                case Segment.Literal(var text) -> {
                    if (node.literals[node.slotOf(text)] != null) {
                        Node<T> child = node.ownedLiteral(text, owner);
                        remove(child, following, method);
                        if (child.isEmpty()) {
                            node.dropLiteral(text);
                        }
                    }
                }
            }
        }

        private static List<Segment> segments(RoutePath path) {
            return path.segments().isEmpty() ? ROOT_PATH : path.segments();
        }
    }

    /**
     * What can follow a beginning of a path. Changed only by the change that owns it, hence never
     * after its table is visible. Literal children are in a hash table with linear probing whose
     * length is a power of two; each holds its own name, so that a step to it touches little
     * memory.
     */
    private static final class Node<T> {
        private static final int METHODS = RouteMethod.values().length;

        /** The fraction of the golden ratio, times 2 to the power of 32. */
        private static final int GOLDEN_RATIO = 0x9E3779B9;

        private final String name;
        private final Object owner;
        private final @Nullable T[] targets;
        private final @Nullable T[] wildcards;
        private @Nullable Node<T> parameter;
        private @Nullable Node<T>[] literals;
        private int literalCount;

        /**
         * @param name the decoded segment if the node is a literal child
         */
        @SuppressWarnings(
                "unchecked") // Arrays of a type variable exist as arrays of its bound only.
        Node(String name, Object owner) {
            this.name = name;
            this.owner = owner;
            this.targets = (T[]) new Object[METHODS];
            this.wildcards = (T[]) new Object[METHODS];
            this.literals = (Node<T>[]) new Node<?>[1];
        }

        private Node(Node<T> other, Object owner) {
            this.name = other.name;
            this.owner = owner;
            this.targets = other.targets.clone();
            this.wildcards = other.wildcards.clone();
            this.parameter = other.parameter;
            this.literals = other.literals.clone();
            this.literalCount = other.literalCount;
        }

        @SuppressWarnings("ReferenceEquality") // an owner is an identity
        Node<T> ownedBy(Object newOwner) {
            return owner == newOwner ? this : new Node<>(this, newOwner);
        }

        @Nullable Node<T> literal(RequestPath path, int index) {
            @Nullable Node<T>[] table = literals;
            int mask = table.length - 1;
            int i = spread(path.hash(index)) & mask;
            while (true) {
                Node<T> child = table[i];
                if (child == null || path.equalsSegment(index, child.name)) {
                    return child;
                }
                i = (i + 1) & mask;
            }
        }

        Node<T> ownedParameter(Object newOwner) {
            Node<T> child =
                    parameter == null ? new Node<>("", newOwner) : parameter.ownedBy(newOwner);
            parameter = child;
            return child;
        }

        Node<T> ownedLiteral(String text, Object newOwner) {
            if (2 * (literalCount + 1) > literals.length) {
                fill(literals.length * 2);
            }
            int i = slotOf(text);
            Node<T> child = literals[i];
            if (child == null) {
                literalCount++;
                child = new Node<>(text, newOwner);
            } else {
                child = child.ownedBy(newOwner);
            }
            literals[i] = child;
            return child;
        }

        /** Returns the slot of the child of a name, or the free one where it would be. */
        private int slotOf(String text) {
            int mask = literals.length - 1;
            int i = spread(text.hashCode()) & mask;
            while (true) {
                Node<T> child = literals[i];
                if (child == null || child.name.equals(text)) {
                    return i;
                }
                i = (i + 1) & mask;
            }
        }

        void dropLiteral(String text) {
            literals[slotOf(text)] = null;
            literalCount--;
            // A free slot ends every search that comes across it, so those behind it have to move.
            fill(literals.length);
        }

        boolean isEmpty() {
            return literalCount == 0 && parameter == null && hasNone(targets) && hasNone(wildcards);
        }

        private static boolean hasNone(@Nullable Object[] array) {
            for (Object element : array) {
                if (element != null) {
                    return false;
                }
            }
            return true;
        }

        private void fill(int length) {
            @Nullable Node<T>[] old = literals;
            literals = Arrays.copyOf(old, length);
            Arrays.fill(literals, null);
            for (Node<T> child : old) {
                if (child != null) {
                    literals[slotOf(child.name)] = child;
                }
            }
        }

        /**
         * Scatters the hashes of names that differ in a digit or two, which lie side by side and
         * would make one long run of taken slots (Knuth, The Art of Computer Programming 3, 6.4).
         */
        private static int spread(int hash) {
            int product = hash * GOLDEN_RATIO;
            return product ^ (product >>> 16);
        }
    }
}
