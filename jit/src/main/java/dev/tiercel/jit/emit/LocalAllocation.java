package dev.tiercel.jit.emit;

import dev.tiercel.ir.BlockParameter;
import dev.tiercel.ir.Edge;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The JVM local of each value of a part.
 *
 * <p>Values that live across blocks get locals that keep one kind for the whole method, so that all
 * frames are alike; values of one block share the locals above them. Assigned by a linear scan over
 * the live ranges (Poletto, Sarkar, "Linear Scan Register Allocation", 1999) without spilling; a
 * value prefers the local of the value it is moved to or from.
 */
final class LocalAllocation {
    static final int NONE = -1;

    /** A local that has one kind for the whole method. */
    record Fixed(int slot, LocalKind kind) {}

    /** A local and the last position at which its present value is read. */
    private static final class Cell {
        final int slot;
        final LocalKind kind;
        int busyUntil;

        Cell(int slot, LocalKind kind, int busyUntil) {
            this.slot = slot;
            this.kind = kind;
            this.busyUntil = busyUntil;
        }
    }

    private final LoweredRoutine routine;
    private final Part part;
    private final Liveness liveness;
    private final int[] slots;
    private final int[] partners;
    private final List<Cell> crossingCells = new ArrayList<>();
    private int nextSlot;

    private LocalAllocation(LoweredRoutine routine, Part part, Liveness liveness, int firstSlot) {
        this.routine = routine;
        this.part = part;
        this.liveness = liveness;
        this.slots = new int[routine.values().size()];
        this.partners = new int[slots.length];
        this.nextSlot = firstSlot;
        Arrays.fill(slots, NONE);
        Arrays.fill(partners, NONE);
    }

    /**
     * @param arguments locals in which the parameters of the entry block arrive; empty if they
     *     arrive otherwise
     * @param firstSlot the first local that is free
     */
    static LocalAllocation of(
            LoweredRoutine routine,
            Part part,
            Liveness liveness,
            List<Fixed> arguments,
            int firstSlot) {
        LocalAllocation allocation = new LocalAllocation(routine, part, liveness, firstSlot);
        allocation.takeArguments(arguments);
        allocation.findPartners();
        allocation.allocateCrossing();
        allocation.allocateInner();
        return allocation;
    }

    /** Returns the local of a value, {@link #NONE} if the part does not hold it. */
    int slot(int value) {
        return slots[value];
    }

    /** Returns the locals of values that live across blocks, by rising slot; arguments included. */
    List<Fixed> fixed() {
        List<Fixed> fixed = new ArrayList<>();
        for (Cell cell : crossingCells) {
            fixed.add(new Fixed(cell.slot, cell.kind));
        }
        return fixed;
    }

    /** Returns a local above all others. */
    int freeSlot() {
        return nextSlot;
    }

    private void takeArguments(List<Fixed> arguments) {
        List<BlockParameter> parameters = routine.blocks().getFirst().parameters();
        for (int i = 0; i < arguments.size(); i++) {
            int value = parameters.get(i).value();
            Cell cell = new Cell(arguments.get(i).slot(), arguments.get(i).kind(), 0);
            crossingCells.add(cell);
            if (liveness.isLive(value)) {
                cell.busyUntil = liveness.end(value);
                slots[value] = cell.slot;
            }
        }
    }

    private void findPartners() {
        for (int index = part.first(); index < part.end(); index++) {
            CodeBlock block = routine.blocks().get(index);
            for (Edge edge : block.terminator().edges()) {
                findPartners(edge, 0);
            }
            block.onError().ifPresent(edge -> findPartners(edge, 1));
        }
    }

    private void findPartners(Edge edge, int firstParameter) {
        List<BlockParameter> parameters = routine.blocks().get(edge.target()).parameters();
        for (int i = 0; i < edge.argumentCount(); i++) {
            int argument = edge.argument(i);
            int parameter = parameters.get(firstParameter + i).value();
            if (partners[argument] == NONE) {
                partners[argument] = parameter;
            }
            if (partners[parameter] == NONE) {
                partners[parameter] = argument;
            }
        }
    }

    private void allocateCrossing() {
        for (int value : byStart(true)) {
            if (slots[value] == NONE) {
                LocalKind kind = LocalKind.of(routine.values().representation(value));
                assign(value, choose(value, kind, crossingCells));
            }
        }
    }

    private void allocateInner() {
        List<Cell> cells = new ArrayList<>();
        for (int value : byStart(false)) {
            // Kinds of one size may share a local here: no frame mentions it.
            LocalKind kind =
                    LocalKind.of(routine.values().representation(value)).slots() == 2
                            ? LocalKind.LONG
                            : LocalKind.REFERENCE;
            assign(value, choose(value, kind, cells));
        }
    }

    private int[] byStart(boolean isCrossing) {
        List<Integer> chosen = new ArrayList<>();
        for (int value = 0; value < slots.length; value++) {
            if (liveness.isLive(value) && liveness.isCrossing(value) == isCrossing) {
                chosen.add(value);
            }
        }
        chosen.sort((a, b) -> Integer.compare(liveness.start(a), liveness.start(b)));
        return chosen.stream().mapToInt(Integer::intValue).toArray();
    }

    private void assign(int value, Cell cell) {
        slots[value] = cell.slot;
        cell.busyUntil = liveness.end(value);
    }

    private Cell choose(int value, LocalKind kind, List<Cell> cells) {
        int preferred = partners[value] == NONE ? NONE : slots[partners[value]];
        Cell free = null;
        for (Cell cell : cells) {
            if (cell.kind == kind && cell.busyUntil < liveness.start(value)) {
                if (cell.slot == preferred) {
                    return cell;
                }
                if (free == null) {
                    free = cell;
                }
            }
        }
        if (free == null) {
            free = new Cell(nextSlot, kind, NONE);
            nextSlot += kind.slots();
            cells.add(free);
        }
        return free;
    }
}
