package dev.tiercel.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.frontend.lower.CompiledUnit;
import dev.tiercel.ir.text.IrParser;
import dev.tiercel.jit.tier.TierController;
import dev.tiercel.jit.tier.TierSettings;
import dev.tiercel.jit.tier.TieringMode;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Units that start when they are asked for. */
class LaterUnitTest {
    private static final String PROGRAM =
            """
            program "test"
            location 0 "orders" "return" "/logic/0" 12:5

            routine 0 "main" {
            b0:
                %0:I = constant 7
                return %0
            }
            """;

    private final TierController controller =
            new TierController(TierSettings.DEFAULTS.withMode(TieringMode.INTERPRET));
    private final AtomicInteger starts = new AtomicInteger();
    private final LaterUnit unit = new LaterUnit("logic", this::start);

    private StartedUnit start() {
        starts.incrementAndGet();
        return StartedUnit.start(
                controller, "route", new CompiledUnit("logic", IrParser.parse(PROGRAM)));
    }

    @AfterEach
    void stop() {
        controller.close();
    }

    @Test
    void startsOnceAndOnlyWhenItIsAskedFor() {
        assertThat(unit.name()).isEqualTo("logic");
        assertThat(starts).hasValue(0);

        assertThat(unit.entry()).isSameAs(unit.entry());
        unit.prepare();

        assertThat(unit.target()).isSameAs(unit.entry().target());
        assertThat(unit.locations()).isEqualTo(unit.entry().program().locations());
        assertThat(starts).hasValue(1);
    }

    @Test
    void isNotPreparedWhenNoReleaseServesItAnyMore() {
        unit.retire();

        unit.prepare();

        assertThat(starts).hasValue(0);
    }

    @Test
    void startsForARequestThatHoldsItAlthoughItIsRetired() {
        unit.retire();

        assertThat(unit.target()).isNotNull();
        assertThat(starts).hasValue(1);
    }
}
