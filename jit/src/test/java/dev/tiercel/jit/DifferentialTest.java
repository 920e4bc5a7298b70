package dev.tiercel.jit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.interpreter.InterpretedProgram;
import dev.tiercel.ir.Program;
import dev.tiercel.ir.Root;
import dev.tiercel.ir.pass.ConstantEvaluator;
import dev.tiercel.ir.pass.PassPipeline;
import dev.tiercel.ir.random.RandomPrograms;
import dev.tiercel.ir.text.IrPrinter;
import dev.tiercel.jit.emit.BuiltinTarget;
import dev.tiercel.jit.emit.EmitLimits;
import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.BudgetLimits;
import dev.tiercel.runtime.Executable;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.runtime.Shape;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The tiers against each other on random programs: the same result, error, source, fuel, memory and
 * effects (GEN-1, OP-38). The class of every program is checked instruction by instruction.
 */
final class DifferentialTest {
    private static final int SEEDS = 120;

    /** Methods are spread over several as soon as they have more than a few instructions. */
    private static final EmitLimits SPREAD = new EmitLimits(200, 150, 8_000, 2);

    private static final BudgetLimits AMPLE = new BudgetLimits(1 << 20, 30_000, 1 << 24, 64, 100);

    private final PassPipeline passes = new PassPipeline(ConstantEvaluator.NONE, AMPLE.callDepth());

    @ParameterizedTest(name = "seeds from {0}")
    @DisplayName("GEN-1: interpreter and generated classes, whole and spread, behave alike")
    @ValueSource(longs = {0, 1_000, 2_000, 3_000, 4_000, 5_000, 6_000, 7_000})
    void tiersBehaveAlike(long first) {
        LongStream.range(first, first + SEEDS)
                .parallel()
                .forEach(seed -> compare(seed, RandomPrograms.of(seed, 3 + (int) (seed % 10))));
    }

    private void compare(long seed, Program lowered) {
        Program optimized = passes.run(lowered).program();
        boolean isSpread = seed % 2 == 0;
        EmitLimits limits = isSpread ? SPREAD : EmitLimits.DEFAULTS;
        Executable reference = InterpretedProgram.of(lowered);
        Executable interpreted = InterpretedProgram.of(optimized);
        Executable compiled = compiled(lowered, limits);
        Executable best = compiled(optimized, limits);
        TestRequest request = new TestRequest();
        roots(request, seed);
        for (BudgetLimits budgets : budgets(seed)) {
            request.limits(budgets);
            Observation expected = Observation.of(reference, lowered, request);
            Observation passed = Observation.of(interpreted, optimized, request);
            if (budgets.memoryBytes() == AMPLE.memoryBytes()) {
                check(
                        seed,
                        lowered,
                        "passes",
                        passed.withoutSparedCounts(),
                        expected.withoutSparedCounts());
            }
            Observation actual = Observation.of(compiled, lowered, request);
            check(seed, lowered, "compiled", actual, expected);
            actual = Observation.of(best, optimized, request);
            check(seed, optimized, "compiled after passes", actual, passed);
        }
    }

    private static Executable compiled(Program program, EmitLimits limits) {
        return CompiledProgram.of(program, limits, BuiltinTarget::ofRuntime).code().executable();
    }

    private static void check(
            long seed, Program program, String tier, Observation actual, Observation expected) {
        assertThat(actual)
                .as(() -> "seed " + seed + ", " + tier + "\n" + IrPrinter.print(program))
                .isEqualTo(expected);
    }

    private static List<BudgetLimits> budgets(long seed) {
        Random random = new Random(seed);
        return List.of(
                AMPLE,
                new BudgetLimits(random.nextInt(30), 30_000, 1 << 24, 64, 100),
                new BudgetLimits(1 << 20, 30_000, random.nextInt(2_000), 64, 100));
    }

    private static void roots(TestRequest request, long seed) {
        Object body =
                switch ((int) (seed % 5)) {
                    case 0 -> 7L;
                    case 1 -> "text";
                    case 2 -> ArrayValue.copyOf(List.of(1L, 2.5, "a"));
                    case 3 -> ObjectValue.wrap(Shape.of("b", "a"), new Object[] {2L, "x"});
                    default -> null;
                };
        request.root(Root.BODY, body);
        request.root(Root.QUERY, ObjectValue.wrap(Shape.of("a"), new Object[] {"1"}));
    }
}
