package dev.tiercel.runtime;

import static dev.tiercel.runtime.Fixture.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tiercel.ir.Absent;
import dev.tiercel.ir.LogLevel;
import dev.tiercel.ir.Root;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Roots, request fields and effects (LANG-9 row 6, LANG-12, operations log and sleep). */
final class ExecutionContextTest {
    private final Fixture fixture = Fixture.create();
    private final ExecutionContext context = fixture.context;

    @Test
    void requestFieldIsFirstAMemberOfTheBody() {
        fixture.request.body(value("{\"id\":null,\"n\":1}")).parameter("id", "p").query("n", "q");

        assertThat(context.requestField("id", 0)).isNull();
        assertThat(context.requestField("n", -1)).isEqualTo(1L);
    }

    @Test
    void requestFieldIsElseAPathParameterElseAQueryParameter() {
        fixture.request.body(value("[1]")).parameter("id", "p").query("id", "q").query("page", "2");

        assertThat(context.requestField("id", -1)).isEqualTo("p");
        assertThat(context.requestField("page", -1)).isEqualTo("2");
        assertThat(context.requestField("length", -1)).isNull();
        assertThat(context.requestField("other", -1)).isNull();
    }

    @Test
    void absentMemberOfAProjectedBodyIsNoRequestField() {
        fixture.request
                .body(ObjectValue.wrap(Shape.of("id"), new Object[] {Absent.ABSENT}))
                .query("id", "q");

        assertThat(context.requestField("id", 0)).isEqualTo("q");
    }

    @Test
    void membersOfRootsAreAskedForByName() {
        fixture.request
                .parameter("id", "7")
                .query("page", "2")
                .header("accept", "text/plain")
                .root(Root.AUTH, value("{\"sub\":\"me\"}"));

        assertThat(context.rootMember(Root.PARAMS, "id")).isEqualTo("7");
        assertThat(context.rootMember(Root.QUERY, "page")).isEqualTo("2");
        assertThat(context.rootMember(Root.HEADERS, "accept")).isEqualTo("text/plain");
        assertThat(context.rootMember(Root.AUTH, "sub")).isEqualTo("me");
        assertThat(context.rootMember(Root.ENV, "REGION")).isEqualTo("eu");
        assertThat(context.root(Root.AUTH)).isEqualTo(value("{\"sub\":\"me\"}"));
        assertThat(context.root(Root.MESSAGE)).isNull();
    }

    @Test
    void logLinesCarryTheLocation() {
        context.location = 1;
        context.log(LogLevel.WARN, "low");

        assertThat(fixture.effects.lines()).containsExactly("WARN 4 low");
    }

    @Test
    void sleepWaits() {
        context.sleep(100L);
        context.sleep("1.5");
        context.sleep(0L);

        assertThat(fixture.effects.lines()).containsExactly("sleep PT0.1S", "sleep PT0.0015S");
    }

    @Test
    void sleepLongerThanTheDeadlineRaisesAtOnce() {
        context.sleep(20_000L);
        LogicError error = catchThrowableOfType(LogicError.class, () -> context.sleep(10_001L));

        assertThat(error.code()).isEqualTo("LIMIT_DEADLINE");
        assertThat(fixture.effects.lines()).containsExactly("sleep PT20S");
    }

    @ParameterizedTest(name = "sleep of {0}")
    @ValueSource(strings = {"-1", "-0.5", "'-1'"})
    void negativeSleepIsRefused(String literal) {
        Object duration = value(literal);

        LogicError error = catchThrowableOfType(LogicError.class, () -> context.sleep(duration));

        assertThat(error.code()).isEqualTo("INVALID_ARGUMENT");
    }

    @Test
    void sleepOfTextIsATypeError() {
        LogicError error = catchThrowableOfType(LogicError.class, () -> context.sleep("soon"));

        assertThat(error.code()).isEqualTo("TYPE_ERROR");
    }

    @Test
    void cancellationDuringSleepRaises() {
        fixture.effects.whileSleeping(context::cancel);

        LogicError error = catchThrowableOfType(LogicError.class, () -> context.sleep(100L));

        assertThat(error.code()).isEqualTo("CANCELLED");
    }

    @Test
    void delayBeforeRetryGrowsUpToItsBound() {
        assertThat(context.waitBeforeRetry(1, 100L, 2L, 10_000L, false)).isTrue();
        assertThat(context.waitBeforeRetry(3, 100L, 2L, 10_000L, false)).isTrue();
        assertThat(context.waitBeforeRetry(3, 100L, 2L, 250L, false)).isTrue();
        assertThat(context.waitBeforeRetry(100, 0L, 1e9, 250L, false)).isTrue();

        assertThat(fixture.effects.lines())
                .containsExactly("sleep PT0.1S", "sleep PT0.4S", "sleep PT0.25S");
    }

    @Test
    void jitterDrawsTheDelay() {
        context.waitBeforeRetry(1, 1000L, 2L, 10_000L, true);

        assertThat(fixture.effects.lines()).hasSize(1);
        assertThat(fixture.clock.nanos()).isBetween(0L, Duration.ofSeconds(1).toNanos());
    }

    @Test
    void retryWhoseDelayDoesNotFitIsNotMade() {
        context.sleep(29_950L);

        assertThat(context.waitBeforeRetry(1, 100L, 2L, 10_000L, false)).isFalse();
        assertThat(context.waitBeforeRetry(1, 50L, 2L, 10_000L, false)).isTrue();
    }
}
