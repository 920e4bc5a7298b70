package dev.tiercel.jit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.interpreter.InterpretedProgram;
import dev.tiercel.ir.Program;
import dev.tiercel.ir.Root;
import dev.tiercel.ir.text.IrParser;
import dev.tiercel.jit.emit.BuiltinTarget;
import dev.tiercel.jit.emit.ClassEmitter;
import dev.tiercel.jit.emit.EmitLimits;
import dev.tiercel.runtime.BudgetLimits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Programs at the limits of methods, of operands and of the call depth. */
final class LargeProgramTest {
    private static final int HOTSPOT_METHOD_BYTES_MAX = 8_000;

    private static void runsAsInterpreted(Program program, Object... bodies) {
        CompiledProgram compiled =
                CompiledProgram.of(program, EmitLimits.DEFAULTS, BuiltinTarget::ofRuntime);

        assertThat(compiled.code().statistics().largestMethodBytes())
                .isLessThanOrEqualTo(HOTSPOT_METHOD_BYTES_MAX);
        InterpretedProgram interpreted = InterpretedProgram.of(program);
        for (Object body : bodies) {
            TestRequest request = new TestRequest();
            request.root(Root.BODY, body);
            assertThat(Observation.of(compiled.code().executable(), program, request))
                    .isEqualTo(Observation.of(interpreted, program, request));
        }
    }

    @Test
    void tenThousandOperationsInARowAreSpreadOverMethods() {
        List<String> lines = new ArrayList<>(List.of("%0:any = loadRoot body @0"));
        int operations = 10_000;
        for (int i = 1; i <= 2 * operations; i += 2) {
            lines.add("%" + i + ":N = charge 1");
            lines.add("%" + (i + 1) + ":any = add %" + (i - 1) + ", %0 @" + i % 3);
        }

        runsAsInterpreted(IrParser.parse(Texts.lines(lines.toArray(String[]::new))), 2L, "x", true);
    }

    @Test
    void thousandsOfBranchesInALoopAreSpreadOverMethods() {
        int arms = 2_000;
        StringBuilder text = new StringBuilder("b0:\n%7:any = loadRoot body @0\n");
        text.append("%0:I = convertInteger \"n\" 0 2000 %7 @0\n");
        text.append("%1:I = constant 0\njump b1(%1, %1)\n");
        text.append("b1(%2:I, %3:I):\n%4:N = charge 1\n%5:N = checkpoint @0\n");
        text.append("%6:B = less %2, %0 @1\nbranch %6 b2(%3) b3\n");
        int value = 8;
        int block = 4;
        int entry = 2;
        for (int i = 0; i < arms; i++) {
            text.append("b%d(%%%d:I):\n".formatted(entry, value));
            text.append("%%%d:I = constant %d\n".formatted(value + 1, i));
            text.append("%%%d:B = equal %%2, %%%d @1\n".formatted(value + 2, value + 1));
            text.append(
                    "branch %%%d b%d b%d(%%%d)\n".formatted(value + 2, block, block + 1, value));
            text.append(
                    "b%d:\n%%%d:I = add %%%d, %%%d @2\n"
                            .formatted(block, value + 3, value, value + 1));
            text.append("jump b%d(%%%d)\n".formatted(block + 1, value + 3));
            entry = block + 1;
            value += 4;
            block += 2;
        }
        text.append("b%d(%%%d:I):\n".formatted(entry, value));
        text.append(
                "%%%d:I = increment %%2\njump b1(%%%d, %%%d)\n"
                        .formatted(value + 1, value + 1, value));
        text.append("b3:\nreturn %3\n");

        runsAsInterpreted(IrParser.parse(Texts.blocks(inOrder(text.toString()))), 2_000L);
    }

    @Test
    void thousandsOfHandlersAreSpreadOverMethods() {
        int attempts = 3_000;
        int end = attempts + 1;
        StringBuilder text = new StringBuilder("b0:\n%0:any = loadRoot body @0\njump b1(%0, %0)\n");
        StringBuilder handlers = new StringBuilder();
        for (int i = 0; i < attempts; i++) {
            int value = 1 + 7 * i;
            text.append("b%d(%%%d:any, %%%d:any)".formatted(i + 1, value, value + 1));
            text.append(" onError b%d(%%%d, %%%d):\n".formatted(end + 1 + i, value, value + 1));
            text.append("%%%d:any = add %%%d, %%0 @%d\n".formatted(value + 2, value, i % 3));
            text.append("jump b%d(%%%d, %%%d)\n".formatted(i + 2, value + 2, value + 1));
            handlers.append(
                    "b%d(%%%d:O, %%%d:any, %%%d:any):\n"
                            .formatted(end + 1 + i, value + 3, value + 4, value + 5));
            handlers.append(
                    "%%%d:any = getMember \"message\" slot 1 %%%d\n"
                            .formatted(value + 6, value + 3));
            handlers.append("jump b%d(%%%d, %%%d)\n".formatted(i + 2, value + 4, value + 6));
        }
        int last = 1 + 7 * attempts;
        text.append("b%d(%%%d:any, %%%d:any):\n".formatted(end, last, last + 1));
        text.append("%%%d:A = makeArray %%%d, %%%d\n".formatted(last + 2, last, last + 1));
        text.append("return %%%d\n".formatted(last + 2)).append(handlers);

        runsAsInterpreted(
                IrParser.parse(Texts.blocks(text.toString())), 2L, true, Long.MAX_VALUE, "x");
    }

    /** Sorts blocks by their numbers, as the text of a program wants them. */
    private static String inOrder(String blocks) {
        return List.of(blocks.split("(?m)^(?=b\\d)", -1)).stream()
                .filter(block -> !block.isEmpty())
                .sorted(
                        Comparator.comparingInt(
                                block -> Integer.parseInt(block.split("[^0-9]+", 3)[1])))
                .collect(Collectors.joining());
    }

    @Test
    void thousandsOfElementsAreSpreadOverMethods() {
        List<String> lines = new ArrayList<>(List.of("%0:any = loadRoot body @0"));
        int count = 5_000;
        for (int i = 1; i <= count; i++) {
            lines.add("%" + i + ":S = concatenate %0, %0 @" + i % 3);
        }
        String all =
                IntStream.rangeClosed(0, count)
                        .mapToObj(i -> "%" + i)
                        .collect(Collectors.joining(", "));
        lines.add("%" + (count + 1) + ":A = makeArray " + all + " @1");

        runsAsInterpreted(IrParser.parse(Texts.lines(lines.toArray(String[]::new))), "ab");
    }

    private static final String RECURSION =
            Texts.blocks(
                            """
                            b0:
                                %0:any = loadRoot body @0
                                %1:any = callRoutine r1 %0 @0
                                return %1
                            """)
                    + """
                    routine 1 "function" {
                    b0(%0:any):
                        %1:N = charge 1
                        %2:N = checkpoint @1
                        %3:N = enterCall @1
                        %4:any = callRoutine r1 %0 @1
                        %5:N = leaveCall
                        return %4
                    }
                    """;

    @Test
    void endlessRecursionRaisesLimitDepth() {
        CompiledProgram program = CompiledProgram.of(RECURSION);

        assertThat(program.raise().code()).isEqualTo("LIMIT_DEPTH");
        assertThat(program.raise().value().location().orElseThrow().line()).isEqualTo(13);
        program.with(r -> r.limits(new BudgetLimits(1 << 20, 30_000, 1 << 20, 2_000, 10)));
        assertThat(program.raise().code()).isEqualTo("LIMIT_DEPTH");
    }

    @Test
    void theClassNamesItsDocumentAndTheLinesOfItsOperations() {
        Program program =
                IrParser.parse(
                        Texts.lines(
                                "%0:any = loadRoot body @0",
                                "%1:any = add %0, %0 @1", "%2:any = multiply %1, %0 @2"));
        List<String> found = new ArrayList<>();

        new ClassReader(
                        new ClassEmitter(EmitLimits.DEFAULTS, BuiltinTarget::ofRuntime)
                                .emit(program)
                                .bytes())
                .accept(new LineCollector(found), 0);

        assertThat(found).containsExactly("source orders", "line 12", "line 13", "line 15");
    }

    /** Takes down the source file and the line numbers of a class. */
    private static final class LineCollector extends ClassVisitor {
        private final List<String> found;

        LineCollector(List<String> found) {
            super(Opcodes.ASM9);
            this.found = found;
        }

        @Override
        public void visitSource(String source, String debug) {
            found.add("source " + source);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitLineNumber(int line, Label start) {
                    found.add("line " + line);
                }
            };
        }
    }
}
