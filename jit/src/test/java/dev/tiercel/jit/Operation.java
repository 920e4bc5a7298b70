package dev.tiercel.jit;

import dev.tiercel.ir.Absent;
import dev.tiercel.ir.Block;
import dev.tiercel.ir.Edge;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.Program;
import dev.tiercel.ir.Root;
import dev.tiercel.ir.Routine;
import dev.tiercel.ir.SourceLocation;
import dev.tiercel.ir.Terminator;
import dev.tiercel.ir.ValueType;
import dev.tiercel.ir.analysis.ResultTypes;
import dev.tiercel.ir.analysis.ValueFacts;
import dev.tiercel.jit.emit.EmitLimits;
import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.LogicError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One opcode applied to values of declared types, compiled in every way in which operands can
 * arrive.
 */
final class Operation {
    private static final List<Root> ROOTS =
            List.of(Root.BODY, Root.PARAMS, Root.QUERY, Root.METHOD, Root.PATH, Root.COOKIES);

    /** How operands reach the instruction. */
    public enum Arrival {
        /** Computed right before, on the operand stack. */
        STACKED,
        /** Computed earlier, in locals. */
        HELD,
        /** Known at compile time. */
        CONSTANT
    }

    /** A value, and what the compiler knows of its type. */
    public record Operand(ValueType type, @Nullable Object value) {
        /** An operand whose type is known exactly. */
        public static Operand exact(@Nullable Object value) {
            return new Operand(typeOf(value), value);
        }

        /** An operand of which nothing is known. */
        public static Operand any(@Nullable Object value) {
            return new Operand(ValueType.ANY, value);
        }
    }

    /** What a compiled program depends on. */
    private record Key(
            Opcode opcode, Arrival arrival, List<ValueType> types, boolean asCondition) {}

    private static final Map<Key, CompiledProgram> COMPILED = new ConcurrentHashMap<>();

    private Operation() {}

    /** Returns the result, or the code of the error that is raised. */
    public static @Nullable Object apply(Opcode opcode, Arrival arrival, List<Operand> operands) {
        return run(program(opcode, arrival, operands, false), operands);
    }

    /** Returns whether the opcode, as the condition of a branch, takes the edge for true. */
    public static @Nullable Object branch(Opcode opcode, Arrival arrival, List<Operand> operands) {
        return run(program(opcode, arrival, operands, true), operands);
    }

    private static @Nullable Object run(CompiledProgram program, List<Operand> operands) {
        for (int i = 0; i < operands.size(); i++) {
            program.request().root(ROOTS.get(i), operands.get(i).value());
        }
        try {
            return program.run();
        } catch (LogicError e) {
            return e.code();
        }
    }

    private static CompiledProgram program(
            Opcode opcode, Arrival arrival, List<Operand> operands, boolean asCondition) {
        if (arrival == Arrival.CONSTANT) {
            return compile(opcode, arrival, operands, asCondition);
        }
        List<ValueType> types = operands.stream().map(Operand::type).toList();
        return COMPILED.computeIfAbsent(
                new Key(opcode, arrival, types, asCondition),
                _ -> compile(opcode, arrival, operands, asCondition));
    }

    private static CompiledProgram compile(
            Opcode opcode, Arrival arrival, List<Operand> operands, boolean asCondition) {
        List<Instruction> instructions = new ArrayList<>();
        int[] values = new int[operands.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
            Operand operand = operands.get(i);
            Opcode source =
                    arrival == Arrival.CONSTANT
                            ? new Opcode.Constant(operand.value())
                            : new Opcode.LoadRoot(ROOTS.get(i));
            ValueType type = arrival == Arrival.CONSTANT ? typeOf(operand.value()) : operand.type();
            instructions.add(new Instruction(i, source, new int[0], type, 0));
        }
        int next = values.length;
        if (arrival == Arrival.HELD) {
            instructions.add(
                    new Instruction(next++, new Opcode.Charge(1), new int[0], ValueType.NULL, 0));
        }
        ValueType type = ResultTypes.of(opcode, values, facts(instructions));
        instructions.add(new Instruction(next, opcode, values, type, 1));
        return CompiledProgram.of(program(instructions, next, asCondition), EmitLimits.DEFAULTS);
    }

    private static Program program(
            List<Instruction> instructions, int result, boolean asCondition) {
        List<Block> blocks = new ArrayList<>();
        if (asCondition) {
            blocks.add(
                    block(instructions, new Terminator.Branch(result, new Edge(1), new Edge(2))));
            blocks.add(returning(result + 1, true));
            blocks.add(returning(result + 2, false));
        } else {
            blocks.add(block(instructions, new Terminator.Return(result)));
        }
        return new Program(
                "operation",
                List.of(new Routine("main", blocks, result + 3)),
                List.of(
                        new SourceLocation("orders", "set", "/logic/0", 3, 1),
                        new SourceLocation("orders", "get", "/logic/1", 4, 1)),
                Optional.empty());
    }

    private static Block returning(int value, boolean constant) {
        Instruction instruction =
                new Instruction(
                        value, new Opcode.Constant(constant), new int[0], ValueType.BOOLEAN, 0);
        return block(List.of(instruction), new Terminator.Return(value));
    }

    private static Block block(List<Instruction> instructions, Terminator terminator) {
        return new Block(List.of(), instructions, terminator, Optional.empty());
    }

    private static ValueFacts facts(List<Instruction> instructions) {
        return new ValueFacts() {
            @Override
            public ValueType type(int value) {
                return instructions.get(value).type();
            }

            @Override
            public Opcode.@Nullable Constant constant(int value) {
                return instructions.get(value).opcode() instanceof Opcode.Constant constant
                        ? constant
                        : null;
            }
        };
    }

    private static ValueType typeOf(@Nullable Object value) {
        return switch (value) {
            case null -> ValueType.NULL;
            case Boolean _ -> ValueType.BOOLEAN;
            case Long _ -> ValueType.INTEGER;
            case Double _ -> ValueType.DOUBLE;
            case String _ -> ValueType.STRING;
            case Absent _ -> ValueType.ABSENT;
            case List<?> _, ArrayValue _ -> ValueType.ARRAY;
            default -> ValueType.OBJECT;
        };
    }
}
