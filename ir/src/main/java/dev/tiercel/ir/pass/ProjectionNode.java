package dev.tiercel.ir.pass;

import dev.tiercel.ir.Projection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A part of the request body while its uses are being collected. One thread. */
final class ProjectionNode {
    /** Parts below this depth are read whole, which bounds recursion over projections. */
    private static final int DEPTH_MAX = 32;

    private static final String LENGTH = "length";

    private final int depth;
    private final int slot;
    private final Map<String, ProjectionNode> members = new LinkedHashMap<>();
    private @Nullable ProjectionNode elements;
    private boolean isWhole;

    private ProjectionNode(int depth, int slot) {
        this.depth = depth;
        this.slot = slot;
        this.isWhole = depth == DEPTH_MAX;
    }

    static ProjectionNode root() {
        return new ProjectionNode(0, -1);
    }

    void useWhole() {
        isWhole = true;
    }

    /** Returns the part that is a member of this one; below the greatest depth this one itself. */
    ProjectionNode member(String name) {
        return depth == DEPTH_MAX
                ? this
                : members.computeIfAbsent(name, _ -> new ProjectionNode(depth + 1, members.size()));
    }

    /** Expects an array; returns the part that is each element of it, or as {@link #member}. */
    ProjectionNode elements() {
        if (elements == null) {
            elements = depth == DEPTH_MAX ? this : new ProjectionNode(depth + 1, -1);
        }
        return elements;
    }

    /**
     * Returns what has to be read. A part that is expected to be an array and to have members has
     * no shape to go by.
     */
    Projection projection() {
        if (isWhole) {
            return Projection.WHOLE;
        }
        if (elements != null) {
            boolean isArray = members.isEmpty() || members.keySet().equals(Set.of(LENGTH));
            return isArray
                    ? new Projection(false, List.of(), Optional.of(elements.projection()))
                    : Projection.WHOLE;
        }
        List<Projection.Member> parts = new ArrayList<>(members.size());
        members.forEach((name, node) -> parts.add(new Projection.Member(name, node.projection())));
        return new Projection(false, parts, Optional.empty());
    }

    /** Returns the slot in which a member is to be expected, -1 if there is none. */
    int slotOf(String name) {
        ProjectionNode member = isWhole || elements != null ? null : members.get(name);
        return member == null ? -1 : member.slot;
    }
}
