package dev.tiercel.server.input;

import com.networknt.schema.i18n.DefaultMessageSource;
import com.networknt.schema.i18n.MessageSource;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The messages of the validator's library, whose patterns are taken apart once instead of with each
 * finding. Thread-safe.
 */
final class SchemaMessages implements MessageSource {
    private static final MessageSource LIBRARY = DefaultMessageSource.getInstance();

    /** Stands for the first argument where a pattern is taken apart; no pattern contains it. */
    private static final char FIRST_MARK = '\uE000';

    /** Numbers below this have no separators between their digits. */
    private static final int GROUPED_MIN = 1000;

    private static final int CAPACITY = 96;

    private final Map<String, Pattern> patternByKey = new ConcurrentHashMap<>();

    @Override
    public String getMessage(
            String key,
            @Nullable Supplier<String> defaultMessage,
            Locale locale,
            @Nullable Object @Nullable ... arguments) {
        if (arguments != null
                && defaultMessage == null
                && locale.equals(Locale.ROOT)
                && areSimple(arguments)) {
            Pattern pattern = pattern(key, arguments.length);
            if (pattern.argumentCount == arguments.length) {
                return pattern.filled(arguments);
            }
        }
        return LIBRARY.getMessage(key, defaultMessage, locale, arguments);
    }

    private Pattern pattern(String key, int argumentCount) {
        Pattern known = patternByKey.get(key);
        return known != null
                ? known
                : patternByKey.computeIfAbsent(key, k -> Pattern.of(k, argumentCount));
    }

    private static boolean areSimple(@Nullable Object[] arguments) {
        for (Object argument : arguments) {
            boolean isSimple =
                    argument instanceof String
                            || (argument instanceof Integer number
                                    && number >= 0
                                    && number < GROUPED_MIN);
            if (!isSimple) {
                return false;
            }
        }
        return true;
    }

    /** A message that lacks its arguments: texts, and the argument behind each but the last. */
    private static final class Pattern {
        private final int argumentCount;
        private final String[] texts;
        private final int[] places;

        private Pattern(int argumentCount, String[] texts, int[] places) {
            this.argumentCount = argumentCount;
            this.texts = texts;
            this.places = places;
        }

        static Pattern of(String key, int argumentCount) {
            Object[] marks = new Object[argumentCount];
            for (int i = 0; i < argumentCount; i++) {
                marks[i] = String.valueOf((char) (FIRST_MARK + i));
            }
            String marked = LIBRARY.getMessage(key, Locale.ROOT, marks);
            int[] places =
                    marked.chars()
                            .map(unit -> unit - FIRST_MARK)
                            .filter(place -> place >= 0 && place < argumentCount)
                            .toArray();
            String[] texts = new String[places.length + 1];
            int start = 0;
            for (int i = 0; i < places.length; i++) {
                int end = marked.indexOf(FIRST_MARK + places[i], start);
                texts[i] = marked.substring(start, end);
                start = end + 1;
            }
            texts[places.length] = marked.substring(start);
            return new Pattern(argumentCount, texts, places);
        }

        String filled(@Nullable Object[] arguments) {
            StringBuilder message = new StringBuilder(CAPACITY).append(texts[0]);
            for (int i = 0; i < places.length; i++) {
                message.append(arguments[places[i]]).append(texts[i + 1]);
            }
            return message.toString();
        }
    }
}
