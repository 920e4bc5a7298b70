package dev.tiercel.jit.tier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.ir.Builtin;
import dev.tiercel.ir.Program;
import dev.tiercel.ir.Root;
import dev.tiercel.ir.text.IrParser;
import dev.tiercel.jit.ProgramCompiler;
import dev.tiercel.jit.TestRequest;
import dev.tiercel.jit.Texts;
import dev.tiercel.jit.WhyNotCompiled;
import dev.tiercel.jit.emit.BuiltinTarget;
import dev.tiercel.jit.emit.EmitLimits;
import dev.tiercel.runtime.LogicError;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Classes that are compared with the interpreter before they are used (ADM-31, MISMATCH). */
final class VerificationTest {
    private static final int CALLS = 16;
    private static final TierSettings VERIFYING = TierSettings.DEFAULTS.withVerify(true);
    private static final Program UPPER =
            IrParser.parse(
                    Texts.lines("%0:any = loadRoot body", "%1:NS = callBuiltin upper %0 @0"));

    /** A compiler with the defect that texts come out in lower case. */
    private static final ProgramCompiler WRONG =
            new ProgramCompiler(
                    EmitLimits.DEFAULTS,
                    function ->
                            BuiltinTarget.ofRuntime(
                                    function == Builtin.UPPER ? Builtin.LOWER : function));

    private static @Nullable Object call(RouteEntry entry, @Nullable Object body) {
        TestRequest request = new TestRequest();
        request.root(Root.BODY, body);
        request.begin(entry.program().locations());
        try {
            return entry.target().execute(request.context());
        } catch (LogicError e) {
            return e.code();
        }
    }

    private static void callUntilCompiled(RouteEntry entry) {
        for (int i = 0; i < CALLS; i++) {
            assertThat(entry.tier()).isEqualTo(Tier.INTERPRETER);
            call(entry, i % 2 == 0 ? "Text" : 4L);
        }
        while (entry.statistics().state() != UnitState.ACTIVE) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aClassThatAnswersAlikeIsUsedOnceInputsAreRecorded() {
        try (TierController controller = new TierController(VERIFYING)) {
            RouteEntry entry = controller.start("upper/logic", UPPER);

            callUntilCompiled(entry);

            assertThat(entry.tier()).isEqualTo(Tier.COMPILED);
            assertThat(call(entry, "Text")).isEqualTo("TEXT");
            assertThat(entry.statistics().whyNotCompiled()).isEmpty();
        }
    }

    @Test
    void aClassThatAnswersDifferentlyIsNeverUsedAndItsInputIsNamed() {
        try (TierController controller =
                new TierController(VERIFYING, WRONG, CompilationObserver.NONE)) {
            RouteEntry entry = controller.start("upper/logic", UPPER);

            callUntilCompiled(entry);

            assertThat(entry.tier()).isEqualTo(Tier.INTERPRETER);
            assertThat(call(entry, "Text")).isEqualTo("TEXT");
            WhyNotCompiled why = entry.statistics().whyNotCompiled().orElseThrow();
            assertThat(why.code()).isEqualTo(WhyNotCompiled.Code.MISMATCH);
            assertThat(why.message()).contains("value \"text\"").contains("value \"TEXT\"");
            assertThat(controller.statistics().failed()).isEqualTo(1);
        }
    }

    @Test
    void withoutVerificationTheSameDefectWouldBeServed() {
        try (TierController controller =
                new TierController(
                        TierSettings.DEFAULTS.withMode(TieringMode.COMPILE),
                        WRONG,
                        CompilationObserver.NONE)) {
            RouteEntry entry = controller.start("upper/logic", UPPER);

            assertThat(call(entry, "Text")).isEqualTo("text");
        }
    }

    @Test
    void aResetRecordsInputsAnew() {
        try (TierController controller =
                new TierController(VERIFYING, WRONG, CompilationObserver.NONE)) {
            RouteEntry entry = controller.start("upper/logic", UPPER);
            callUntilCompiled(entry);

            entry.reset();
            assertThat(entry.statistics().whyNotCompiled().orElseThrow().code())
                    .isEqualTo(WhyNotCompiled.Code.QUEUED);
            callUntilCompiled(entry);

            assertThat(entry.statistics().whyNotCompiled().orElseThrow().code())
                    .isEqualTo(WhyNotCompiled.Code.MISMATCH);
        }
    }
}
