package dev.tiercel.frontend.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Documents at their limits are checked in bounded time. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LargeDocumentTest {
    private static final int STEPS = 4_900;

    @Test
    void checksManyVariablesAndBranches() {
        StringBuilder logic = new StringBuilder();
        for (int i = 0; i < STEPS; i++) {
            logic.append("- if: \"n%d > m%d\"\n  then: [{set: {n%d: 1}}]\n".formatted(i, i, i + 1));
        }

        List<String> findings = Checked.logic(logic.toString());

        assertThat(findings).hasSize(2 * STEPS);
        assertThat(findings.getFirst()).startsWith("UNKNOWN_NAME 1:8 /logic/0/if: `n0` ");
        assertThat(findings.getLast()).startsWith("UNKNOWN_NAME 9799:16 /logic/4899/if: `m4899` ");
    }

    @Test
    void checksManyVariablesInOneStep() {
        StringBuilder members = new StringBuilder();
        for (int i = 0; i < 50_000; i++) {
            members.append("    n%d: \"{{ n%d }}\"\n".formatted(i + 1, i));
        }

        List<String> findings = Checked.logic("- set:\n" + members);

        assertThat(findings).hasSize(1);
        assertThat(findings.getFirst()).startsWith("UNKNOWN_NAME 2:13 /logic/0/set/n1: `n0` ");
    }

    @Test
    void checksDeeplyNestedLoops() {
        StringBuilder logic = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            String indent = " ".repeat(4 * i);
            logic.append(indent).append("- loop: \"[1]\"\n");
            logic.append(indent).append("  as: x%d\n".formatted(i));
            logic.append(indent).append("  do:\n");
        }
        logic.append(" ".repeat(160)).append("- get: x0 + x39 + y\n");

        assertThat(Checked.logic(logic.toString()))
                .singleElement()
                .asString()
                .contains("`y` is read from the request");
    }

    @Test
    void checksManyFunctionsThatCallEachOther() {
        StringBuilder logic = new StringBuilder("- get: f0()\n");
        for (int i = 0; i < 2_000; i++) {
            logic.append(
                    "- define_function: {name: f%d, body: [{get: \"f%d() + limit\"}]}\n"
                            .formatted(i, (i + 1) % 2_000));
        }

        assertThat(Checked.logic(logic.toString())).hasSize(2_000);
    }

    @Test
    void checksLongChains() {
        String chain = "a + ".repeat(100_000) + "b";

        assertThat(Checked.logic("- set: {a: 1}\n- get: " + chain + "\n"))
                .singleElement()
                .asString()
                .startsWith("UNKNOWN_NAME 2:400008 /logic/1/get: `b` ");
    }
}
