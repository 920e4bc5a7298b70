package dev.tiercel.ir.pass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.ir.Program;
import dev.tiercel.ir.pass.InlineCalls.Limits;
import dev.tiercel.ir.text.IrParser;
import java.util.List;
import org.junit.jupiter.api.Test;

class InlineCallsTest {
    private static final String TWO_CALLS =
            """
            program "case"
            location 0 "orders" "set" "/logic/0" 3:5

            routine 0 "main" {
            b0:
                %0:I = constant 1
                %1:any = callRoutine r1 %0 @0
                %2:any = callRoutine r1 %1 @0
                %3:any = callRoutine r2 %2 @0
                return %3
            }

            routine 1 "twice" {
            b0(%0:any):
                %1:ID = negate %0 @0
                return %1
            }

            routine 2 "once" {
            b0(%0:any):
                %1:ID = negate %0 @0
                %2:ID = negate %1 @0
                return %2
            }
            """;

    @Test
    void routinesUpToTheGreatestSizeAreCopied() {
        assertThat(report(new Limits(2, 3, 1000), TWO_CALLS))
                .containsExactly("twice inlined", "once inlined");
    }

    @Test
    void largerRoutinesAreCalledAndReportedAsTooLarge() {
        assertThat(report(new Limits(1, 3, 1000), TWO_CALLS))
                .containsExactly("twice TOO_LARGE", "once inlined");
        assertThat(report(new Limits(2, 2, 1000), TWO_CALLS))
                .containsExactly("twice inlined", "once TOO_LARGE");
    }

    @Test
    void aRoutineGrowsToItsGreatestSizeOnly() {
        assertThat(report(new Limits(2, 3, 12), TWO_CALLS))
                .containsExactly("twice inlined", "once inlined");
        assertThat(report(new Limits(2, 3, 11), TWO_CALLS))
                .containsExactly("twice inlined", "once CALLER_FULL");
    }

    @Test
    void recursionIsReported() {
        String recursive =
                TWO_CALLS.replace(
                        "%1:ID = negate %0 @0\n    return",
                        "%1:any = callRoutine r1 %0 @0\n    return");

        assertThat(report(Limits.DEFAULT, recursive))
                .containsExactly("twice RECURSIVE", "once inlined");
    }

    private static List<String> report(Limits limits, String text) {
        Program program = IrParser.parse(text);
        return new InlineCalls(limits)
                .inline(program).report().entries().stream()
                        .map(entry ->
                                entry.name()
                                        + " "
                                        + entry.reason().map(Enum::name).orElse("inlined"))
                        .toList();
    }
}
