package dev.tiercel.runtime;

import static dev.tiercel.runtime.Fixture.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.ir.Absent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** LANG-48 and LANG-49. */
final class MembersTest {
    private final ExecutionContext context = Fixture.context();

    @ParameterizedTest(name = "{0}[{1}] is {2}")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            textBlock =
                    """
                    {"a":1}; 'a'; 1
                    {"a":1}; 'b'; null
                    {"a":null}; 'a'; null
                    {"5":1}; 5; 1
                    {"5":1}; 5.0; 1
                    {"1.5":1}; 1.5; 1
                    {"true":1}; true; 1
                    {"null":1}; null; null
                    {"[]":1}; []; null
                    {"length":7}; 'length'; 7
                    {"a":1}; 'length'; null
                    [10,20,30]; 0; 10
                    [10,20,30]; 2; 30
                    [10,20,30]; 3; null
                    [10,20,30]; -1; 30
                    [10,20,30]; -3; 10
                    [10,20,30]; -4; null
                    [10,20,30]; 1.0; 20
                    [10,20,30]; -1.0; 30
                    [10,20,30]; 1.5; null
                    [10,20,30]; 1e300; null
                    [10,20,30]; '1'; 20
                    [10,20,30]; '-1'; 30
                    [10,20,30]; '1.0'; null
                    [10,20,30]; '01'; null
                    [10,20,30]; 'x'; null
                    [10,20,30]; 'length'; 3
                    [10,20,30]; true; null
                    [10,20,30]; null; null
                    [10,20,30]; 9223372036854775807; null
                    [10,20,30]; -9223372036854775808; null
                    [10,20,30]; '99999999999999999999'; null
                    [null]; 0; null
                    'héllo'; 1; 'é'
                    'héllo'; -1; 'o'
                    'héllo'; 5; null
                    'héllo'; -6; null
                    'héllo'; '0'; 'h'
                    'héllo'; 'length'; 5
                    'héllo'; 'x'; null
                    'héllo'; true; null
                    ''; 0; null
                    ''; 'length'; 0
                    null; 'a'; null
                    null; 0; null
                    true; 'length'; null
                    5; 'length'; null
                    5; 0; null
                    1.5; 'a'; null
                    <AQI=>; 0; null
                    <AQI=>; 'length'; null
                    """)
    void accessNeverRaises(String value, String key, String expected) {
        assertThat(Members.element(context, value(value), value(key))).isEqualTo(value(expected));
    }

    @Test
    void charactersAreCodePoints() {
        String text = "a\uD83D\uDE00b€";

        assertThat(Members.element(context, text, 1L)).isEqualTo("\uD83D\uDE00");
        assertThat(Members.element(context, text, 2L)).isEqualTo("b");
        assertThat(Members.element(context, text, -1L)).isEqualTo("€");
        assertThat(Members.element(context, text, -3L)).isEqualTo("\uD83D\uDE00");
        assertThat(Members.element(context, text, 4L)).isNull();
        assertThat(Members.member(text, "length", -1)).isEqualTo(4L);
        assertThat(Members.member(text, "2", -1)).isEqualTo("b");
    }

    @ParameterizedTest(name = "slot hint {0}")
    @CsvSource({"-1", "0", "1", "2", "7"})
    void everySlotHintGivesTheSameMember(int hint) {
        Object object = value("{\"a\":1,\"b\":2}");

        assertThat(Members.member(object, "b", hint)).isEqualTo(2L);
        assertThat(Members.member(object, "c", hint)).isNull();
        assertThat(Members.ownMember(object, "a", hint)).isEqualTo(1L);
        assertThat(Members.ownMember(object, "c", hint)).isEqualTo(Absent.ABSENT);
    }

    @Test
    void onlyObjectsHaveOwnMembers() {
        assertThat(Members.ownMember(value("[1]"), "length", -1)).isEqualTo(Absent.ABSENT);
        assertThat(Members.ownMember(null, "a", -1)).isEqualTo(Absent.ABSENT);
        assertThat(Members.ownMember(value("{\"a\":null}"), "a", 0)).isNull();
    }

    @Test
    void absentSlotIsNoMember() {
        ObjectValue projected = ObjectValue.wrap(Shape.of("a"), new Object[] {Absent.ABSENT});

        assertThat(Members.member(projected, "a", 0)).isNull();
        assertThat(Members.ownMember(projected, "a", 0)).isEqualTo(Absent.ABSENT);
        assertThat(Members.element(context, projected, "a")).isNull();
        assertThat(Comparisons.in(context, "a", projected)).isFalse();
    }

    @Test
    void firstPresentPrefersNullToTheFallback() {
        assertThat(Members.firstPresent(Absent.ABSENT, 2L)).isEqualTo(2L);
        assertThat(Members.firstPresent(1L, 2L)).isEqualTo(1L);
        assertThat(Members.firstPresent(null, 2L)).isNull();
    }

    @Test
    void headerKeysAreLowerCase() {
        assertThat(Members.headerKey(context, "X-Request-ID")).isEqualTo("x-request-id");
        assertThat(Members.headerKey(context, "accept")).isEqualTo("accept");
        assertThat(Members.headerKey(context, 5L)).isEqualTo(5L);
        assertThat(Members.headerKey(context, null)).isNull();
    }
}
