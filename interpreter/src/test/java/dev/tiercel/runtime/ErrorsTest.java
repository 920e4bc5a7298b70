package dev.tiercel.runtime;

import static dev.tiercel.runtime.Fixture.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ERR-1 to ERR-4, ERR-12, ERR-14, ERR-15 and operation {@code throw}. */
final class ErrorsTest {
    private final Fixture fixture = Fixture.create();
    private final ExecutionContext context = fixture.context;

    @Test
    void throwMakesAnErrorWithItsFields() {
        ErrorValue error =
                Errors.make(context, "Out of stock", "NO_STOCK", 409L, value("{\"left\":2}"));

        assertThat(TextForm.json(context, error))
                .isEqualTo(
                        "{\"code\":\"NO_STOCK\",\"message\":\"Out of stock\",\"status\":409,"
                                + "\"source\":null,\"data\":{\"left\":2},\"retryable\":false,"
                                + "\"cause\":null}");
        assertThat(error.isThrown()).isTrue();
    }

    @Test
    void throwWithoutFieldsIsUnknownError() {
        ErrorValue error = Errors.make(context, 5.0, null, null, null);

        assertThat(error.code()).isEqualTo("UNKNOWN_ERROR");
        assertThat(error.message()).isEqualTo("5");
        assertThat(error.status()).isEqualTo(500);
    }

    @Test
    void throwOfAnErrorIsThatError() {
        ErrorValue original = ErrorValue.of(ErrorCode.SQL_CONFLICT, "Deadlock", null);

        assertThat(Errors.make(context, original, "LIMIT_FUEL", 1L, null)).isSameAs(original);
    }

    @ParameterizedTest(name = "code \"{0}\"")
    @ValueSource(strings = {"", "LIMIT_FUEL", "LIMIT_", "LIMIT_ANYTHING", "CANCELLED"})
    void reservedAndEmptyCodesAreRefused(String code) {
        LogicError error =
                catchThrowableOfType(
                        LogicError.class, () -> Errors.make(context, "m", code, null, null));

        assertThat(error.code()).isEqualTo("INVALID_ARGUMENT");
    }

    @Test
    void codeHasAtMost64Characters() {
        String longest = "\uD83D\uDE00".repeat(64);

        assertThat(Errors.make(context, "m", longest, null, null).code()).isEqualTo(longest);
        LogicError error =
                catchThrowableOfType(
                        LogicError.class,
                        () -> Errors.make(context, "m", "x".repeat(65), null, null));
        assertThat(error.code()).isEqualTo("INVALID_ARGUMENT");
    }

    @ParameterizedTest(name = "status {0}")
    @CsvSource({"399", "600"})
    void statusIsFrom400To599(long status) {
        assertThat(Errors.make(context, "m", "C", 400L, null).status()).isEqualTo(400);
        assertThat(Errors.make(context, "m", "C", "599", null).status()).isEqualTo(599);
        LogicError error =
                catchThrowableOfType(
                        LogicError.class, () -> Errors.make(context, "m", "C", status, null));
        assertThat(error.code()).isEqualTo("INVALID_ARGUMENT");
    }

    @ParameterizedTest(name = "{0} is caught by [{1}]: {2}")
    @CsvSource({
        "TYPE_ERROR, '', true",
        "TYPE_ERROR, TYPE_ERROR, true",
        "TYPE_ERROR, TYPE_*, true",
        "TYPE_ERROR, *, true",
        "TYPE_ERROR, TYPE, false",
        "TYPE_ERROR, SQL_* TYPE_ERROR, true",
        "TYPE_ERROR, SQL_* HTTP_*, false",
        "LIMIT_FUEL, '', false",
        "LIMIT_FUEL, *, false",
        "LIMIT_FUEL, L*, false",
        "LIMIT_FUEL, LIMIT*, false",
        "LIMIT_FUEL, LIMIT_*, true",
        "LIMIT_FUEL, LIMIT_FUEL, true",
        "LIMIT_FUEL, LIMIT_MEMORY, false",
        "LIMIT_FUEL, LIMIT_F*, false",
        "CANCELLED, *, false",
        "CANCELLED, '', false",
        "CANCELLED, C*, false",
        "CANCELLED, LIMIT_*, false",
        "CANCELLED, CANCELLED, true"
    })
    void clausesMatchByCode(String code, String patterns, boolean matches) {
        ErrorValue error = ErrorValue.of(ErrorCode.valueOf(code), "m", null);
        List<String> list = patterns.isEmpty() ? List.of() : List.of(patterns.split(" "));

        assertThat(Errors.matches(error, list)).isEqualTo(matches);
    }

    @Test
    void causeIsAddedOnceAndNeverToItself() {
        ErrorValue handled = ErrorValue.of(ErrorCode.TIMEOUT, "first", null);
        ErrorValue raised = ErrorValue.of(ErrorCode.CONVERSION, "second", null);
        ErrorValue other = ErrorValue.of(ErrorCode.CONVERSION, "third", null);

        ErrorValue withCause = Errors.withCause(raised, handled);

        assertThat(withCause.cause()).containsSame(handled);
        assertThat(withCause.get("cause")).isSameAs(handled);
        assertThat(raised.cause()).isEmpty();
        assertThat(Errors.withCause(withCause, other)).isSameAs(withCause);
        assertThat(Errors.withCause(handled, handled)).isSameAs(handled);
    }

    @Test
    void sourceIsTheLocationAtWhichTheErrorWasRaised() {
        context.location = 1;
        LogicError error = LogicError.of(ErrorCode.TYPE_ERROR, "m");

        context.complete(error);

        assertThat(error.value().get("source"))
                .isEqualTo(
                        value(
                                "{\"operation\":\"return\",\"document\":\"orders\","
                                        + "\"pointer\":\"/logic/1\",\"line\":4}"));
        assertThat(error.value().location().orElseThrow().column()).isEqualTo(5);
    }

    @Test
    void raisedAgainAnErrorKeepsItsSource() {
        context.location = 0;
        ErrorValue first = context.complete(LogicError.of(ErrorCode.TYPE_ERROR, "m")).value();
        context.location = 1;

        LogicError again = context.complete(LogicError.of(first));

        assertThat(again.value()).isSameAs(first);
    }

    @Test
    void everyCodeHasTheStatusOfItsTable() {
        assertThat(ErrorValue.of(ErrorCode.SQL_CONSTRAINT, "m", null).status()).isEqualTo(409);
        assertThat(ErrorValue.of(ErrorCode.TIMEOUT, "m", null).status()).isEqualTo(504);
        assertThat(ErrorValue.of(ErrorCode.TIMEOUT, "m", null).isRetryable()).isTrue();
        assertThat(ErrorValue.of(ErrorCode.LIMIT_DEADLINE, "m", null).status()).isEqualTo(503);
        assertThat(ErrorValue.of(ErrorCode.TYPE_ERROR, "m", null).isRetryable()).isFalse();
    }

    @Test
    void copyOfAnErrorIsAPlainObject() {
        ErrorValue error = ErrorValue.of(ErrorCode.CONVERSION, "No number", null);

        ObjectValue copy = new ObjectBuilder().putAll(error).build();

        assertThat(TextForm.of(context, copy)).startsWith("{\"code\":\"CONVERSION\"");
        assertThat(Comparisons.strictEqual(context, copy, error)).isTrue();
    }
}
