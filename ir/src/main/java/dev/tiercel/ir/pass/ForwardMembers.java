package dev.tiercel.ir.pass;

import dev.tiercel.ir.Absent;
import dev.tiercel.ir.Block;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.Routine;
import dev.tiercel.ir.ValueType;
import dev.tiercel.ir.analysis.Definitions;
import dev.tiercel.ir.analysis.ResultTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads members of objects and elements of arrays that the routine itself builds from what they are
 * built of, so that an object nobody else sees need not be built.
 */
public final class ForwardMembers implements RoutinePass {
    /** Makes the pass. */
    public ForwardMembers() {}

    @Override
    public Routine run(Routine routine) {
        return new Rewrite(routine).run();
    }

    private static final class Rewrite {
        private final Routine routine;
        private final Definitions definitions;
        private final Substitution substitution;
        private boolean isChanged;

        Rewrite(Routine routine) {
            this.routine = routine;
            this.definitions = Definitions.of(routine);
            this.substitution = new Substitution(routine.valueCount());
        }

        Routine run() {
            List<Block> blocks = new ArrayList<>(routine.blocks().size());
            for (Block block : routine.blocks()) {
                List<Instruction> instructions = new ArrayList<>(block.instructions().size());
                for (Instruction instruction : block.instructions()) {
                    Instruction kept = rewrite(instruction);
                    if (!substitution.isReplaced(instruction.result())) {
                        instructions.add(kept);
                    }
                    isChanged |= !kept.equals(instruction);
                }
                blocks.add(
                        new Block(
                                block.parameters(),
                                instructions,
                                block.terminator(),
                                block.onError()));
            }
            if (!isChanged && substitution.isEmpty()) {
                return routine;
            }
            blocks.replaceAll(substitution::apply);
            return new Routine(routine.name(), blocks, routine.valueCount());
        }

        private Instruction rewrite(Instruction instruction) {
            return switch (instruction.opcode()) {
                case Opcode.GetMember(var name, _) -> member(instruction, name, null);
                case Opcode.GetOwnMember(var name, _) -> member(instruction, name, Absent.ABSENT);
                case Opcode.ArrayLength _ ->
                        built(instruction, Opcode.MakeArray.class)
                                .map(array -> constant(instruction, (long) array.operandCount()))
                                .orElse(instruction);
                case Opcode.ArrayElement _ -> element(instruction);
                default -> instruction;
            };
        }

        private Instruction member(Instruction instruction, String name, @Nullable Object missing) {
            Instruction object = built(instruction, Opcode.MakeObject.class).orElse(null);
            if (object == null) {
                return instruction;
            }
            int position = ((Opcode.MakeObject) object.opcode()).keys().indexOf(name);
            if (position < 0) {
                return constant(instruction, missing);
            }
            return forward(instruction, object.operand(position));
        }

        private Instruction element(Instruction instruction) {
            Instruction array = built(instruction, Opcode.MakeArray.class).orElse(null);
            Opcode.Constant index = definitions.constant(instruction.operand(1));
            if (array == null
                    || index == null
                    || !(index.value() instanceof Long position)
                    || position < 0
                    || position >= array.operandCount()) {
                return instruction;
            }
            return forward(instruction, array.operand(position.intValue()));
        }

        /** Lets the part stand for the instruction, unless something promises a narrower type. */
        private Instruction forward(Instruction instruction, int part) {
            if (definitions.type(part).isWithin(instruction.type())) {
                substitution.replace(instruction.result(), part);
            }
            return instruction;
        }

        private Optional<Instruction> built(
                Instruction instruction, Class<? extends Opcode> builder) {
            Instruction whole = definitions.instruction(instruction.operand(0));
            return Optional.ofNullable(whole).filter(w -> builder.isInstance(w.opcode()));
        }

        private static Instruction constant(Instruction instruction, @Nullable Object value) {
            ValueType type = ResultTypes.ofConstant(value);
            if (!type.isWithin(instruction.type())) {
                return instruction;
            }
            return new Instruction(
                    instruction.result(),
                    new Opcode.Constant(value),
                    new int[0],
                    type,
                    instruction.location());
        }
    }
}
