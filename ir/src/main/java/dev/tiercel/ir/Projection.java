package dev.tiercel.ir;

import java.util.List;
import java.util.Optional;

/**
 * The parts of a request body that a program reads. An object is read into slots, one per member in
 * the order of {@code members}; other members are checked for syntax and skipped.
 *
 * <p>A value that does not have the expected shape (a scalar where members are read, an object
 * where elements are read) is read whole, so that generic access gives the right answer.
 *
 * @param whole whether the value itself is used; then {@code members} and {@code elements} are
 *     empty
 * @param members the object members that are read
 * @param elements how the elements are read if the value is an array
 */
public record Projection(boolean whole, List<Member> members, Optional<Projection> elements) {
    /** A projection that keeps the whole value. */
    public static final Projection WHOLE = new Projection(true, List.of(), Optional.empty());

    public Projection {
        members = List.copyOf(members);
        if (whole && (!members.isEmpty() || elements.isPresent())) {
            throw new IllegalArgumentException("a whole value has no projected parts");
        }
    }

    /** A member of an object by name. */
    public record Member(String name, Projection projection) {}

    /** Returns the slot of a member, or -1 if it is not read. */
    public int slotOf(String name) {
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
