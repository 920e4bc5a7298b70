package dev.tiercel.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * LANG-51 for doubles, against a reference that searches the shortest decimal with exact
 * arithmetic.
 */
final class NumberTextTest {
    private static final int SAMPLES = 20_000;
    private static final int DIGITS_MAX = 17;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void doublesOfRandomBitsAreWrittenWithTheShortestDigits(long seed) {
        new Random(seed)
                .longs(SAMPLES)
                .mapToDouble(Double::longBitsToDouble)
                .filter(Double::isFinite)
                .parallel()
                .forEach(NumberTextTest::assertWrittenAsReference);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {4, 5, 6})
    void decimalsOfFewPlacesAreWrittenWithTheShortestDigits(long seed) {
        Random random = new Random(seed);
        DoubleStream.Builder numbers = DoubleStream.builder();
        for (int i = 0; i < SAMPLES; i++) {
            long digits = random.nextLong(1L << random.nextInt(1, 57));
            double number = digits / Math.pow(10, random.nextInt(12));
            numbers.add(random.nextBoolean() ? number : -number).add(Math.nextUp(number));
        }
        numbers.build().parallel().forEach(NumberTextTest::assertWrittenAsReference);
    }

    @ParameterizedTest(name = "2^{0} and its neighbours")
    @ValueSource(
            ints = {
                -1074, -1073, -1072, -1060, -1023, -1022, -44, -17, -1, 0, 1, 52, 53, 54, 60, 1023
            })
    void powersOfTwoAreWrittenWithTheShortestDigits(int exponent) {
        double power = Math.scalb(1.0, exponent);

        assertWrittenAsReference(power);
        assertWrittenAsReference(Math.nextUp(power));
        assertWrittenAsReference(Math.nextDown(power));
        assertWrittenAsReference(-power);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {7, 8})
    void smallestDoublesAreWrittenWithTheShortestDigits(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            assertWrittenAsReference(
                    Double.longBitsToDouble(random.nextLong(1L << random.nextInt(1, 20))));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {9, 10})
    void integersAreWrittenAsDigits(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < SAMPLES; i++) {
            long number = random.nextLong() >> random.nextInt(64);
            byte[] bytes = new byte[NumberText.LENGTH_MAX];
            int end = NumberText.write(number, bytes, 3);
            assertThat(new String(bytes, 3, end - 3, StandardCharsets.ISO_8859_1))
                    .isEqualTo(Long.toString(number));
        }
    }

    private static void assertWrittenAsReference(double number) {
        byte[] bytes = new byte[NumberText.LENGTH_MAX];
        int end = NumberText.writeJson(number, bytes, 0);
        String json = new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
        String expected = (number < 0 ? "-" : "") + reference(Math.abs(number));

        assertThat(json).isEqualTo(expected);
        assertThat(Double.parseDouble(json)).isEqualTo(number + 0.0);
        boolean isShort = number == Math.rint(number) && Math.abs(number) < 0x1p53;
        assertThat(NumberText.text(number))
                .isEqualTo(isShort ? Long.toString((long) number) : expected);
    }

    private static String reference(double magnitude) {
        if (magnitude == 0) {
            return "0.0";
        }
        BigDecimal shortest = shortest(magnitude).stripTrailingZeros();
        if (magnitude >= 1e-5 && magnitude < 1e16) {
            String plain = shortest.toPlainString();
            return plain.contains(".") ? plain : plain + ".0";
        }
        String digits = shortest.unscaledValue().toString();
        int exponent = digits.length() - 1 - shortest.scale();
        String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
        return digits.charAt(0) + fraction + "e" + exponent;
    }

    private static BigDecimal shortest(double magnitude) {
        BigDecimal exact = new BigDecimal(magnitude);
        for (int digits = 1; digits < DIGITS_MAX; digits++) {
            BigDecimal below = exact.round(new MathContext(digits, RoundingMode.DOWN));
            BigDecimal above = exact.round(new MathContext(digits, RoundingMode.UP));
            boolean isBelow = below.doubleValue() == magnitude;
            boolean isAbove = above.doubleValue() == magnitude;
            if (isBelow && isAbove) {
                return exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            }
            if (isBelow || isAbove) {
                return isBelow ? below : above;
            }
        }
        return exact.round(new MathContext(DIGITS_MAX, RoundingMode.HALF_EVEN));
    }
}
