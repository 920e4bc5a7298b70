package dev.tiercel.runtime;

/**
 * Finds the occurrences of one text in another, from left to right, in time that grows with the
 * length of both. Used by one call.
 *
 * <p>The search of the JDK begins anew at every character, so that a long text which occurs nearly
 * everywhere takes the product of both lengths, without looking at the deadline. It is used as long
 * as that product is small; otherwise Knuth, Morris, Pratt, "Fast Pattern Matching in Strings",
 * 1977.
 */
public final class TextSearch {
    private static final int SHORT_LENGTH_MAX = 16;

    /** So many comparisons take a millisecond or two. */
    private static final long COMPARISONS_MAX = 1_000_000;

    private static final int[] NO_BORDERS = {};

    private final String text;
    private final String sought;

    /**
     * The length of the longest proper prefix of each prefix of the sought text that also ends it;
     * empty where the search of the JDK is used.
     */
    private final int[] borders;

    private TextSearch(String text, String sought, int[] borders) {
        this.text = text;
        this.sought = sought;
        this.borders = borders;
    }

    /** Returns a search for a text in another. */
    public static TextSearch of(String text, String sought) {
        boolean isCheap =
                sought.length() <= SHORT_LENGTH_MAX
                        || sought.length() > text.length()
                        || (long) sought.length() * text.length() <= COMPARISONS_MAX;
        return new TextSearch(text, sought, isCheap ? NO_BORDERS : borders(sought));
    }

    /** Returns the index of the first occurrence, or -1. */
    public static int indexOf(String text, String sought) {
        return of(text, sought).next(0);
    }

    /** Returns the index of the first occurrence that begins at an index or after it, or -1. */
    public int next(int from) {
        return borders.length == 0 ? text.indexOf(sought, from) : nextByBorders(from);
    }

    private int nextByBorders(int from) {
        int matched = 0;
        for (int i = from; i < text.length(); i++) {
            matched = extended(sought, borders, matched, text.charAt(i));
            if (matched == sought.length()) {
                return i + 1 - matched;
            }
        }
        return -1;
    }

    private static int[] borders(String sought) {
        int[] borders = new int[sought.length()];
        for (int i = 1; i < borders.length; i++) {
            borders[i] = extended(sought, borders, borders[i - 1], sought.charAt(i));
        }
        return borders;
    }

    /** Returns the length of the longest prefix that ends with a character after a match. */
    private static int extended(String sought, int[] borders, int matched, char next) {
        int length = matched;
        while (length > 0 && sought.charAt(length) != next) {
            length = borders[length - 1];
        }
        return sought.charAt(length) == next ? length + 1 : length;
    }
}
