package dev.tiercel.jit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.ir.Root;
import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.BudgetLimits;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Blocks, edges and errors of compiled routines. */
final class ControlFlowTest {
    @Test
    void aLoopCarriesUnboxedValues() {
        CompiledProgram program =
                CompiledProgram.of(
                        Texts.blocks(
                                """
                                b0:
                                    %0:I = constant 0
                                    %1:I = loadRoot body
                                    jump b1(%0, %0)
                                b1(%2:I, %3:I):
                                    %4:B = less %2, %1
                                    branch %4 b2() b3()
                                b2:
                                    %5:I = add %3, %2
                                    %6:I = increment %2
                                    jump b1(%6, %5)
                                b3:
                                    return %3
                                """));

        assertThat(program.with(r -> r.root(Root.BODY, 1000L)).run()).isEqualTo(499500L);
        assertThat(program.with(r -> r.root(Root.BODY, 0L)).run()).isEqualTo(0L);
    }

    @Test
    void parametersThatSwapAreReadBeforeTheyAreWritten() {
        CompiledProgram program =
                CompiledProgram.of(
                        Texts.blocks(
                                """
                                b0:
                                    %0:any = loadRoot body
                                    %1:any = loadRoot message
                                    %2:any = loadRoot message_json
                                    %3:I = constant 0
                                    jump b1(%0, %1, %2, %3)
                                b1(%4:any, %5:any, %6:any, %7:I):
                                    %8:I = constant 4
                                    %9:B = less %7, %8
                                    branch %9 b2() b3()
                                b2:
                                    %10:I = increment %7
                                    jump b1(%5, %6, %4, %10)
                                b3:
                                    %11:A = makeArray %4, %5, %6
                                    return %11
                                """));

        Object result =
                program.with(
                                r -> {
                                    r.root(Root.BODY, "a");
                                    r.root(Root.MESSAGE, "b");
                                    r.root(Root.MESSAGE_JSON, "c");
                                })
                        .run();

        assertThat(result).isEqualTo(ArrayValue.copyOf(List.of("b", "c", "a")));
    }

    @Test
    void representationsChangeAlongEdges() {
        CompiledProgram program =
                CompiledProgram.of(
                        Texts.blocks(
                                """
                                b0:
                                    %0:B = loadRoot body
                                    %1:I = loadRoot message
                                    %2:D = loadRoot message_json
                                    branch %0 b1(%1) b1(%2)
                                b1(%3:ID):
                                    return %3
                                """));
        program.with(r -> {
            r.root(Root.MESSAGE, 5L);
            r.root(Root.MESSAGE_JSON, 2.5);
        });

        assertThat(program.with(r -> r.root(Root.BODY, true)).run()).isEqualTo(5L);
        assertThat(program.with(r -> r.root(Root.BODY, false)).run()).isEqualTo(2.5);
    }

    private static final String HANDLER =
            """
            b0:
                %0:any = loadRoot body
                %1:I = constant 10
                jump b1(%1)
            b1(%2:I) onError b2(%2):
                %3:D = divide %2, %0 @1
                return %3
            b2(%4:O, %5:I):
                %6:any = getMember "code" %4
                %7:any = getMember "source" %4
                %8:any = getMember "line" %7
                %9:A = makeArray %6, %8, %5
                return %9
            """;

    @Test
    void anErrorContinuesAtTheErrorEdgeWithItsSource() {
        CompiledProgram program =
                CompiledProgram.of(Texts.blocks(HANDLER)).with(r -> r.root(Root.BODY, 0L));

        assertThat(program.run())
                .isEqualTo(ArrayValue.copyOf(List.of("DIVISION_BY_ZERO", 13L, 10L)));
        assertThat(program.with(r -> r.root(Root.BODY, 4L)).run()).isEqualTo(2.5);
    }

    @Test
    void anErrorWithoutEdgeLeavesTheLogicWithItsSource() {
        CompiledProgram program =
                CompiledProgram.ofLines(
                                "%0:any = loadRoot body @0",
                                "%1:I = constant 1",
                                "%2:ID = remainder %1, %0 @1",
                                "%3:ID = subtract %2, %0 @2")
                        .with(r -> r.root(Root.BODY, 0L));

        assertThat(program.raise().value().location().orElseThrow().line()).isEqualTo(13);
        assertThat(program.with(r -> r.root(Root.BODY, Long.MIN_VALUE)).raise().value().location())
                .hasValueSatisfying(location -> assertThat(location.line()).isEqualTo(15));
    }

    @Test
    void anErrorThatIsNotCatchablePassesTheErrorEdge() {
        CompiledProgram program =
                CompiledProgram.of(
                                Texts.blocks(
                                        """
                                        b0:
                                            jump b1()
                                        b1 onError b2():
                                            %0:N = charge 20000
                                            %1:N = checkpoint @1
                                            jump b1()
                                        b2(%2:O):
                                            jump b1()
                                        """))
                        .with(r -> r.limits(new BudgetLimits(5, 30_000, 1 << 20, 10, 10)));

        assertThat(program.raise().isCatchable()).isFalse();
    }

    @Test
    void aHandlerOfAHandlerReceivesTheSecondError() {
        CompiledProgram program =
                CompiledProgram.of(
                        Texts.blocks(
                                """
                                b0:
                                    jump b1()
                                b1 onError b2():
                                    %0:S = constant "first"
                                    %1:N = constant null
                                    %2:O = makeError %0, %1, %1, %1 @0
                                    raise %2
                                b2(%3:O) onError b3(%3):
                                    %4:S = constant "second"
                                    %5:N = constant null
                                    %6:O = makeError %4, %5, %5, %5 @2
                                    %7:O = setCause %6, %3
                                    raise %7
                                b3(%8:O, %9:O):
                                    %10:any = getMember "message" %8
                                    %11:any = getMember "cause" %8
                                    %12:any = getMember "message" %11
                                    %13:any = getMember "message" %9
                                    %14:A = makeArray %10, %12, %13
                                    return %14
                                """));

        assertThat(program.run()).isEqualTo(ArrayValue.copyOf(List.of("second", "first", "first")));
    }

    @Test
    void routinesCallEachOtherAndPredicatesSeeTheirCaptures() {
        CompiledProgram program =
                CompiledProgram.of(
                        Texts.blocks(
                                        """
                                        b0:
                                            %0:any = loadRoot body
                                            %1:I = constant 2
                                            %2:I = callRoutine r1 %1
                                            %3:NA = callWithPredicate filter r2 arguments 1 %0, %2
                                            return %3
                                        """)
                                + """
                                routine 1 "double" {
                                b0(%0:I):
                                    %1:I = add %0, %0
                                    return %1
                                }
                                routine 2 "predicate" {
                                b0(%0:any, %1:I, %2:I):
                                    %3:B = less %1, %2
                                    return %3
                                }
                                """);

        Object result =
                program.with(r ->
                                r.root(
                                        Root.BODY,
                                        ArrayValue.copyOf(List.of("a", "b", "c", "d", "e", "f"))))
                        .run();

        assertThat(result).isEqualTo(ArrayValue.copyOf(List.of("a", "b", "c", "d")));
    }
}
