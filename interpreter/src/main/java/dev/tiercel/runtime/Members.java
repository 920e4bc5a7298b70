package dev.tiercel.runtime;

import dev.tiercel.ir.Absent;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Access to members, elements and characters (LANG-48, LANG-49). Nothing here raises because of a
 * type.
 */
public final class Members {
    private static final String[] LATIN_CHARACTERS = latinCharacters();

    private Members() {}

    /**
     * Returns a member, null if there is none; of arrays and text also {@code length} and, by an
     * integer numeric string, an element.
     *
     * @param slotHint slot in which the member is expected, -1 if unknown
     */
    public static @Nullable Object member(@Nullable Object value, String name, int slotHint) {
        if (value instanceof ObjectValue object) {
            Object member = object.find(name, slotHint);
            return member == Absent.ABSENT ? null : member;
        }
        return memberOfOther(value, name);
    }

    /**
     * Returns a member of an object, {@link Absent#ABSENT} if there is none or the value is no
     * object.
     */
    public static @Nullable Object ownMember(@Nullable Object value, String name, int slotHint) {
        return value instanceof ObjectValue object ? object.find(name, slotHint) : Absent.ABSENT;
    }

    /** Returns the first operand unless it is {@link Absent#ABSENT}, else the second. */
    public static @Nullable Object firstPresent(@Nullable Object first, @Nullable Object second) {
        return first == Absent.ABSENT ? second : first;
    }

    /** Returns a member or an element, null if there is none. */
    public static @Nullable Object element(
            ExecutionContext context, @Nullable Object value, @Nullable Object key) {
        if (key instanceof Long index) {
            return element(context, value, (long) index);
        }
        if (value instanceof ObjectValue object) {
            return memberByKey(context, object, key);
        }
        if (key instanceof String name) {
            return memberOfOther(value, name);
        }
        if (key instanceof Double number && number == Math.rint(number)) {
            return elementAt(value, number.longValue());
        }
        return null;
    }

    /**
     * Returns an element of an array, a character of a text, or the member of an object with that
     * key.
     */
    public static @Nullable Object element(
            ExecutionContext context, @Nullable Object value, long index) {
        if (value instanceof ArrayValue array) {
            long position = index < 0 ? index + array.size() : index;
            return position >= 0 && position < array.size() ? array.get((int) position) : null;
        }
        if (value instanceof String text) {
            return character(text, index);
        }
        return value instanceof ObjectValue object ? object.get(Long.toString(index)) : null;
    }

    /** Returns a string in lower case, any other value unchanged. */
    public static @Nullable Object headerKey(ExecutionContext context, @Nullable Object key) {
        if (!(key instanceof String name)) {
            return key;
        }
        String lowerCase = name.toLowerCase(Locale.ROOT);
        if (!lowerCase.equals(name)) {
            context.chargeMemory(MemoryCost.string(lowerCase.length()));
        }
        return lowerCase;
    }

    /** Returns the number of code points of a text. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Returns the text of one code point. */
    public static String character(int codePoint) {
        return codePoint < LATIN_CHARACTERS.length
                ? LATIN_CHARACTERS[codePoint]
                : Character.toString(codePoint);
    }

    private static @Nullable Object memberOfOther(@Nullable Object value, String name) {
        if (value instanceof ArrayValue array) {
            return name.equals("length")
                    ? (Object) (long) array.size()
                    : elementByText(array, name);
        }
        if (value instanceof String text) {
            return name.equals("length") ? (Object) (long) length(text) : elementByText(text, name);
        }
        return null;
    }

    private static @Nullable Object memberByKey(
            ExecutionContext context, ObjectValue object, @Nullable Object key) {
        return switch (key) {
            case String name -> object.get(name);
            case Double _, Boolean _ -> object.get(TextForm.transientText(context, key));
            case null, default -> null;
        };
    }

    private static @Nullable Object elementByText(Object value, String name) {
        return NumericText.isInteger(name) && NumericText.parse(name) instanceof Long index
                ? elementAt(value, index)
                : null;
    }

    private static @Nullable Object elementAt(@Nullable Object value, long index) {
        if (value instanceof ArrayValue array) {
            long position = index < 0 ? index + array.size() : index;
            return position >= 0 && position < array.size() ? array.get((int) position) : null;
        }
        return value instanceof String text ? character(text, index) : null;
    }

    private static @Nullable String character(String text, long index) {
        int units = text.length();
        int count = text.codePointCount(0, units);
        long position = index < 0 ? index + count : index;
        if (position < 0 || position >= count) {
            return null;
        }
        int unit = count == units ? (int) position : text.offsetByCodePoints(0, (int) position);
        return character(text.codePointAt(unit));
    }

    private static String[] latinCharacters() {
        String[] characters = new String[256];
        for (int i = 0; i < characters.length; i++) {
            characters[i] = Character.toString(i).intern();
        }
        return characters;
    }
}
