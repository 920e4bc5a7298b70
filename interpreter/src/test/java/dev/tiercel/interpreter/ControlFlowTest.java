package dev.tiercel.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.runtime.BudgetLimits;
import dev.tiercel.runtime.ErrorValue;
import dev.tiercel.runtime.Fixture;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks, edges, handlers and budgets of register code. */
final class ControlFlowTest {
    private static final int HUGE_METHOD_BYTES = 8000;

    private static final String SUM =
            """
            b0:
            %0:I = constant 0
            %1:I = constant 10
            jump b1(%0, %0)
            b1(%2:I, %3:I):
            %4:N = charge 1 @1
            %5:N = checkpoint @1
            %6:B = less %2, %1
            branch %6 b2 b3
            b2:
            %7:I = add %3, %2
            %8:I = increment %2
            jump b1(%8, %7)
            b3:
            return %3
            """;

    private static BudgetLimits fuel(long fuel) {
        return new BudgetLimits(fuel, 30_000, 256L << 20, 256, 10_000);
    }

    @Test
    void loopCarriesItsValues() {
        IrRun run = IrRun.of(SUM);

        assertThat(run.value()).isEqualTo(45L);
        assertThat(run.fuel()).isEqualTo(11);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 6_000})
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void loopHandsOnItsValuesAllAtOnce(int count) {
        IrRun run = IrRun.of(rotateTwice(count));

        assertThat(run.value()).isEqualTo(count - 3L);
    }

    /** Numbers from 0 to count - 1 are moved on by one place, twice; the last one is returned. */
    private static String rotateTwice(int count) {
        StringBuilder constants = new StringBuilder();
        StringBuilder numbers = new StringBuilder();
        StringBuilder parameters = new StringBuilder();
        StringBuilder rotated = new StringBuilder(", %" + 2 * count);
        for (int i = 0; i < count; i++) {
            constants.append("%%%d:I = constant %d%n".formatted(i, i));
            numbers.append(", %").append(i);
            parameters.append(", %%%d:I".formatted(count + 1 + i));
            if (i > 0) {
                rotated.append(", %").append(count + i);
            }
        }
        return """
        b0:
        %sjump b1(%%0%s)
        b1(%%%d:I%s):
        %%%d:B = less %%%d, %%2
        branch %%%d b2 b3
        b2:
        %%%d:I = increment %%%d
        jump b1(%%%d%s)
        b3:
        return %%%d
        """
                .formatted(
                        constants,
                        numbers,
                        count,
                        parameters,
                        2 * count + 1,
                        count,
                        2 * count + 1,
                        2 * count + 2,
                        count,
                        2 * count + 2,
                        rotated,
                        2 * count);
    }

    @Test
    void fuelIsEnoughExactlyForTheStepsTaken() {
        assertThat(IrRun.of(fuel(11), SUM).value()).isEqualTo(45L);
        assertThat(IrRun.of(fuel(10), SUM).codeAndLine()).isEqualTo("LIMIT_FUEL 11");
    }

    @Test
    void deadlineIsComparedAtCheckpoints() {
        String routine =
                """
                b0:
                %0:N = checkpoint
                %1:I = constant %MS%
                %2:N = sleep %1
                %3:N = checkpoint @3
                return %3
                """;
        BudgetLimits limits = new BudgetLimits(10, 100, 1000, 1, 1);

        assertThat(IrRun.of(limits, routine.replace("%MS%", "99")).error()).isEmpty();
        assertThat(IrRun.of(limits, routine.replace("%MS%", "100")).codeAndLine())
                .isEqualTo("LIMIT_DEADLINE 13");
    }

    @Test
    void memoryIsChargedForWhatIsBuilt() {
        String routine =
                """
                b0:
                %0:I = constant 1
                %1:A = makeArray %0, %0, %0 @2
                return %1
                """;

        assertThat(IrRun.of(new BudgetLimits(1, 1000, 40, 1, 1), routine).memory()).isEqualTo(40);
        assertThat(IrRun.of(new BudgetLimits(1, 1000, 39, 1, 1), routine).codeAndLine())
                .isEqualTo("LIMIT_MEMORY 12");
    }

    @Test
    void argumentsOfAnEdgeArePassedAllAtOnce() {
        IrRun run =
                IrRun.of(
                        """
                        b0:
                        %0:I = constant 1
                        %1:I = constant 2
                        %2:S = constant "a"
                        %3:S = constant "b"
                        %4:I = constant 0
                        jump b1(%0, %1, %2, %3, %4)
                        b1(%5:I, %6:I, %7:S, %8:S, %9:I):
                        %10:I = constant 3
                        %11:B = less %9, %10
                        branch %11 b2 b3
                        b2:
                        %12:I = increment %9
                        jump b1(%6, %5, %8, %7, %12)
                        b3:
                        %13:A = makeArray %5, %6, %7, %8
                        return %13
                        """);

        assertThat(run.value()).isEqualTo(Fixture.array("[2,1,\"b\",\"a\"]"));
    }

    @Test
    void numberIsBoxedOnItsWayToAWiderParameter() {
        IrRun run =
                IrRun.of(
                        """
                        b0:
                        %0:B = constant true
                        branch %0 b1 b2
                        b1:
                        %1:I = constant 1
                        jump b3(%1, %0)
                        b2:
                        %2:D = constant 1.5
                        jump b3(%2, %0)
                        b3(%3:ID, %4:any):
                        %5:A = makeArray %3, %4
                        return %5
                        """);

        assertThat(run.value()).isEqualTo(Fixture.array("[1,true]"));
    }

    @Test
    void valuesSurviveBlocksThatAreWrittenInAnotherOrder() {
        IrRun run =
                IrRun.of(
                        """
                        b0:
                        jump b3
                        b1:
                        %0:I = constant 100
                        %1:I = increment %0
                        %2:I = increment %1
                        jump b2(%2)
                        b2(%3:I):
                        %4:A = makeArray %3, %6
                        return %4
                        b3:
                        %5:I = constant 6
                        %6:I = increment %5
                        jump b1
                        """);

        assertThat(run.value()).isEqualTo(Fixture.array("[102,7]"));
    }

    @Test
    void blocksThatNothingReachesAreNoCode() {
        IrRun run =
                IrRun.of(
                        """
                        b0:
                        %0:I = constant 1
                        return %0
                        b1:
                        %1:I = increment %2
                        %2:I = increment %1
                        jump b1
                        """);

        assertThat(run.value()).isEqualTo(1L);
    }

    @Test
    void handlerReceivesTheErrorAndWhatWasKnownBeforeTheBlock() {
        IrRun run =
                IrRun.of(
                        """
                        b0:
                        %0:I = constant 7
                        %1:N = constant null
                        jump b1
                        b1 onError b2(%0):
                        %2:I = constant 8
                        %3:IDSA = add %1, %2 @4
                        return %3
                        b2(%4:O, %5:I):
                        %6:any = getMember "code" %4
                        %7:any = getMember "source" %4
                        %8:any = getMember "line" %7
                        %9:A = makeArray %5, %6, %8
                        return %9
                        """);

        assertThat(run.value()).isEqualTo(Fixture.array("[7,\"TYPE_ERROR\",14]"));
    }

    @Test
    void registersOfTheFailingInstructionAreUntouched() {
        IrRun run =
                IrRun.of(
                        """
                        b0:
                        %0:I = constant 9223372036854775807
                        jump b1(%0)
                        b1(%1:I):
                        jump b2
                        b2 onError b3(%1):
                        %2:I = add %1, %1
                        jump b1(%2)
                        b3(%3:O, %4:I):
                        return %4
                        """);

        assertThat(run.value()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void errorInAHandlerGoesToTheOuterHandler() {
        IrRun run =
                IrRun.of(
                        """
                        b0:
                        %0:N = constant null
                        %1:I = constant 1
                        jump b1
                        b1 onError b2:
                        %2:IDSA = add %0, %1 @1
                        return %2
                        b2(%3:O) onError b3(%3):
                        %4:ID = subtract %0, %1 @2
                        return %4
                        b3(%5:O, %6:O):
                        %7:O = setCause %5, %6
                        raise %7
                        """);

        assertThat(run.codeAndLine()).isEqualTo("TYPE_ERROR 12");
    }

    @Test
    void errorRaisedAgainKeepsItsSource() {
        IrRun run =
                IrRun.of(
                        """
                        b0:
                        %0:N = constant null
                        %1:I = constant 1
                        jump b1
                        b1 onError b2:
                        %2:IDSA = add %0, %1 @1
                        return %2
                        b2(%3:O):
                        %4:N = charge 1 @5
                        raise %3
                        """);

        assertThat(run.codeAndLine()).isEqualTo("TYPE_ERROR 11");
    }

    @Test
    void raisedErrorHasTheSourceOfTheTerminatorsBlock() {
        IrRun run =
                IrRun.of(
                        """
                        b0:
                        %0:S = constant "Out of stock"
                        %1:S = constant "NO_STOCK"
                        %2:I = constant 409
                        %3:N = constant null
                        %4:O = makeError %0, %1, %2, %3 @5
                        raise %4
                        """);

        assertThat(run.error()).isEqualTo("NO_STOCK 15: Out of stock");
    }

    @Test
    void positionIsThatOfTheInstructionAndNotOfConstantsBeforeIt() {
        IrRun run =
                IrRun.of(
                        """
                        b0:
                        %0:I = constant 1 @1
                        %1:A = constant [] @2
                        %2:N = constant null @3
                        %3:B = less %0, %1 @4
                        %4:N = constant null @5
                        return %3
                        """);

        assertThat(run.codeAndLine()).isEqualTo("TYPE_ERROR 14");
    }

    @Test
    void errorOfACalledRoutineIsHandledByTheCaller() {
        IrRun run =
                IrRun.of(
                        """
                        b0 onError b1:
                        %0:I = constant 0
                        %1:D = callRoutine r1 %0 @1
                        return %1
                        b1(%2:O):
                        %3:any = getMember "source" %2
                        %4:any = getMember "line" %3
                        return %4
                        """,
                        """
                        b0(%0:I):
                        %1:D = divide %0, %0 @3
                        return %1
                        """);

        assertThat(run.value()).isEqualTo(13L);
    }

    /** A loop that runs out of fuel, whose handler needs the given number of steps. */
    private static String grace(int steps) {
        return """
        b0:
        %0:B = constant true
        jump b1
        b1 onError b2:
        %1:N = charge 100 @1
        %2:N = checkpoint @1
        return %2
        b2(%3:O) onError b3:
        %4:N = charge STEPS @2
        %5:N = checkpoint @2
        %6:any = getMember "code" %3
        return %6
        b3(%7:O):
        %8:S = constant "caught twice"
        return %8
        """
                .replace("STEPS", "" + steps);
    }

    @Test
    void handlerOfALimitHasTheGraceBudgetAndNoHandlerSeesItsEnd() {
        assertThat(IrRun.of(fuel(99), grace(10_000)).value()).isEqualTo("LIMIT_FUEL");
        IrRun second = IrRun.of(fuel(99), grace(10_001));
        assertThat(second.value()).isNull();
        assertThat(second.codeAndLine()).isEqualTo("LIMIT_FUEL 12");
    }

    private static final String RECURSION =
            """
            b0(%0:any):
            %1:N = charge 1 @1
            %2:N = checkpoint @1
            %3:N = enterCall @1
            %4:any = callRoutine r1 %0
            %5:N = leaveCall
            return %4
            """;

    @ParameterizedTest(name = "limit {0}")
    @ValueSource(ints = {1, 256})
    void endlessRecursionStopsAtTheLimit(int depth) {
        IrRun run =
                IrRun.of(
                        new BudgetLimits(10_000_000, 30_000, 1 << 20, depth, 10),
                        """
                        b0:
                        %0:N = constant null
                        %1:any = callRoutine r1 %0
                        return %1
                        """,
                        RECURSION);

        assertThat(run.codeAndLine()).isEqualTo("LIMIT_DEPTH 11");
        assertThat(run.fuel()).isEqualTo(depth + 1);
    }

    @Test
    void recursionThroughPredicatesAtTheGreatestDepthDoesNotOverflowTheStack() {
        IrRun run =
                IrRun.of(
                        """
                        b0:
                        %0:A = constant [1]
                        %1:I = constant 0
                        %2:any = callRoutine r1 %0, %1
                        return %2
                        """,
                        """
                        b0(%0:any, %1:I):
                        %2:N = enterCall @1
                        %3:A = constant [1]
                        %4:NA = callWithPredicate map r1 arguments 1 %3 @2
                        %5:N = leaveCall
                        return %4
                        """);

        assertThat(run.codeAndLine()).isEqualTo("LIMIT_DEPTH 11");
    }

    @Test
    void depthIsRestoredAfterACaughtError() {
        IrRun run =
                IrRun.of(
                        """
                        b0:
                        %0:I = loadDepth
                        %1:N = constant null
                        jump b1
                        b1 onError b2(%0):
                        %2:N = enterCall
                        %3:any = callRoutine r1 %1
                        return %3
                        b2(%4:O, %5:I):
                        %6:N = storeDepth %5
                        %7:I = loadDepth
                        return %7
                        """,
                        RECURSION);

        assertThat(run.value()).isEqualTo(0L);
    }

    @Test
    void cancellationIsCatchableAndOnce() {
        Fixture fixture = Fixture.create();
        var program =
                IrRun.program(
                        """
                        b0 onError b1:
                        %0:N = checkpoint @1
                        return %0
                        b1(%1:O):
                        %2:N = checkpoint @2
                        return %1
                        """);
        var context = fixture.context(program.locations());
        context.cancel();

        Object caught = InterpretedProgram.of(program).execute(context);

        assertThat(((ErrorValue) Objects.requireNonNull(caught)).code()).isEqualTo("CANCELLED");
        assertThat(context.nanosLeft()).isEqualTo(Duration.ofSeconds(30).toNanos());
    }

    @Test
    void loopOfTheInterpreterStaysBelowTheSizeThatIsNotCompiled() throws IOException {
        int largest = 0;
        try (InputStream in =
                Objects.requireNonNull(Activation.class.getResourceAsStream("Activation.class"))) {
            ClassModel model = ClassFile.of().parse(in.readAllBytes());
            for (MethodModel method : model.methods()) {
                largest =
                        Math.max(
                                largest,
                                method.code()
                                        .map(code -> ((CodeAttribute) code).codeLength())
                                        .orElse(0));
            }
        }

        assertThat(largest).isBetween(500, HUGE_METHOD_BYTES - 1);
    }
}
