package dev.tiercel.frontend.lower;

import dev.tiercel.frontend.lower.OpenBlock.End;
import dev.tiercel.frontend.lower.OpenBlock.OpenEdge;
import dev.tiercel.ir.Block;
import dev.tiercel.ir.BlockParameter;
import dev.tiercel.ir.Effect;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.Routine;
import dev.tiercel.ir.ValueType;
import dev.tiercel.ir.analysis.ResultTypes;
import dev.tiercel.ir.analysis.ValueFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Builds one routine in SSA form while its operations are walked in order. Because documents are
 * structured, the variables that differ where control joins are known when it joins: joins get
 * parameters from the {@link Environment}'s journal, loops and handlers from the set of names
 * assigned inside. After Braun et al., "Simple and Efficient Construction of Static Single
 * Assignment Form", 2013, whose incomplete blocks are not needed.
 */
final class RoutineBuilder {
    private static final int ENTRY = 0;

    private final String name;
    private final PassedValues passed;
    private final List<OpenBlock> blocks = new ArrayList<>();
    private final List<ValueType> types = new ArrayList<>();
    private final Environment environment = new Environment();
    private final ValueFacts facts =
            new ValueFacts() {
                @Override
                public ValueType type(int value) {
                    return types.get(value);
                }

                @Override
                public Opcode.@Nullable Constant constant(int value) {
                    return null;
                }
            };
    private @Nullable OpenBlock current;
    private @Nullable ErrorRegion region;
    private boolean isSplitNeeded;
    private int location = Instruction.NO_LOCATION;

    RoutineBuilder(String name, PassedValues passed) {
        this.name = name;
        this.passed = passed;
        blocks.add(new OpenBlock());
        int first = newBlock();
        blocks.get(ENTRY).end(new End.Jump(new OpenEdge(first)));
        enter(first);
    }

    /** Adds a parameter of the routine. */
    int addParameter(ValueType type) {
        return addParameterTo(ENTRY, type);
    }

    PassedValues passed() {
        return passed;
    }

    Environment environment() {
        return environment;
    }

    int location() {
        return location;
    }

    void setLocation(int newLocation) {
        location = newLocation;
    }

    /** Whether control can reach the place where the next instruction would stand. */
    boolean isReachable() {
        return current != null;
    }

    ValueType typeOf(int value) {
        return types.get(value);
    }

    int constant(@Nullable Object value) {
        return emit(new Opcode.Constant(value));
    }

    /** Appends an instruction whose type follows from its operands. */
    int emit(Opcode opcode, int... operands) {
        if (opcode.effects().contains(Effect.THROWS)
                || opcode.effects().contains(Effect.ALLOCATES)) {
            coverErrors();
        }
        return append(reachableBlock(), opcode, location, operands);
    }

    /** Appends a pure instruction to the entry block, where its result is available everywhere. */
    int emitAtEntry(Opcode opcode, int... operands) {
        return append(blocks.get(ENTRY), opcode, Instruction.NO_LOCATION, operands);
    }

    int read(Variable variable) {
        return environment.read(variable);
    }

    void write(Variable variable, int value) {
        environment.write(variable, value);
        if (region != null && region.assigns(variable)) {
            isSplitNeeded = true;
        }
    }

    /** Gives a variable the value that it has from the beginning of the current block on. */
    void bind(Variable variable, int value) {
        environment.write(variable, value);
    }

    int newBlock() {
        blocks.add(new OpenBlock());
        return blocks.size() - 1;
    }

    int addParameterTo(int block, ValueType type) {
        int value = newValue(type);
        blocks.get(block).addParameter(new BlockParameter(value, type));
        return value;
    }

    /** Continues at a block; the caller has bound what its parameters define. */
    void enter(int block) {
        current = blocks.get(block);
        isSplitNeeded = false;
    }

    void jump(OpenEdge edge) {
        end(new End.Jump(edge));
    }

    void branch(int condition, OpenEdge whenTrue, OpenEdge whenFalse) {
        end(new End.Branch(condition, whenTrue, whenFalse));
    }

    void returnValue(int value) {
        end(new End.Return(value));
    }

    void raise(int error) {
        coverErrors();
        end(new End.Raise(error));
    }

    /** Marks the place after a join that no edge reaches. */
    void becomeUnreachable() {
        current = null;
    }

    /** Whether errors of what follows continue at a handler of this routine. */
    boolean isInRegion() {
        return region != null;
    }

    /** Begins a part whose errors continue at a new handler block. */
    ErrorRegion openRegion(Set<Variable> assigned) {
        region = new ErrorRegion(newBlock(), List.copyOf(assigned), region, environment.mark());
        startBlockInRegion();
        return region;
    }

    /** Ends a region; what follows is covered by the enclosing one. */
    void closeRegion(ErrorRegion closed) {
        if (closed != region) {
            throw new IllegalStateException("regions end in reverse order");
        }
        region = closed.outer();
        startBlockInRegion();
    }

    /**
     * Continues at the handler of a closed region and returns the error. The environment is that of
     * the region's beginning with the values that reach the handler. Call only if {@link
     * ErrorRegion#isEntered}.
     */
    int enterHandler(ErrorRegion closed) {
        environment.rollback(closed.mark());
        int error = addParameterTo(closed.handler(), ValueType.OBJECT);
        for (Variable variable : closed.variables()) {
            bind(variable, addParameterTo(closed.handler(), variable.type()));
        }
        enter(closed.handler());
        return error;
    }

    /** Ends the handler of a region in which nothing can fail. */
    void abandonHandler(ErrorRegion closed) {
        abandon(closed.handler());
    }

    Routine build() {
        List<Block> closed = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            closed.add(blocks.get(i).close());
        }
        return new Routine(name, closed, types.size());
    }

    /** Ends a block that nothing can reach, such as the handler of a region that cannot fail. */
    void abandon(int block) {
        OpenBlock open = blocks.get(block);
        int value = append(open, new Opcode.Constant(null), Instruction.NO_LOCATION);
        open.end(new End.Return(value));
    }

    private void startBlockInRegion() {
        if (current != null) {
            int next = newBlock();
            jump(new OpenEdge(next));
            enter(next);
        }
    }

    private void coverErrors() {
        if (region == null) {
            return;
        }
        if (isSplitNeeded) {
            startBlockInRegion();
        }
        OpenBlock block = reachableBlock();
        if (!block.hasErrorEdge()) {
            region.enter();
            int[] arguments = region.variables().stream().mapToInt(environment::read).toArray();
            passed.add(arguments.length);
            block.catchErrorsAt(new OpenEdge(region.handler(), arguments));
        }
    }

    private OpenBlock reachableBlock() {
        if (current == null) {
            throw new IllegalStateException("instruction in unreachable code");
        }
        return current;
    }

    private int append(OpenBlock block, Opcode opcode, int at, int... operands) {
        ValueType type = ResultTypes.of(opcode, operands, facts);
        int value = newValue(type);
        block.add(new Instruction(value, opcode, operands, type, at));
        return value;
    }

    private int newValue(ValueType type) {
        types.add(type);
        return types.size() - 1;
    }

    private void end(End end) {
        reachableBlock().end(end);
        current = null;
    }
}
