package dev.tiercel.server.input;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.i18n.DefaultMessageSource;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages beside those that the library would give. */
class SchemaMessagesTest {
    private static final ResourceBundle PATTERNS =
            ResourceBundle.getBundle(DefaultMessageSource.BUNDLE_BASE_NAME, Locale.ROOT);

    private final SchemaMessages messages = new SchemaMessages();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void eachMessageIsThatOfTheLibrary(int count) {
        Object[] texts = {"it's {0}", "", "x\uE000y"};
        Object[] arguments = new Object[count];
        System.arraycopy(texts, 0, arguments, 0, count);

        for (String key : PATTERNS.keySet()) {
            assertThat(messages.getMessage(key, Locale.ROOT, arguments))
                    .isEqualTo(libraryMessage(key, arguments));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"0;0", "999;999", "1000;1,000", "1234567;1,234,567", "-5;-5"})
    void numbersAreWrittenAsByTheLibrary(int number, String text) {
        assertThat(messages.getMessage("maxLength", Locale.ROOT, number))
                .isEqualTo("must be at most " + text + " characters long")
                .isEqualTo(libraryMessage("maxLength", number));
    }

    @Test
    void argumentsMayBeOfAnyTypeAndNumber() {
        messages.getMessage("maxItems", Locale.ROOT, 1, 2);

        assertThat(messages.getMessage("maxItems", Locale.ROOT, 1.5, null))
                .isEqualTo("must have at most 1.5 items but found null");
        assertThat(messages.getMessage("maxItems", Locale.ROOT, 7))
                .isEqualTo("must have at most 7 items but found {1}");
    }

    @Test
    void thereMayBeNoArguments() {
        assertThat(messages.getMessage("uniqueItems", Locale.ROOT, (Object[]) null))
                .isEqualTo("must have only unique items in the array");
    }

    private static String libraryMessage(String key, @Nullable Object... arguments) {
        return DefaultMessageSource.getInstance().getMessage(key, Locale.ROOT, arguments);
    }
}
