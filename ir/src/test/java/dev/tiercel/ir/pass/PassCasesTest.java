package dev.tiercel.ir.pass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.ir.pass.PassCases.Case;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PassCasesTest {
    private static final int DEPTH_MAX = 2;
    private static final List<Pass> PASSES =
            List.of(
                    new InlineCalls(),
                    new RemoveDepthCounts(DEPTH_MAX),
                    new FuseRootMembers(),
                    new MergeBlocks(),
                    new FoldConstants(new TestEvaluator()),
                    new InferTypes(),
                    new ForwardMembers(),
                    new NumberValues(),
                    new RemoveDeadInstructions(),
                    new HoistInvariants(),
                    new FormResponseTemplates(),
                    new WriteRowsAsText(),
                    new MergeCharges(),
                    new ProjectRequest());

    static Stream<Arguments> cases() throws IOException {
        if (Boolean.getBoolean(PassCases.ACCEPT)) {
            for (Pass pass : PASSES) {
                PassCases.accept(pass);
            }
        }
        return PASSES.stream()
                .flatMap(pass ->
                        PassCases.of(pass.name()).stream()
                                .map(written -> Arguments.of(written, pass)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void programsBecomeWhatIsWritten(Case written, Pass pass) {
        assertThat(written.actual(pass))
                .as("%s; -D%s=true accepts what the pass does", written, PassCases.ACCEPT)
                .isEqualTo(written.after());
    }
}
