package dev.tiercel.ir.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tiercel.ir.Program;
import dev.tiercel.ir.random.RandomPrograms;
import dev.tiercel.ir.text.IrParser;
import dev.tiercel.ir.text.IrPrinter;
import dev.tiercel.ir.verify.Verifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassPipelineTest {
    private static final PassPipeline VERIFYING =
            new PassPipeline(new TestEvaluator(), 3, /* verifies= */ true);

    @ParameterizedTest(name = "seeds {0} to {1}, {2} statements")
    @CsvSource({"0, 2000, 4", "3000, 3060, 12", "3200, 3206, 30"})
    void everyPassKeepsRandomProgramsValid(long from, long to, int statements) {
        for (long seed = from; seed < to; seed++) {
            Program program = RandomPrograms.of(seed, statements);
            try {
                VERIFYING.run(program);
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ", " + statements + " statements", e);
            }
        }
    }

    @Test
    void equalProgramsGiveEqualPrograms() {
        for (long seed = 0; seed < 20; seed++) {
            Program first = VERIFYING.run(RandomPrograms.of(seed, 12)).program();
            Program second = VERIFYING.run(RandomPrograms.of(seed, 12)).program();

            assertThat(first).as("seed %d", seed).isEqualTo(second);
        }
    }

    @Test
    void whatPassesMakeCanBeWrittenAndRead() {
        for (long seed = 0; seed < 60; seed++) {
            Program result = VERIFYING.run(RandomPrograms.of(seed, 12)).program();

            assertThat(IrParser.parse(IrPrinter.print(result)))
                    .as("seed %d", seed)
                    .isEqualTo(result);
        }
    }

    @Test
    void aCallWithConstantArgumentsBecomesAConstantResponseThatStillCharges() {
        Program program =
                IrParser.parse(
                        """
                        program "checkout"
                        location 0 "checkout" "call_function" "/logic/0" 3:5

                        routine 0 "main" {
                        b0:
                            %0:I = constant 50
                            %1:N = constant null
                            %2:N = charge 1
                            %3:N = charge 1
                            %4:N = checkpoint @0
                            %5:N = enterCall @0
                            %6:any = callRoutine r1 %0 @0
                            %7:N = leaveCall
                            %8:N = charge 1
                            %9:N = respond %6, %1, %1, %1 @0
                            return %1
                        }

                        routine 1 "calculate_tax" {
                        b0(%0:any):
                            %1:N = charge 1
                            %2:I = constant 10
                            %3:IDSA = add %0, %2 @0
                            return %3
                        }
                        """);

        PassPipeline.Result result = VERIFYING.run(program);

        assertThat(IrPrinter.print(result.program()))
                .isEqualTo(
                        """
                        program "checkout"
                        location 0 "checkout" "call_function" "/logic/0" 3:5
                        projection {}

                        routine 0 "main" {
                        b0:
                            %0:N = constant null
                            %2:N = charge 2
                            %3:N = checkpoint @0                                ; line 3
                            %5:N = charge 2
                            %6:N = respondTemplate 200 ["60"] @0                ; line 3
                            return %0
                        }
                        """);
        assertThat(result.inlining().entries())
                .extracting(InliningReport.Entry::toString)
                .containsExactly("Entry[name=calculate_tax, inlined=true, reason=Optional.empty]");
        assertThat(result.steps().getFirst()).isEqualTo(new PassPipeline.Step("InlineCalls", true));
    }

    @Test
    void aProgramThatIsNotValidIsRefused() {
        Program program =
                IrParser.parse("program \"t\"\nroutine 0 \"main\" {\nb0:\n    return %0\n}\n");

        assertThatThrownBy(() -> VERIFYING.run(program))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the front end broke t: 1 findings");
    }

    @Test
    void theResultIsValid() {
        Program program = RandomPrograms.of(7, 40);

        Program result = new PassPipeline(ConstantEvaluator.NONE, 256).run(program).program();

        assertThat(Verifier.findings(result)).isEmpty();
    }
}
