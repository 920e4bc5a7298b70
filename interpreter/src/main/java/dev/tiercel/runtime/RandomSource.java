package dev.tiercel.runtime;

import java.security.SecureRandom;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/**
 * Where random values come from (LANG-66). Thread-safe.
 *
 * @param general for {@code random}, {@code random_int}, {@code random_float} and the jitter of
 *     retries
 * @param secure for identifiers and tokens
 */
public record RandomSource(RandomGenerator general, RandomGenerator secure) {
    /** Returns a source whose values nobody can predict. */
    public static RandomSource system() {
        RandomGenerator general = () -> ThreadLocalRandom.current().nextLong();
        return new RandomSource(general, new SecureRandom());
    }

    /** Returns a source that gives the same values for the same seed, for tests of documents. */
    public static RandomSource seeded(long seed) {
        Random random = new Random(seed);
        return new RandomSource(random, random);
    }

    /** Draws an integer, both ends included. */
    public long integer(long min, long max) {
        if (min > max) {
            throw LogicError.of(ErrorCode.INVALID_ARGUMENT, "`min` must not be above `max`");
        }
        if (max < Long.MAX_VALUE) {
            return general.nextLong(min, max + 1);
        }
        return min == Long.MIN_VALUE ? general.nextLong() : general.nextLong(min - 1, max) + 1;
    }
}
