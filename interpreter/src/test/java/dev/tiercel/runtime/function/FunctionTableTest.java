package dev.tiercel.runtime.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.ir.Builtin;
import dev.tiercel.ir.Effect;
import dev.tiercel.runtime.Arithmetic;
import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.Comparisons;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.Fixture;
import dev.tiercel.runtime.LogicError;
import dev.tiercel.runtime.Members;
import dev.tiercel.runtime.Predicate;
import dev.tiercel.runtime.TextForm;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The functions of language.md 11 in a table: name, arguments as a JSON array, result as JSON or
 * {@code !} and the code of the error. A predicate is written as {@code name} for a member, {@code
 * > n} for a comparison of the element, or {@code 1/x} for what raises.
 */
final class FunctionTableTest {
    private static final String TEXT =
            """
            upper | ["héllo"] | "HÉLLO"
            upper | ["ß"] | "SS"
            upper | [null] | null
            upper | [12] | "12"
            upper | [[]] | !TYPE_ERROR
            lower | ["HELLO"] | "hello"
            trim | ["\\u2003 a "] | "a"
            trim_start | [" a "] | "a "
            trim_end | [" a "] | " a"
            capitalize | ["hello world"] | "Hello world"
            capitalize | [""] | ""
            title | ["hello  world"] | "Hello  World"
            replace | ["a-b-c", "-", "+"] | "a+b+c"
            replace | ["a", "", "+"] | !INVALID_ARGUMENT
            split | ["a,b"] | ["a","b"]
            split | ["aé😀", ""] | ["a","é","😀"]
            split | ["", ","] | [""]
            join | [[1, 2.0, null], "-"] | "1-2-null"
            join | [[1, 2]] | "1,2"
            join | ["a"] | !TYPE_ERROR
            concat | ["a", 1, null] | "a1null"
            concat | [[1], [2], [3]] | [1,2,3]
            concat | [[1], 2] | !TYPE_ERROR
            substring | ["hello", 0, 2] | "he"
            substring | ["hello", -3] | "llo"
            substring | ["hello", 4, 2] | ""
            substring | ["hello", "1", 99.0] | "ello"
            substring | ["hello", 1.5] | !TYPE_ERROR
            left | ["hello", 2] | "he"
            left | ["hello", -1] | !INVALID_ARGUMENT
            right | ["h😀", 1] | "😀"
            right | ["hello", 9] | "hello"
            repeat | ["*", 3] | "***"
            repeat | ["*", 9223372036854775807] | !LIMIT_MEMORY
            pad_start | [5, 3, "0"] | "005"
            pad_start | ["abc", 8, "xy"] | "xyxyxabc"
            pad_start | ["a", 2, ""] | !INVALID_ARGUMENT
            pad_end | ["a", 3] | "a  "
            starts_with | ["abc", "ab"] | true
            starts_with | [null, "ab"] | false
            starts_with | ["abc", null] | !TYPE_ERROR
            ends_with | ["abc", "bc"] | true
            contains | ["hello", "ell"] | true
            contains | [[1, 2], "2"] | true
            contains | [{"a": 1}, "a"] | true
            contains | [5, 5] | !TYPE_ERROR
            index_of | ["😀c", "c"] | 1
            index_of | [[5, 6], 6.0] | 1
            index_of | ["abc", "x"] | -1
            index_of | [null, "x"] | -1
            index_of | [{}, "x"] | !TYPE_ERROR
            truncate | ["This is a long text", 10] | "This is..."
            truncate | ["abcdef", 3] | "abc"
            truncate | ["abcdef", 6] | "abcdef"
            truncate | ["abcdef", 4, "…"] | "abc…"
            slugify | ["Hello World!"] | "hello-world"
            slugify | ["--Ä ö--"] | "ä-ö"
            word_count | [" a  b "] | 2
            initials | ["john  Doe"] | "JD"
            url_encode | ["a b@c~é"] | "a%20b%40c~%C3%A9"
            url_decode | ["a+b%20c"] | "a b c"
            url_decode | ["%2"] | !CONVERSION
            url_decode | ["%FF"] | !CONVERSION
            html_escape | ["<b a='1'>&\\""] | "&lt;b a=&#x27;1&#x27;&gt;&amp;&quot;"
            html_unescape | ["&lt;&amp;lt;&#x27;&x;"] | "<&lt;'&x;"
            base64_encode | ["Hi"] | "SGk="
            base64_decode | ["SGk"] | "Hi"
            base64_decode | ["SG*k"] | !CONVERSION
            to_bytes | ["SGk=", "base64"] | "SGk="
            to_bytes | ["4869", "hex"] | "SGk="
            to_bytes | ["486", "hex"] | !CONVERSION
            to_bytes | ["a", "latin"] | !INVALID_ARGUMENT
            email_username | ["u@v@x.org"] | "u@v"
            email_domain | ["u@x.org"] | "x.org"
            email_domain | ["u"] | null
            mask_email | ["user@x.org"] | "u***@x.org"
            mask_email | ["user"] | "user"
            is_email | ["a@b.c"] | true
            is_email | ["a@b"] | false
            is_email | ["a@b@c.d"] | false
            is_email | [5] | false
            is_url | ["https://a.b/c"] | true
            is_url | ["ftp://a"] | false
            is_url | ["http://"] | false
            is_uuid | ["123e4567-e89b-12d3-a456-426614174000"] | true
            is_uuid | ["x"] | false
            regex_match | ["a1", "[0-9]"] | true
            regex_match | [null, "[0-9]"] | false
            regex_match | ["a", "("] | !INVALID_REGEX
            regex_find | ["a12", "[0-9]+"] | "12"
            regex_find | ["a", "[0-9]+"] | null
            regex_find_all | ["1a2", "[0-9]"] | ["1","2"]
            regex_groups | ["k=v", "(.)=(.)|(x)"] | ["k=v","k","v",null]
            regex_replace | ["a1b2", "[0-9]", "#"] | "a#b#"
            regex_replace | ["k=v", "(?P<l>.)=(.)", "$2=${l}\\\\$"] | "v=k$"
            regex_replace | ["a", "a", "$1"] | !INVALID_ARGUMENT
            regex_split | ["a, b,c", ", *"] | ["a","b","c"]
            regex_split | ["ab", ""] | ["a","b"]
            """;

    private static final String NUMBERS =
            """
            abs | [-42] | 42
            abs | ["-1.5"] | 1.5
            abs | [-9223372036854775808] | !ARITHMETIC_OVERFLOW
            abs | [true] | !TYPE_ERROR
            round | [2.5] | 3
            round | [-2.5] | -3
            round | [0.49999999999999994] | 0
            round | [1e19] | !ARITHMETIC_OVERFLOW
            round_digits | [2.675, 2] | 2.68
            round_digits | [1234, -2] | 1200.0
            round_digits | [1, 16] | !INVALID_ARGUMENT
            floor | [-3.1] | -4
            ceil | [3.1] | 4
            trunc | [-3.9] | -3
            sqrt | [9] | 3.0
            sqrt | [-1] | !ARITHMETIC
            pow | [2, 8] | 256
            pow | [2, -1] | 0.5
            divide | [10, 4] | 2.5
            divide | [10, 0] | !DIVISION_BY_ZERO
            clamp | [12, 0, 10] | 10
            clamp | [5, 0, 10.5] | 5
            clamp | [5, 10, 0] | !INVALID_ARGUMENT
            min | [3, null, 1.5] | 1.5
            min | [[3, "2"]] | 2
            max | [1, 2.5] | 2.5
            max | ["10", "9"] | "9"
            max | [[]] | null
            max | ["a", 1] | !TYPE_ERROR
            format_number | [1234567] | "1,234,567.00"
            format_number | [-0.001] | "0.00"
            format_number | [1e21, 0] | "1,000,000,000,000,000,000,000"
            format_bytes | [1024] | "1.00 KB"
            format_bytes | [1023] | "1023 B"
            format_bytes | [-1] | !INVALID_ARGUMENT
            random_int | [3, 3] | 3
            random_int | [4, 3] | !INVALID_ARGUMENT
            random_float | [1, 1] | !INVALID_ARGUMENT
            """;

    private static final String COLLECTIONS =
            """
            length | ["é😀"] | 2
            length | [{"a": 1}] | 1
            length | [null] | 0
            length | [5] | !TYPE_ERROR
            count | [[1, 2]] | 2
            count_by | [[1, 2, 3], "> 1"] | 2
            count_by | [null, "> 1"] | 0
            first | [[3, 1]] | 3
            first | ["😀a"] | "😀"
            first | [[]] | null
            last | ["a😀"] | "😀"
            last | [{}] | !TYPE_ERROR
            slice | [[1, 2, 3], 1] | [2,3]
            slice | [[1, 2, 3], -2, -1] | [2]
            slice | ["abc", 1, 9] | "bc"
            reverse | ["a😀b"] | "b😀a"
            reverse | [[1, 2]] | [2,1]
            append | [[1], 2] | [1,2]
            prepend | [[1], 2] | [2,1]
            append | ["a", 2] | !TYPE_ERROR
            sort | [[null, true, "b", {"k": 1}, 2, "a", 1.5, false]] | [1.5,2,"a","b",false,true,{"k":1},null]
            sort_by | [[{"n": 1, "i": 0}, {"n": 2, "i": 1}, {"n": 1, "i": 2}], "n"] | [{"n":1,"i":0},{"n":1,"i":2},{"n":2,"i":1}]
            sort_by | [[{"n": 1, "i": 0}, {"n": 2, "i": 1}, {"n": 1, "i": 2}], "n", "desc"] | [{"n":2,"i":1},{"n":1,"i":0},{"n":1,"i":2}]
            sort_by | [[1], "n", "up"] | !INVALID_ARGUMENT
            unique | [[1, 1.0, 2, "1", [1], [1.0]]] | [1,2,"1",[1]]
            unique_by | [[{"n": 1, "i": 0}, {"n": 1, "i": 1}], "n"] | [{"n":1,"i":0}]
            flatten | [[[1], [2, [3]]]] | [1,2,[3]]
            flatten | [[[1], [2, [3]]], 2] | [1,2,3]
            chunk | [[1, 2, 3], 2] | [[1,2],[3]]
            chunk | [[1], 0] | !INVALID_ARGUMENT
            range_to | [3] | [0,1,2]
            range | [3, 0, -2] | [3,1]
            range | [0, 3, 0] | !INVALID_ARGUMENT
            map | [[{"n": 1}, 5], "n"] | [1,null]
            map | [[1], "1/x"] | !DIVISION_BY_ZERO
            map | ["a", "n"] | !TYPE_ERROR
            filter | [[1, 2, 3], "> 1"] | [2,3]
            filter | [null, "> 1"] | null
            find | [[1, 2, 3], "> 1"] | 2
            find | [[1], "> 1"] | null
            any_of | [[1, 2], "> 1"] | true
            any_of | [null, "> 1"] | false
            all_of | [[1, 2], "> 1"] | false
            all_of | [null, "> 1"] | true
            group_by | [[{"n": 1}, {"n": "1"}, {"n": null}], "n"] | {"1":[{"n":1},{"n":"1"}],"null":[{"n":null}]}
            sum | [[1, "2", null, 0.5]] | 3.5
            sum | [[]] | 0
            sum | [[9223372036854775807, 1]] | !ARITHMETIC_OVERFLOW
            sum | [["a"]] | !TYPE_ERROR
            sum_by | [[{"n": 1}, {"n": 2}], "n"] | 3
            avg | [[1, 2]] | 1.5
            avg | [[]] | null
            avg_by | [[{"n": 1}, {"n": null}], "n"] | 1.0
            min_by | [[{"n": 3}, {"n": 1}], "n"] | 1
            max_by | [[{"n": 3}, {"n": 1}], "n"] | 3
            keys | [{"b": 1, "a": 2}] | ["b","a"]
            values | [{"b": 1, "a": null}] | [1,null]
            entries | [{"a": 1}] | [{"key":"a","value":1}]
            from_entries | [[{"key": 1, "value": 2}, {"key": "1"}]] | {"1":null}
            from_entries | [[{"value": 2}]] | !INVALID_ARGUMENT
            has | [["a"], "a"] | true
            has | [{"a": null}, "a"] | true
            has | ["a", "a"] | !TYPE_ERROR
            get | [{"a": {"b": [7]}}, "a.b.0"] | 7
            get | [{"a.b": 1}, ["a.b"]] | 1
            get | [null, "a", 5] | 5
            set_path | [{}, "a.b", 1] | {"a":{"b":1}}
            set_path | [null, "a", 1] | {"a":1}
            set_path | [{"a": [1, 2]}, "a.-1", 9] | {"a":[1,9]}
            set_path | [{"a": [1]}, "a.1", 9] | !INVALID_ARGUMENT
            set_path | [{"a": 1}, "a.b", 9] | !INVALID_ARGUMENT
            merge | [{"a": 1, "b": 1}, null, {"a": 2}] | {"a":2,"b":1}
            merge | [{}, []] | !TYPE_ERROR
            deep_merge | [{"a": {"b": 1}}, {"a": {"c": 2}}] | {"a":{"b":1,"c":2}}
            deep_merge | [{"a": [1]}, {"a": [2]}] | {"a":[2]}
            pick | [{"a": 1, "b": 2}, "b", "a", "x"] | {"b":2,"a":1}
            pick | [{"a": 1, "b": 2}, ["a"]] | {"a":1}
            omit | [{"a": 1, "b": 2}, "a"] | {"b":2}
            default_value | [null, 2] | 2
            default_value | [false, 2] | false
            coalesce | [null, null, 2] | 2
            coalesce | [null] | null
            """;

    private static final String OTHERS =
            """
            to_string | [60.0] | "60"
            to_string | [null] | "null"
            to_number | ["3.14"] | 3.14
            to_number | [true] | 1
            to_number | ["abc"] | !CONVERSION
            to_number | ["abc", 7] | 7
            to_number | [null] | null
            to_integer | ["7.9"] | 7
            to_integer | [-7.9] | -7
            to_integer | [1e19] | !ARITHMETIC_OVERFLOW
            to_boolean | ["YES"] | true
            to_boolean | [""] | false
            to_boolean | ["maybe"] | !CONVERSION
            to_boolean | [[]] | false
            type_of | [1.0] | "double"
            is_number | ["5"] | true
            is_number | [null] | false
            json_parse | ["[1]"] | [1]
            json_parse | [[1]] | [1]
            json_parse | ["[1"] | !JSON_ERROR
            json_stringify | [{"a": 1.0}] | "{\\"a\\":1.0}"
            json_pretty | [{"a": [1], "b": {}}] | "{\\n  \\"a\\": [\\n    1\\n  ],\\n  \\"b\\": {}\\n}"
            now | [] | "2024-12-18T10:30:45Z"
            now_ms | [] | 1734517845000
            now_unix | [] | 1734517845
            today | [] | "2024-12-18"
            now_time | [] | "10:30:45"
            timestamp_now | [] | 1734517845
            timestamp | ["2024-12-18T10:30:45Z"] | 1734517845
            timestamp | ["2024-02-30"] | !INVALID_DATE
            from_unix | [0] | "1970-01-01T00:00:00Z"
            from_unix | [1.5] | "1970-01-01T00:00:01.5Z"
            from_unix | [1e15] | !INVALID_DATE
            format_date | [0, "%Y-%m-%d"] | "1970-01-01"
            format_date | ["2025-01-31T10:00:00Z", "%B %d, %Y"] | "January 31, 2025"
            format_date | ["2025-07-01T00:30:00Z", "%H:%M %z %Z", "Europe/Berlin"] | "02:30 +0200 CEST"
            format_date | ["2025-07-01", "%T %Z", "-02:30"] | "21:30:00 -02:30"
            format_date | [0, "%Q"] | !INVALID_ARGUMENT
            format_date | [0, "%Y", "Mars"] | !INVALID_ARGUMENT
            parse_date | ["31/01/2025", "%d/%m/%Y"] | "2025-01-31"
            parse_date | ["3 feb 70 1:05 pm", "%d %b %y %I:%M %p"] | "1970-02-03T13:05:00Z"
            parse_date | ["31/02/2025", "%d/%m/%Y"] | !INVALID_DATE
            parse_date | ["01/2025", "%m/%Y"] | !INVALID_DATE
            parse_date | ["2025-01-01 10:00+02:00"] | "2025-01-01T10:00:00+02:00"
            add_years | ["2024-02-29", 1] | "2025-02-28"
            add_months | ["2024-01-31", 1] | "2024-02-29"
            add_days | ["2024-12-18", 7] | "2024-12-25"
            add_days | [1.5, 1] | 86401.5
            add_hours | ["2024-12-18", 5] | "2024-12-18T05:00:00Z"
            add_minutes | ["2024-12-18T10:00:00+01:00", 1] | "2024-12-18T10:01:00+01:00"
            add_seconds | [10, -20] | -10
            add_days | ["9999-12-31", 1] | !INVALID_DATE
            subtract_years | ["2024-02-29", 4] | "2020-02-29"
            subtract_months | ["2024-03-31", 1] | "2024-02-29"
            subtract_days | ["2024-12-18", 3] | "2024-12-15"
            subtract_hours | ["2024-12-18T00:00:00Z", 1] | "2024-12-17T23:00:00Z"
            subtract_minutes | [120, 1] | 60
            subtract_seconds | ["2024-12-18T00:00:00.25Z", 1] | "2024-12-17T23:59:59.25Z"
            date_diff | ["2024-12-25", "2024-12-18", "days"] | 7
            date_diff | ["2024-12-18T00:00:01.9Z", "2024-12-18"] | 1
            date_diff | ["2024-01-01", "2024-12-31", "months"] | -11
            date_diff | ["2024-01-01", "2024-12-31", "eons"] | !INVALID_ARGUMENT
            days_between | ["2024-12-18", "2024-12-25"] | 7
            years_between | ["2000-06-01", "2024-01-01"] | 23
            is_before | ["2024-01-01", "2025-01-01"] | true
            is_after | ["2024-01-01T01:00:00+02:00", "2024-01-01"] | false
            is_after | ["x", "2024-01-01"] | !INVALID_DATE
            nanoid_of | [0] | !INVALID_ARGUMENT
            random_string | [65537] | !INVALID_ARGUMENT
            random_string | [0] | ""
            random_token_of | [1025] | !INVALID_ARGUMENT
            md5 | ["test"] | "098f6bcd4621d373cade4e832627b4f6"
            sha1 | [""] | "da39a3ee5e6b4b0d3255bfef95601890afd80709"
            sha256 | ["abc"] | "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
            hash | ["test", "md5"] | "098f6bcd4621d373cade4e832627b4f6"
            hash | ["test", "crc"] | !INVALID_ARGUMENT
            hmac | ["what do ya want for nothing?", "Jefe", "md5"] | "750c783e6ab0b503eaa86e310a5db738"
            verify_password | ["p", "no hash"] | false
            verify_password | [null, "x"] | false
            env | ["REGION"] | "eu"
            env | ["HOME"] | null
            """;

    private static Stream<String> rows() {
        return Stream.of(TEXT, NUMBERS, COLLECTIONS, OTHERS).flatMap(String::lines);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void functionGives(String row) {
        String[] columns = row.split(" \\| ");
        Builtin builtin = builtin(columns[0]);
        ExecutionContext context = Fixture.context();
        long fuel = context.fuel;
        long memory = context.memoryLeft();

        assertThat(call(context, builtin, columns[1])).isEqualTo(columns[2]);
        if (columns[2].startsWith("!LIMIT")) {
            return;
        }
        if (!builtin.effects().contains(Effect.WRITES_STATE)) {
            assertThat(context.fuel).isEqualTo(fuel);
        }
        if (!builtin.effects().contains(Effect.ALLOCATES)) {
            assertThat(context.memoryLeft()).isEqualTo(memory);
        }
        if (!builtin.effects().contains(Effect.THROWS)) {
            assertThat(columns[2]).doesNotStartWith("!");
        }
    }

    @Test
    void everyFunctionWhoseResultIsKnownHasARow() {
        Set<Builtin> missing = EnumSet.allOf(Builtin.class);
        rows().forEach(row -> missing.remove(builtin(row.split(" ", 2)[0])));

        assertThat(missing.stream().map(Builtin::name).collect(Collectors.joining(" ")))
                .isEqualTo(
                        "RANDOM COUNT_ELEMENTS MIN_ELEMENT MAX_ELEMENT UUID UUID7 NANOID"
                                + " RANDOM_TOKEN SHA512 HASH_PASSWORD");
    }

    @Test
    void randomValuesHaveTheirForms() {
        ExecutionContext context = Fixture.context();

        assertThat(call(context, Builtin.UUID, "[]"))
                .matches("\"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\"");
        assertThat(call(context, Builtin.UUID7, "[]"))
                .matches("\"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\"");
        assertThat(call(context, Builtin.NANOID, "[]")).matches("\"[A-Za-z0-9_-]{21}\"");
        assertThat(call(context, Builtin.RANDOM_STRING, "[8]")).matches("\"[A-Za-z0-9]{8}\"");
        assertThat(call(context, Builtin.RANDOM_TOKEN_OF, "[4]")).matches("\"[0-9a-f]{8}\"");
        assertThat(Double.parseDouble(call(context, Builtin.RANDOM, "[]"))).isBetween(0.0, 1.0);
        assertThat(call(context, Builtin.SHA512, "[\"\"]")).startsWith("\"cf83e1357eefb8bd");
    }

    @Test
    void passwordIsVerifiedAgainstItsHashAndNoOther() {
        ExecutionContext context = Fixture.context();
        String hash = call(context, Builtin.HASH_PASSWORD, "[\"p\"]");

        assertThat(hash).startsWith("\"$2b$04$");
        assertThat(call(context, Builtin.VERIFY_PASSWORD, "[\"p\"," + hash + "]"))
                .isEqualTo("true");
        assertThat(call(context, Builtin.VERIFY_PASSWORD, "[\"q\"," + hash + "]"))
                .isEqualTo("false");
        assertThat(call(context, Builtin.HASH_PASSWORD, "[\"" + "p".repeat(73) + "\"]"))
                .isEqualTo("!INVALID_ARGUMENT");
    }

    private static Builtin builtin(String name) {
        return Builtin.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static String call(ExecutionContext context, Builtin builtin, String arguments) {
        ArrayValue given = Fixture.array(arguments);
        @Nullable Object[] values = given.toArray();
        int predicate = builtin.predicateIndex();
        if (predicate >= 0) {
            values[predicate] = predicate(String.valueOf(given.get(predicate)));
        }
        try {
            Object result = Builtins.of(builtin).call(context, values);
            return TextForm.json(Fixture.context(), result);
        } catch (LogicError error) {
            return "!" + error.code();
        }
    }

    private static Predicate predicate(String text) {
        return new Predicate(
                (context, routine, arguments) -> {
                    Object element = arguments[0];
                    if (text.equals("1/x")) {
                        return Arithmetic.divide(1L, 0L);
                    }
                    return text.startsWith("> ")
                            ? (Object)
                                    Comparisons.greater(
                                            context, element, Long.parseLong(text.substring(2)))
                            : Members.member(element, text, -1);
                },
                0,
                new Object[0]);
    }
}
