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
import dev.tiercel.ir.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads programs from the text that {@link IrPrinter} writes. Comments run from {@code ;} to the
 * end of the line. Whether the program makes sense is the verifier's question. Thread-safe.
 */
public final class IrParser {
    private final IrScanner in;
    private int greatestValue;

    private IrParser(String text) {
        this.in = new IrScanner(text);
    }

    /**
     * Reads one program.
     *
     * @throws IrParseException at the first place that is not as the syntax says
     */
    public static Program parse(String text) {
        return new IrParser(text).program();
    }

    private Program program() {
        in.skipLines();
        in.expectWord("program");
        String name = in.string();
        in.endLine();
        List<SourceLocation> locations = new ArrayList<>();
        while (in.acceptWord("location")) {
            expectIndex(locations.size(), in.number("the number of the location"));
            locations.add(location());
        }
        Optional<Projection> projection = Optional.empty();
        if (in.acceptWord("projection")) {
            projection = Optional.of(projection());
            in.endLine();
        }
        List<Routine> routines = new ArrayList<>();
        do {
            routines.add(routine(routines.size()));
        } while (!in.skipLines());
        return new Program(name, routines, locations, projection);
    }

    private SourceLocation location() {
        String document = in.string();
        String operation = in.string();
        String pointer = in.string();
        int line = in.number("a line");
        in.expect(':');
        int column = in.number("a column");
        in.endLine();
        return new SourceLocation(document, operation, pointer, line, column);
    }

    // Projections are as deep as paths in documents, whose length is limited.
    private Projection projection() {
        if (in.accept('*')) {
            return Projection.WHOLE;
        }
        List<Projection.Member> members = new ArrayList<>();
        boolean hasMembers = in.accept('{');
        if (hasMembers) {
            in.separated('}', () -> members.add(member()));
        }
        Optional<Projection> elements = Optional.empty();
        if (in.accept('[')) {
            elements = Optional.of(projection());
            in.expect(']');
        } else if (!hasMembers) {
            throw in.error("expected a projection: *, { or [");
        }
        return new Projection(false, members, elements);
    }

    private Projection.Member member() {
        String name = in.string();
        in.expect(':');
        return new Projection.Member(name, projection());
    }

    private Routine routine(int index) {
        in.expectWord("routine");
        expectIndex(index, in.number("the number of the routine"));
        String name = in.string();
        int values = in.acceptWord("values") ? in.number("a number of values") : -1;
        in.expect('{');
        in.endLine();
        greatestValue = -1;
        List<Block> blocks = new ArrayList<>();
        while (!in.accept('}')) {
            blocks.add(block(blocks.size()));
        }
        in.endLine();
        if (blocks.isEmpty()) {
            throw in.error("a routine has at least one block");
        }
        return new Routine(name, blocks, values < 0 ? greatestValue + 1 : values);
    }

    private Block block(int index) {
        expectIndex(index, in.index('b'));
        List<BlockParameter> parameters = new ArrayList<>();
        if (in.accept('(')) {
            in.separated(')', () -> parameters.add(parameter()));
        }
        Optional<Edge> onError = in.acceptWord("onError") ? Optional.of(edge()) : Optional.empty();
        in.expect(':');
        in.endLine();
        List<Instruction> instructions = new ArrayList<>();
        while (in.isAt('%')) {
            instructions.add(instruction());
        }
        Terminator terminator = terminator();
        in.endLine();
        return new Block(parameters, instructions, terminator, onError);
    }

    private BlockParameter parameter() {
        int value = definition();
        return new BlockParameter(value, type());
    }

    private Instruction instruction() {
        int result = definition();
        ValueType type = type();
        in.expect('=');
        Opcode opcode = OpcodeParser.parse(in);
        int[] operands = operands();
        int location = in.accept('@') ? in.number("a location") : Instruction.NO_LOCATION;
        in.endLine();
        return new Instruction(result, opcode, operands, type, location);
    }

    private int[] operands() {
        List<Integer> operands = new ArrayList<>();
        if (in.isAt('%')) {
            do {
                operands.add(in.value());
            } while (in.accept(','));
        }
        return operands.stream().mapToInt(Integer::intValue).toArray();
    }

    private Terminator terminator() {
        if (in.acceptWord("jump")) {
            return new Terminator.Jump(edge());
        }
        if (in.acceptWord("branch")) {
            return new Terminator.Branch(in.value(), edge(), edge());
        }
        if (in.acceptWord("return")) {
            return new Terminator.Return(in.value());
        }
        if (in.acceptWord("raise")) {
            return new Terminator.Raise(in.value());
        }
        throw in.error("expected an instruction or jump, branch, return, raise");
    }

    private Edge edge() {
        int target = in.index('b');
        List<Integer> arguments = new ArrayList<>();
        if (in.accept('(')) {
            in.separated(')', () -> arguments.add(in.value()));
        }
        return new Edge(target, arguments.stream().mapToInt(Integer::intValue).toArray());
    }

    private int definition() {
        int value = in.value();
        greatestValue = Math.max(greatestValue, value);
        return value;
    }

    private ValueType type() {
        in.expect(':');
        String text = in.type();
        try {
            return Words.parseType(text);
        } catch (IllegalArgumentException e) {
            throw in.error("not a type: " + text);
        }
    }

    private void expectIndex(int expected, int found) {
        if (expected != found) {
            throw in.error("expected number " + expected + ", found " + found);
        }
    }
}
