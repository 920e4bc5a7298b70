package dev.tiercel.ir.verify;

import dev.tiercel.ir.Block;
import dev.tiercel.ir.BlockParameter;
import dev.tiercel.ir.Edge;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Program;
import dev.tiercel.ir.Routine;
import dev.tiercel.ir.Terminator;
import dev.tiercel.ir.ValueType;
import dev.tiercel.ir.analysis.Definitions;
import dev.tiercel.ir.analysis.DominatorTree;
import dev.tiercel.ir.analysis.Signatures;
import java.util.Arrays;
import java.util.List;

/** Checks one routine: its shape, then its uses and meanings. */
final class RoutineVerifier {
    private static final int NOT_DEFINED = -1;

    private final Program program;
    private final int index;
    private final Routine routine;
    private final List<Finding> findings;
    private final int[] definingBlock;
    // Parameters are at -1, instructions at their index.
    private final int[] definingPosition;

    RoutineVerifier(Program program, int index, List<Finding> findings) {
        this.program = program;
        this.index = index;
        this.routine = program.routines().get(index);
        this.findings = findings;
        this.definingBlock = new int[Math.max(0, routine.valueCount())];
        this.definingPosition = new int[definingBlock.length];
        Arrays.fill(definingBlock, NOT_DEFINED);
    }

    /** Checks what everything else relies on: definitions, and edges that lead somewhere. */
    void checkShape() {
        if (routine.blocks().isEmpty()) {
            report(-1, "there is no entry block");
        }
        for (int b = 0; b < routine.blocks().size(); b++) {
            define(b, routine.blocks().get(b));
        }
        for (int b = 0; b < routine.blocks().size(); b++) {
            checkShape(b, routine.blocks().get(b));
        }
    }

    /** Checks everything else; all routines have their shape. */
    void checkMeanings(Signatures signatures) {
        DominatorTree dominators = DominatorTree.of(routine);
        InstructionVerifier instructions =
                new InstructionVerifier(program, signatures, Definitions.of(routine));
        for (int b = 0; b < routine.blocks().size(); b++) {
            if (dominators.isReachable(b)) {
                checkUses(b, routine.blocks().get(b), dominators);
            }
            checkMeanings(b, routine.blocks().get(b), instructions);
        }
    }

    private void define(int b, Block block) {
        for (BlockParameter parameter : block.parameters()) {
            define(b, -1, parameter.value());
        }
        for (int i = 0; i < block.instructions().size(); i++) {
            define(b, i, block.instructions().get(i).result());
        }
    }

    private void define(int block, int position, int value) {
        if (value < 0 || value >= definingBlock.length) {
            report(
                    block,
                    "%" + value + " is not below the number of values " + definingBlock.length);
        } else if (definingBlock[value] != NOT_DEFINED) {
            report(block, "%" + value + " is defined twice");
        } else {
            definingBlock[value] = block;
            definingPosition[value] = position;
        }
    }

    private void checkShape(int b, Block block) {
        for (Instruction instruction : block.instructions()) {
            for (int i = 0; i < instruction.operandCount(); i++) {
                checkDefined(b, instruction.operand(i));
            }
        }
        for (int value : usedBy(block.terminator())) {
            checkDefined(b, value);
        }
        for (Edge edge : block.terminator().edges()) {
            checkEdge(b, edge, 0);
        }
        block.onError().ifPresent(edge -> checkEdge(b, edge, 1));
    }

    private void checkEdge(int b, Edge edge, int implicitArguments) {
        if (edge.target() < 0 || edge.target() >= routine.blocks().size()) {
            report(b, "there is no block b" + edge.target());
            return;
        }
        if (edge.target() == 0) {
            report(b, "an edge leads to the entry block");
        }
        int expected = routine.blocks().get(edge.target()).parameters().size() - implicitArguments;
        if (expected < 0) {
            report(b, "b" + edge.target() + " has no parameter for the error");
        } else if (edge.argumentCount() != expected) {
            report(
                    b,
                    "b%d takes %d arguments, the edge has %d"
                            .formatted(edge.target(), expected, edge.argumentCount()));
        }
        for (int argument : edge.arguments()) {
            checkDefined(b, argument);
        }
    }

    private void checkDefined(int block, int value) {
        if (value < 0 || value >= definingBlock.length || definingBlock[value] == NOT_DEFINED) {
            report(block, "%" + value + " is not defined");
        }
    }

    private void checkUses(int b, Block block, DominatorTree dominators) {
        List<Instruction> instructions = block.instructions();
        for (int i = 0; i < instructions.size(); i++) {
            for (int operand : instructions.get(i).operands()) {
                checkAvailable(b, i, operand, dominators);
            }
        }
        for (int value : usedBy(block.terminator())) {
            checkAvailable(b, instructions.size(), value, dominators);
        }
        for (Edge edge : block.terminator().edges()) {
            for (int argument : edge.arguments()) {
                checkAvailable(b, instructions.size(), argument, dominators);
            }
        }
        if (block.onError().isPresent()) {
            for (int argument : block.onError().get().arguments()) {
                checkAvailable(b, 0, argument, dominators);
            }
        }
    }

    private void checkAvailable(int block, int position, int value, DominatorTree dominators) {
        int definer = definingBlock[value];
        boolean isAvailable;
        if (definer == block) {
            isAvailable = definingPosition[value] < position;
        } else if (definingPosition[value] < 0) {
            isAvailable = dominators.dominates(definer, block);
        } else {
            isAvailable = dominators.instructionsReach(definer, block);
        }
        if (!isAvailable) {
            report(block, "%" + value + " is used where it is not available");
        }
    }

    private void checkMeanings(int b, Block block, InstructionVerifier instructions) {
        for (Instruction instruction : block.instructions()) {
            instructions.check(instruction, message -> report(b, message));
        }
        checkTerminator(b, block.terminator(), instructions);
        for (Edge edge : block.terminator().edges()) {
            checkArguments(b, edge, 0, instructions);
        }
        if (block.onError().isPresent()) {
            Edge edge = block.onError().get();
            ValueType error = routine.blocks().get(edge.target()).parameters().getFirst().type();
            if (!error.includes(ValueType.OBJECT)) {
                report(b, "the error parameter of b" + edge.target() + " is " + error);
            }
            checkArguments(b, edge, 1, instructions);
        }
    }

    private void checkTerminator(int b, Terminator terminator, InstructionVerifier instructions) {
        switch (terminator) {
            case Terminator.Branch(var condition, _, _) ->
                    checkType(b, condition, ValueType.BOOLEAN, instructions);
            case Terminator.Raise(var error) ->
                    checkType(b, error, ValueType.OBJECT.join(ValueType.NULL), instructions);
            case Terminator.Return(var value) -> checkType(b, value, ValueType.ANY, instructions);
            case Terminator.Jump _ -> {}
        }
    }

    private void checkType(int b, int value, ValueType allowed, InstructionVerifier instructions) {
        ValueType type = instructions.type(value);
        if (!type.isWithin(allowed)) {
            report(b, "%" + value + " is " + type + ", the terminator takes " + allowed);
        }
    }

    private void checkArguments(int b, Edge edge, int first, InstructionVerifier instructions) {
        List<BlockParameter> parameters = routine.blocks().get(edge.target()).parameters();
        for (int i = 0; i < edge.argumentCount(); i++) {
            BlockParameter parameter = parameters.get(first + i);
            ValueType type = instructions.type(edge.argument(i));
            if (!type.isWithin(parameter.type())) {
                report(
                        b,
                        "%%%d is %s, the parameter %%%d of b%d is %s"
                                .formatted(
                                        edge.argument(i),
                                        type,
                                        parameter.value(),
                                        edge.target(),
                                        parameter.type()));
            }
        }
    }

    private static int[] usedBy(Terminator terminator) {
        return switch (terminator) {
            case Terminator.Branch(var condition, _, _) -> new int[] {condition};
            case Terminator.Return(var value) -> new int[] {value};
            case Terminator.Raise(var error) -> new int[] {error};
            case Terminator.Jump _ -> new int[0];
        };
    }

    private void report(int block, String message) {
        findings.add(new Finding(index, block, message));
    }
}
