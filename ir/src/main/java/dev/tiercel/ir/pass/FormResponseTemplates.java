package dev.tiercel.ir.pass;

import dev.tiercel.ir.Block;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.ResponseTemplate;
import dev.tiercel.ir.Routine;
import dev.tiercel.ir.ValueType;
import dev.tiercel.ir.analysis.Definitions;
import dev.tiercel.ir.analysis.IntList;
import dev.tiercel.ir.analysis.UseCounts;
import dev.tiercel.ir.text.ConstantJson;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns a response into JSON text with holes, if its status is known, it is not raw and has no
 * headers: objects and arrays that are built for this response only are written piece by piece and
 * never built.
 *
 * <p>Responses with status 204 and 304 have no body (HTTP-28) and stay.
 */
public final class FormResponseTemplates implements RoutinePass {
    private static final int STATUS_DEFAULT = 200;
    private static final int STATUS_MIN = 200;
    private static final int STATUS_MAX = 599;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final int DEPTH_MAX = 128;

    /** Makes the pass. */
    public FormResponseTemplates() {}

    @Override
    public Routine run(Routine routine) {
        Definitions definitions = Definitions.of(routine);
        int[] useCounts = UseCounts.of(routine);
        List<Block> blocks = new ArrayList<>(routine.blocks().size());
        boolean isChanged = false;
        for (Block block : routine.blocks()) {
            List<Instruction> instructions = new ArrayList<>(block.instructions().size());
            for (Instruction instruction : block.instructions()) {
                Instruction formed = form(instruction, definitions, useCounts);
                isChanged |= !formed.equals(instruction);
                instructions.add(formed);
            }
            blocks.add(
                    new Block(
                            block.parameters(), instructions, block.terminator(), block.onError()));
        }
        return isChanged ? new Routine(routine.name(), blocks, routine.valueCount()) : routine;
    }

    private static Instruction form(
            Instruction instruction, Definitions definitions, int[] useCounts) {
        if (!(instruction.opcode() instanceof Opcode.Respond)) {
            return instruction;
        }
        Optional<Integer> status = status(definitions.constant(instruction.operand(1)));
        boolean isPlain =
                isConstantly(null, instruction.operand(2), definitions)
                        || isConstantly(false, instruction.operand(2), definitions);
        boolean hasNoHeaders = isConstantly(null, instruction.operand(3), definitions);
        if (status.isEmpty() || !isPlain || !hasNoHeaders) {
            return instruction;
        }
        Writer writer = new Writer(definitions, useCounts);
        writer.write(instruction.operand(0));
        return instruction
                .withOpcode(new Opcode.RespondTemplate(status.get(), writer.template()))
                .withOperands(writer.holes.toArray());
    }

    private static Optional<Integer> status(Opcode.@Nullable Constant constant) {
        if (constant == null) {
            return Optional.empty();
        }
        if (constant.value() == null) {
            return Optional.of(STATUS_DEFAULT);
        }
        boolean hasBody =
                constant.value() instanceof Long status
                        && status >= STATUS_MIN
                        && status <= STATUS_MAX
                        && status != NO_CONTENT
                        && status != NOT_MODIFIED;
        return hasBody ? Optional.of(((Long) constant.value()).intValue()) : Optional.empty();
    }

    private static boolean isConstantly(
            @Nullable Object expected, int value, Definitions definitions) {
        Opcode.Constant constant = definitions.constant(value);
        return constant != null && constant.equals(new Opcode.Constant(expected));
    }

    /** Writes the text around the holes. One response. */
    private static final class Writer {
        private final Definitions definitions;
        private final int[] useCounts;
        private final List<String> fragments = new ArrayList<>();
        private final List<Integer> depths = new ArrayList<>();
        private final IntList holes = new IntList();
        private final StringBuilder fragment = new StringBuilder();
        // What is still to be written, the next on top: text or the number of a value.
        private final Deque<Object> parts = new ArrayDeque<>();
        private int depth;

        Writer(Definitions definitions, int[] useCounts) {
            this.definitions = definitions;
            this.useCounts = useCounts;
        }

        void write(int value) {
            parts.push(value);
            while (!parts.isEmpty()) {
                switch (parts.pop()) {
                    case String text -> writeText(text);
                    case Integer part -> writeValue(part);
                    case Object other -> throw new IllegalStateException("no part: " + other);
                }
            }
        }

        ResponseTemplate template() {
            List<String> all = new ArrayList<>(fragments);
            all.add(fragment.toString());
            return new ResponseTemplate(all, depths);
        }

        private void writeText(String text) {
            fragment.append(text);
            switch (text) {
                case "{", "[" -> depth++;
                case "}", "]" -> depth--;
                default -> {}
            }
        }

        private void writeValue(int value) {
            Instruction source = definitions.instruction(value);
            Opcode opcode = source == null ? null : source.opcode();
            if (opcode instanceof Opcode.Constant(var constant)) {
                fragment.append(ConstantJson.of(constant));
            } else if (source != null
                    && mayBeWritten(value)
                    && opcode instanceof Opcode.MakeObject(var keys)) {
                pushObject(keys, source);
            } else if (source != null
                    && mayBeWritten(value)
                    && opcode instanceof Opcode.MakeArray
                    && hasNoAbsent(source)) {
                pushArray(source);
            } else {
                fragments.add(fragment.toString());
                fragment.setLength(0);
                holes.add(value);
                depths.add(depth);
            }
        }

        // Values that are nested too deep are left to the run time, which raises their error.
        private boolean mayBeWritten(int value) {
            return useCounts[value] == 1 && depth < DEPTH_MAX;
        }

        private void pushObject(List<String> keys, Instruction object) {
            parts.push("}");
            for (int i = keys.size() - 1; i >= 0; i--) {
                StringBuilder key = new StringBuilder(i == 0 ? "" : ",");
                key.append(ConstantJson.of(keys.get(i)));
                parts.push(object.operand(i));
                parts.push(key.append(':').toString());
            }
            parts.push("{");
        }

        private void pushArray(Instruction array) {
            parts.push("]");
            for (int i = array.operandCount() - 1; i >= 0; i--) {
                parts.push(array.operand(i));
                parts.push(i == 0 ? "" : ",");
            }
            parts.push("[");
        }

        private boolean hasNoAbsent(Instruction array) {
            for (int i = 0; i < array.operandCount(); i++) {
                if (definitions.type(array.operand(i)).intersects(ValueType.ABSENT)) {
                    return false;
                }
            }
            return true;
        }
    }
}
