package dev.tiercel.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExpectedBodyTest {
    @ParameterizedTest
    @CsvSource({"ab, true", "ac, false", "a, false", "abc, false"})
    void aConstantBodyIsComparedWhole(String body, boolean isExpected) {
        assertThat(isAt(ExpectedBody.constant(bytes("ab")), body)).isEqualTo(isExpected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"id\":\"xy-93\",\"at\":1791,\"why\":\"age\"} | true",
                "{\"id\":\"x\\\"-0\",\"at\":9999,\"why\":\"age\"} | true",
                "{\"id\":\"ab-12\",\"at\":1712,\"why\":\"agf\"} | false",
                "{\"id\":\"ab-12\",\"at\":1712,\"wry\":\"age\"} | false",
                "{\"id\":\"ab-12\",\"at\":1712 \"why\":\"age\"} | false",
                "{\"id\":\"ab-123\",\"at\":712,\"why\":\"age\"} | false"
            })
    void valuesThatDifferBetweenAnswersAreLeftOutAsAWhole(String body, boolean isExpected) {
        ExpectedBody common =
                common(
                        "{\"id\":\"ab-12\",\"at\":1711,\"why\":\"age\"}",
                        "{\"id\":\"ac-12\",\"at\":1711,\"why\":\"age\"}",
                        "{\"id\":\"ab-12\",\"at\":1712,\"why\":\"age\"}");

        assertThat(isAt(common, body)).isEqualTo(isExpected);
    }

    @Test
    void equalAnswersAreComparedWhole() {
        assertThat(isAt(common("[1,2]", "[1,2]"), "[1,2]")).isTrue();
        assertThat(isAt(common("[1,2]", "[1,2]"), "[1,3]")).isFalse();
    }

    @Test
    void answersOfDifferentLengthHaveNothingInCommon() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> common("[9]", "[10]"))
                .withMessage("answers of 3 and of 4 bytes");
    }

    @Test
    void theBodyIsFoundInsideABuffer() {
        ExpectedBody expected = common("\"a\",1", "\"b\",1");

        assertThat(expected.isAt(bytes("--\"c\",1--"), 2, 7)).isTrue();
        assertThat(expected.isAt(bytes("--\"c\",2--"), 2, 7)).isFalse();
    }

    private static ExpectedBody common(String... bodies) {
        return ExpectedBody.common(Stream.of(bodies).map(ExpectedBodyTest::bytes).toList());
    }

    private static boolean isAt(ExpectedBody expected, String body) {
        byte[] bytes = bytes(body);
        return expected.isAt(bytes, 0, bytes.length);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
