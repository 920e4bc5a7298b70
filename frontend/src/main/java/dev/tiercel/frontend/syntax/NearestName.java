package dev.tiercel.frontend.syntax;

import java.util.Collection;
import java.util.Optional;

/**
 * The known name that a misspelt one most likely means (DOC-51): the one with the least
 * Damerau-Levenshtein distance in its restricted form, where no part is edited twice.
 *
 * <p>Boytsov, "Indexing methods for approximate dictionary searching", 2011, gives the recurrence.
 * Names that share no character with the misspelt one are never suggested, so that a variable
 * {@code x} is not taken for {@code if}; for a single letter nothing is suggested.
 */
public final class NearestName {
    private static final int SUGGESTED_LENGTH_MIN = 2;
    private static final int DISTANCE_MAX = 2;
    private static final int LONG_NAME_DISTANCE_MAX = 3;
    private static final int LONG_NAME_LENGTH = 8;

    private NearestName() {}

    /** Returns the nearest of the candidates; of several equally near ones the first. */
    public static Optional<String> find(String name, Collection<String> candidates) {
        if (name.length() < SUGGESTED_LENGTH_MIN) {
            return Optional.empty();
        }
        int limit = name.length() >= LONG_NAME_LENGTH ? LONG_NAME_DISTANCE_MAX : DISTANCE_MAX;
        Optional<String> nearest = Optional.empty();
        int least = limit + 1;
        for (String candidate : candidates) {
            if (Math.abs(candidate.length() - name.length()) >= least) {
                continue;
            }
            int distance = distance(name, candidate);
            if (distance < least && distance < Math.max(name.length(), candidate.length())) {
                least = distance;
                nearest = Optional.of(candidate);
            }
        }
        return nearest;
    }

    /** Returns how many edits lead from one name to another. */
    public static int distance(String left, String right) {
        int[] beforePrevious = new int[right.length() + 1];
        int[] previous = new int[right.length() + 1];
        int[] current = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int replaced =
                        previous[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                int edited = Math.min(previous[j], current[j - 1]) + 1;
                current[j] = Math.min(replaced, edited);
                if (i > 1 && j > 1 && areSwapped(left, i, right, j)) {
                    current[j] = Math.min(current[j], beforePrevious[j - 2] + 1);
                }
            }
            int[] free = beforePrevious;
            beforePrevious = previous;
            previous = current;
            current = free;
        }
        return previous[right.length()];
    }

    private static boolean areSwapped(String left, int i, String right, int j) {
        return left.charAt(i - 1) == right.charAt(j - 2)
                && left.charAt(i - 2) == right.charAt(j - 1);
    }
}
