package dev.tiercel.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.benchmarks.http.AnswerFrame;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AgreementTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "60.0                  | 60                      | true",
                "{\"a\":1,\"b\":[2.0]} | {\"b\":[2],\"a\":1}     | true",
                "{\"a\":1}             | {\"a\":1,\"b\":2}       | false",
                "[1,2]                 | [2,1]                   | false",
                "\"1\"                 | 1                       | false",
                "1                     | oops                    | false"
            })
    void jsonIsEqualIfItsValuesAre(String left, String right, boolean areEqual) {
        assertThat(Agreement.EQUAL_JSON.isBetween(answer(200, left), answer(200, right)))
                .isEqualTo(areEqual);
    }

    @ParameterizedTest
    @CsvSource({"200, 200, true", "200, 201, false"})
    void theStatusCounts(int left, int right, boolean areEqual) {
        assertThat(Agreement.EQUAL_JSON.isBetween(answer(left, "1"), answer(right, "1")))
                .isEqualTo(areEqual);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"errors\":[{\"field\":\"b\"},{\"field\":\"a\"}]} | true",
                "{\"errors\":[{\"field\":\"a\"}]}                   | false",
                "{\"errors\":[]}                                    | false",
                "oops                                               | false"
            })
    void refusalsAreEqualIfTheyNameTheSameFields(String other, boolean areEqual) {
        String own = "{\"errors\":[{\"pointer\":\"/a\"},{\"pointer\":\"/b\"}]}";

        assertThat(Agreement.SAME_FIELDS_REFUSED.isBetween(answer(400, own), answer(400, other)))
                .isEqualTo(areEqual);
    }

    private static AnswerFrame answer(int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new AnswerFrame(status, 0, bytes.length, bytes, false);
    }
}
