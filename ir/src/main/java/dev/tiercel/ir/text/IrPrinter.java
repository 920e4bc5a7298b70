package dev.tiercel.ir.text;

import dev.tiercel.ir.Block;
import dev.tiercel.ir.BlockParameter;
import dev.tiercel.ir.Edge;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.Program;
import dev.tiercel.ir.Projection;
import dev.tiercel.ir.Routine;
import dev.tiercel.ir.SourceLocation;
import dev.tiercel.ir.Terminator;
import java.util.List;

/**
 * Writes programs as text that {@link IrParser} reads: one instruction per line, with the line of
 * the document it comes from. {@code docs/ir.md} describes the syntax. Thread-safe.
 */
public final class IrPrinter {
    private static final int COMMENT_COLUMN = 56;

    private final List<SourceLocation> locations;
    private final StringBuilder out = new StringBuilder();

    private IrPrinter(List<SourceLocation> locations) {
        this.locations = locations;
    }

    /** Returns the whole program; equal programs have equal texts. */
    public static String print(Program program) {
        IrPrinter printer = new IrPrinter(program.locations());
        printer.printProgram(program);
        return printer.out.toString();
    }

    /** Returns one routine of a program, as a part of {@link #print(Program)}. */
    public static String print(Program program, int routine) {
        IrPrinter printer = new IrPrinter(program.locations());
        printer.printRoutine(routine, program.routines().get(routine));
        return printer.out.toString();
    }

    /** Returns one instruction without its location. */
    public static String print(Instruction instruction) {
        return text(instruction);
    }

    /** Returns an opcode with its immediates, without operands. */
    public static String print(Opcode opcode) {
        return OpcodePrinter.print(opcode);
    }

    private void printProgram(Program program) {
        out.append("program ").append(Literals.string(program.name())).append('\n');
        for (int i = 0; i < locations.size(); i++) {
            printLocation(i, locations.get(i));
        }
        program.projection().ifPresent(p -> out.append("projection ").append(text(p)).append('\n'));
        for (int i = 0; i < program.routines().size(); i++) {
            out.append('\n');
            printRoutine(i, program.routines().get(i));
        }
    }

    private void printLocation(int index, SourceLocation location) {
        out.append("location ").append(index).append(' ');
        out.append(Literals.string(location.document())).append(' ');
        out.append(Literals.string(location.operation())).append(' ');
        out.append(Literals.string(location.pointer())).append(' ');
        out.append(location.line()).append(':').append(location.column()).append('\n');
    }

    private void printRoutine(int index, Routine routine) {
        out.append("routine ").append(index).append(' ').append(Literals.string(routine.name()));
        if (routine.valueCount() != greatestValue(routine) + 1) {
            out.append(" values ").append(routine.valueCount());
        }
        out.append(" {\n");
        for (int i = 0; i < routine.blocks().size(); i++) {
            printBlock(i, routine.blocks().get(i));
        }
        out.append("}\n");
    }

    private void printBlock(int index, Block block) {
        out.append('b').append(index);
        String separator = "(";
        for (BlockParameter parameter : block.parameters()) {
            out.append(separator).append('%').append(parameter.value());
            out.append(':').append(Words.type(parameter.type()));
            separator = ", ";
        }
        if (!block.parameters().isEmpty()) {
            out.append(')');
        }
        block.onError().ifPresent(edge -> out.append(" onError ").append(text(edge)));
        out.append(":\n");
        for (Instruction instruction : block.instructions()) {
            printInstruction(instruction);
        }
        out.append("    ").append(text(block.terminator())).append('\n');
    }

    private void printInstruction(Instruction instruction) {
        int start = out.length();
        out.append("    ").append(text(instruction));
        int location = instruction.location();
        if (location >= 0) {
            out.append(" @").append(location);
        }
        if (location >= 0 && location < locations.size()) {
            int padding = COMMENT_COLUMN - (out.length() - start);
            out.repeat(' ', Math.max(1, padding));
            out.append("; line ").append(locations.get(location).line());
        }
        out.append('\n');
    }

    private static String text(Instruction instruction) {
        StringBuilder text = new StringBuilder();
        text.append('%').append(instruction.result());
        text.append(':').append(Words.type(instruction.type()));
        text.append(" = ").append(OpcodePrinter.print(instruction.opcode()));
        for (int i = 0; i < instruction.operandCount(); i++) {
            text.append(i == 0 ? " %" : ", %").append(instruction.operand(i));
        }
        return text.toString();
    }

    private static String text(Terminator terminator) {
        return switch (terminator) {
            case Terminator.Jump(var edge) -> "jump " + text(edge);
            case Terminator.Branch(var condition, var whenTrue, var whenFalse) ->
                    "branch %" + condition + " " + text(whenTrue) + " " + text(whenFalse);
            case Terminator.Return(var value) -> "return %" + value;
            case Terminator.Raise(var error) -> "raise %" + error;
        };
    }

    private static String text(Edge edge) {
        StringBuilder text = new StringBuilder("b").append(edge.target());
        for (int i = 0; i < edge.argumentCount(); i++) {
            text.append(i == 0 ? "(%" : ", %").append(edge.argument(i));
        }
        return edge.argumentCount() == 0 ? text.toString() : text.append(')').toString();
    }

    private static String text(Projection projection) {
        if (projection.whole()) {
            return "*";
        }
        if (projection.members().isEmpty() && projection.elements().isPresent()) {
            return elements(projection);
        }
        StringBuilder text = new StringBuilder("{");
        String separator = "";
        for (Projection.Member member : projection.members()) {
            text.append(separator).append(Literals.string(member.name())).append(": ");
            text.append(text(member.projection()));
            separator = ", ";
        }
        text.append('}');
        return projection.elements().isPresent()
                ? text.append(' ').append(elements(projection)).toString()
                : text.toString();
    }

    private static String elements(Projection projection) {
        return "[" + text(projection.elements().orElseThrow()) + "]";
    }

    private static int greatestValue(Routine routine) {
        int greatest = -1;
        for (Block block : routine.blocks()) {
            for (BlockParameter parameter : block.parameters()) {
                greatest = Math.max(greatest, parameter.value());
            }
            for (Instruction instruction : block.instructions()) {
                greatest = Math.max(greatest, instruction.result());
            }
        }
        return greatest;
    }
}
