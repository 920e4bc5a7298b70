package dev.tiercel.jit.emit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.ir.Program;
import dev.tiercel.ir.text.IrParser;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Which lines the code of a class has, when some of it was inlined from other documents. */
final class LineTableTest {
    private static final String INLINED =
            """
            program "orders"
            location 0 "orders" "set" "/logic/0" 12:5
            location 1 "tax" "set" "/logic/0" 3:5
            location 2 "round" "set" "/logic/0" 12:5
            location 3 "tax" "return" "/logic/1" 4:5
            location 4 "orders" "return" "/logic/1" %d:5

            routine 0 "main" {
            b0:
                %%0:any = loadRoot body
                %%1:any = add %%0, %%0 @0
                %%2:any = add %%1, %%0 @1
                %%3:any = add %%2, %%0 @2
                %%4:any = add %%3, %%0 @3
                %%5:any = add %%4, %%0 @1
                %%6:any = add %%5, %%0 @4
                return %%6
            }
            """;

    @Test
    void linesOfOtherDocumentsComeAfterTheOwnOnesAndAreMapped() {
        Program program = IrParser.parse(INLINED.formatted(15));

        assertThat(lines(program)).containsExactly(12, 16, 17, 18, 16, 15);
        assertThat(source(program))
                .isEqualTo(
                        new ClassSource(
                                "orders",
                                """
                                SMAP
                                orders
                                Tiercel
                                *S Tiercel
                                *F
                                1 orders
                                2 tax
                                3 round
                                *L
                                1#1,15:1
                                3#2:16
                                12#3:17
                                4#2:18
                                *E
                                """));
    }

    @Test
    void aClassWithoutCodeOfOtherDocumentsHasNoMap() {
        Program program = IrParser.parse(INLINED.formatted(15).replaceAll("tax|round", "orders"));

        assertThat(lines(program)).containsExactly(12, 3, 12, 4, 3, 15);
        assertThat(source(program)).isEqualTo(new ClassSource("orders", ""));
    }

    @Test
    void linesAfterTheLastNumberThatAClassCanHoldAreLeftOut() {
        Program program = IrParser.parse(INLINED.formatted(65_534));

        assertThat(lines(program)).containsExactly(12, 65_535, 65_534);
        assertThat(source(program).map()).endsWith("*L\n1#1,65534:1\n3#2:65535\n*E\n");
    }

    @Test
    void aRouteWhoseNameHasALineBreakDoesNotBreakTheMap() {
        Program program =
                IrParser.parse(INLINED.formatted(15).replace("\"orders\"", "\"or\\nders\""));

        assertThat(source(program).document()).isEqualTo("or\nders");
        assertThat(source(program).map()).startsWith("SMAP\nor ders\nTiercel\n");
    }

    private static byte[] emit(Program program) {
        return new ClassEmitter(EmitLimits.DEFAULTS, BuiltinTarget::ofRuntime)
                .emit(program)
                .bytes();
    }

    /** Returns the source of a program, which the class file says as well. */
    private static ClassSource source(Program program) {
        ClassSource source = ClassSource.of(program);
        String map = source.map().isEmpty() ? null : source.map();
        new ClassReader(emit(program))
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public void visitSource(String document, @Nullable String debug) {
                                assertThat(document).isEqualTo(source.document());
                                assertThat(debug).isEqualTo(map);
                            }
                        },
                        ClassReader.SKIP_CODE);
        return source;
    }

    /** Returns the line numbers of a class in the order of its code. */
    private static List<Integer> lines(Program program) {
        List<Integer> lines = new ArrayList<>();
        MethodVisitor method =
                new MethodVisitor(Opcodes.ASM9) {
                    @Override
                    public void visitLineNumber(int line, Label start) {
                        lines.add(line);
                    }
                };
        new ClassReader(emit(program))
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access,
                                    String name,
                                    String descriptor,
                                    String signature,
                                    String[] exceptions) {
                                return method;
                            }
                        },
                        0);
        return lines;
    }
}
