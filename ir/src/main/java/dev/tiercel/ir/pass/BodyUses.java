package dev.tiercel.ir.pass;

import dev.tiercel.ir.BinaryOperator;
import dev.tiercel.ir.Block;
import dev.tiercel.ir.Builtin;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.Program;
import dev.tiercel.ir.Projection;
import dev.tiercel.ir.Root;
import dev.tiercel.ir.Routine;
import dev.tiercel.ir.Terminator;
import dev.tiercel.ir.UnaryOperator;
import dev.tiercel.ir.ValueType;
import dev.tiercel.ir.analysis.Definitions;
import dev.tiercel.ir.analysis.IntList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How a program uses the request body, followed from the root through members and elements. */
final class BodyUses {
    private static final String BODY = "body";
    private static final String PAYLOAD = "payload";

    private final ProjectionNode root = ProjectionNode.root();
    private final Map<Place, Slot> slots = new HashMap<>();
    private final Set<Part> seen = new HashSet<>();
    private final Deque<Part> work = new ArrayDeque<>();
    private final List<RoutineUses> routines = new ArrayList<>();

    private BodyUses() {}

    static BodyUses of(Program program) {
        BodyUses uses = new BodyUses();
        for (Routine routine : program.routines()) {
            uses.routines.add(new RoutineUses(routine));
        }
        for (int r = 0; r < program.routines().size(); r++) {
            uses.start(r, program.routines().get(r));
        }
        while (!uses.work.isEmpty()) {
            uses.follow(uses.work.pop());
        }
        return uses;
    }

    Projection projection() {
        return root.projection();
    }

    /** Returns the slot in which an instruction finds the member it reads, -1 if it reads none. */
    int slotOf(int routine, int result) {
        Slot slot = slots.get(new Place(routine, result));
        return slot == null ? -1 : slot.object().slotOf(slot.name());
    }

    /** A value of a routine. */
    private record Place(int routine, int value) {}

    /** A value that is a part of the body. */
    private record Part(Place place, ProjectionNode node) {}

    /** A member that an instruction reads. */
    private record Slot(ProjectionNode object, String name) {}

    private void start(int r, Routine routine) {
        for (Block block : routine.blocks()) {
            for (Instruction instruction : block.instructions()) {
                Place place = new Place(r, instruction.result());
                switch (instruction.opcode()) {
                    case Opcode.LoadRoot(var loaded) when loaded == Root.BODY -> add(place, root);
                    case Opcode.LoadRoot(var loaded) when loaded == Root.REQUEST ->
                            followRequest(place);
                    case Opcode.LoadRequestField(var name, _) -> readMember(place, root, name);
                    default -> {}
                }
            }
        }
    }

    private void add(Place place, ProjectionNode node) {
        Part part = new Part(place, node);
        if (seen.add(part)) {
            work.push(part);
        }
    }

    private void readMember(Place result, ProjectionNode object, String name) {
        slots.put(result, new Slot(object, name));
        add(result, object.member(name));
    }

    /** The request has the body as two of its members; used as a whole, it shows all of it. */
    private void followRequest(Place request) {
        RoutineUses uses = routines.get(request.routine());
        if (uses.flowsElsewhere(request.value())) {
            root.useWhole();
        }
        for (Instruction user : uses.of(request.value())) {
            String name = memberName(user.opcode());
            if (name.equals(BODY) || name.equals(PAYLOAD)) {
                add(new Place(request.routine(), user.result()), root);
            } else if (name.isEmpty()) {
                root.useWhole();
            }
        }
    }

    private static String memberName(Opcode opcode) {
        return switch (opcode) {
            case Opcode.GetMember(var name, _) -> name;
            case Opcode.GetOwnMember(var name, _) -> name;
            default -> "";
        };
    }

    private void follow(Part part) {
        RoutineUses uses = routines.get(part.place().routine());
        int value = part.place().value();
        if (uses.flowsElsewhere(value)) {
            part.node().useWhole();
        }
        for (Instruction user : uses.of(value)) {
            follow(part, user, uses.definitions);
        }
    }

    private void follow(Part part, Instruction user, Definitions definitions) {
        Place result = new Place(part.place().routine(), user.result());
        ProjectionNode node = part.node();
        switch (user.opcode()) {
            case Opcode.GetMember(var name, _) -> readMember(result, node, name);
            case Opcode.GetOwnMember(var name, _) -> readMember(result, node, name);
            case Opcode.FirstPresent _ -> add(result, node);
            case Opcode.IterationArray _ -> {
                node.elements();
                add(result, node);
            }
            case Opcode.ArrayLength _ -> node.elements();
            case Opcode.ArrayElement _ -> add(result, node.elements());
            case Opcode.Unary(var operator) -> test(operator, node);
            case Opcode.Binary(var operator) -> {
                if (!isNullTest(operator, user, definitions)) {
                    node.useWhole();
                }
            }
            case Opcode.CallBuiltin(var function) -> {
                if (function == Builtin.LENGTH || function == Builtin.COUNT) {
                    node.elements();
                } else {
                    node.useWhole();
                }
            }
            default -> node.useWhole();
        }
    }

    private static void test(UnaryOperator operator, ProjectionNode node) {
        switch (operator) {
            case IS_NULL, IS_PRESENT -> {}
            // The truth of an array is whether it has elements; an object would be read whole.
            case TRUTH, NOT -> node.elements();
            case NEGATE, TEXT, HEADER_KEY -> node.useWhole();
        }
    }

    private static boolean isNullTest(
            BinaryOperator operator, Instruction comparison, Definitions definitions) {
        return operator.isEquality()
                && (definitions.type(comparison.operand(0)).equals(ValueType.NULL)
                        || definitions.type(comparison.operand(1)).equals(ValueType.NULL));
    }

    /** The uses of each value of a routine. */
    private static final class RoutineUses {
        private final Definitions definitions;
        private final IntList[] users;
        private final boolean[] flowsElsewhere;

        RoutineUses(Routine routine) {
            definitions = Definitions.of(routine);
            users = new IntList[routine.valueCount()];
            flowsElsewhere = new boolean[routine.valueCount()];
            Arrays.setAll(users, _ -> new IntList());
            routine.blocks().forEach(this::collect);
        }

        /** Whether the value is used other than as operand of an instruction. */
        boolean flowsElsewhere(int value) {
            return flowsElsewhere[value];
        }

        /** Returns the instructions that have the value as operand. */
        List<Instruction> of(int value) {
            List<Instruction> instructions = new ArrayList<>();
            for (int i = 0; i < users[value].size(); i++) {
                Instruction user = definitions.instruction(users[value].get(i));
                if (user != null) {
                    instructions.add(user);
                }
            }
            return instructions;
        }

        private void collect(Block block) {
            for (Instruction instruction : block.instructions()) {
                for (int i = 0; i < instruction.operandCount(); i++) {
                    users[instruction.operand(i)].addUnlessLast(instruction.result());
                }
            }
            switch (block.terminator()) {
                case Terminator.Branch(var condition, _, _) -> flowsElsewhere[condition] = true;
                case Terminator.Return(var value) -> flowsElsewhere[value] = true;
                case Terminator.Raise(var error) -> flowsElsewhere[error] = true;
                case Terminator.Jump _ -> {}
            }
            block.terminator().edges().forEach(edge -> flow(edge.arguments()));
            block.onError().ifPresent(edge -> flow(edge.arguments()));
        }

        private void flow(int[] values) {
            for (int value : values) {
                flowsElsewhere[value] = true;
            }
        }
    }
}
