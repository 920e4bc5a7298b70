package dev.tiercel.server.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.frontend.syntax.Diagnostics;
import dev.tiercel.frontend.syntax.DocumentLimits;
import dev.tiercel.frontend.syntax.SourceText;
import dev.tiercel.frontend.syntax.SyntaxReader;
import dev.tiercel.ir.Diagnostic;
import dev.tiercel.ir.Projection;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.runtime.json.JsonException;
import dev.tiercel.runtime.json.JsonReader;
import dev.tiercel.runtime.json.ProjectionReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Nicolas Seriot's JSONTestSuite: what every reader of RFC 8259 must accept ({@code y_}) and must
 * refuse ({@code n_}), and what is left to it ({@code i_}).
 */
final class JsonTestSuiteTest {
    private static final ProjectionReader NOTHING =
            ProjectionReader.of(new Projection(false, List.of(), Optional.empty()));

    /** The bytes of cases that are no UTF-8, which the package carries as text. */
    private static final String BYTES =
            """
            i_string_UTF-16LE_with_BOM.json fffe5b002200e90022005d00
            i_string_UTF-8_invalid_sequence.json 5b22e697a5d188fa225d
            i_string_UTF8_surrogate_U+D800.json 5b22eda080225d
            i_string_invalid_utf-8.json 5b22ff225d
            i_string_iso_latin_1.json 5b22e9225d
            i_string_lone_utf8_continuation_byte.json 5b2281225d
            i_string_not_in_unicode_range.json 5b22f4bfbfbf225d
            i_string_overlong_sequence_2_bytes.json 5b22c0af225d
            i_string_overlong_sequence_6_bytes.json 5b22fc83bfbfbfbf225d
            i_string_overlong_sequence_6_bytes_null.json 5b22fc8080808080225d
            i_string_truncated-utf-8.json 5b22e0ff225d
            i_string_utf16BE_no_BOM.json 005b002200e90022005d
            i_string_utf16LE_no_BOM.json 5b002200e90022005d00
            n_array_a_invalid_utf8.json 5b61e55d
            n_array_invalid_utf8.json 5bff5d
            n_number_invalid-utf-8-in-bigger-int.json 5b313233e55d
            n_number_invalid-utf-8-in-exponent.json 5b316531e55d
            n_number_invalid-utf-8-in-int.json 5b30e55d0a
            n_number_real_with_invalid_utf8_after_e.json 5b3165e55d
            n_object_lone_continuation_byte_in_key_and_trailing_comma.json 7b22b9223a2230222c7d
            n_string_invalid-utf-8-in-escape.json 5b225c75e5225d
            n_string_invalid_utf8_after_escape.json 5b225ce5225d
            n_structure_incomplete_UTF8_BOM.json efbb7b7d
            n_structure_lone-invalid-utf-8.json e5
            n_structure_single_eacute.json e9
            """;

    private static Map<String, byte[]> textByName = Map.of();

    @BeforeAll
    static void readSuite() {
        Map<String, byte[]> texts = new LinkedHashMap<>();
        for (ObjectValue test : PublishedSuites.cases("json")) {
            String input = (String) Objects.requireNonNull(test.get("input"));
            texts.put(
                    (String) Objects.requireNonNull(test.get("name")),
                    input.getBytes(StandardCharsets.UTF_8));
        }
        for (String line : BYTES.lines().toList()) {
            String[] parts = line.split(" ");
            texts.put(parts[0], HexFormat.of().parseHex(parts[1]));
        }
        textByName = texts;
    }

    @Test
    void theSuiteIsWhole() {
        assertThat(named("y_")).hasSize(95);
        assertThat(named("n_")).hasSize(188);
        assertThat(named("i_")).hasSize(35);
    }

    @Test
    @DisplayName("HTTP-16, OP-16: bodies and json_parse accept and refuse what every reader must")
    void bodiesAreReadByTheStandard() {
        assertThat(refused("y_", JsonTestSuiteTest::isBody)).isEmpty();
        assertThat(accepted("n_", JsonTestSuiteTest::isBody)).isEmpty();
    }

    @Test
    @DisplayName("HTTP-16: parts of a body that the logic does not read are checked as well")
    void unreadBodiesAreCheckedByTheStandard() {
        assertThat(refused("y_", JsonTestSuiteTest::isUnreadBody)).isEmpty();
        assertThat(accepted("n_", JsonTestSuiteTest::isUnreadBody)).isEmpty();
    }

    @Test
    @DisplayName(
            "DOC-3, DOC-6: documents accept and refuse what every reader must, except for four")
    void documentsAreReadByTheStandard() {
        assertThat(refused("y_", text -> !looksLikeJson(text) || isDocument(text)))
                .as("repeated names, and texts without a document")
                .containsExactly(
                        "y_array_empty.json",
                        "y_object_duplicated_key.json",
                        "y_object_duplicated_key_and_value.json",
                        "y_structure_whitespace_array.json");
        assertThat(accepted("n_", text -> looksLikeJson(text) && isDocument(text))).isEmpty();
    }

    @Test
    @DisplayName("LANG-2, LANG-4, DOC-1: of what is left to readers, these are accepted")
    void theRestIsReadAsSpecified() {
        assertThat(accepted("i_", JsonTestSuiteTest::isBody))
                .containsExactly(
                        "i_number_double_huge_neg_exp.json",
                        "i_number_real_underflow.json",
                        "i_number_too_big_neg_int.json",
                        "i_number_too_big_pos_int.json",
                        "i_number_very_big_negative_int.json",
                        "i_object_key_lone_2nd_surrogate.json",
                        "i_string_1st_surrogate_but_2nd_missing.json",
                        "i_string_1st_valid_surrogate_2nd_invalid.json",
                        "i_string_incomplete_surrogate_and_escape_valid.json",
                        "i_string_incomplete_surrogate_pair.json",
                        "i_string_incomplete_surrogates_escape_valid.json",
                        "i_string_invalid_lonely_surrogate.json",
                        "i_string_invalid_surrogate.json",
                        "i_string_inverted_surrogates_U+1D11E.json",
                        "i_string_lone_second_surrogate.json",
                        "i_structure_UTF-8_BOM_empty_object.json");
        assertThat(accepted("i_", JsonTestSuiteTest::isUnreadBody))
                .isEqualTo(accepted("i_", JsonTestSuiteTest::isBody));
        assertThat(accepted("i_", text -> looksLikeJson(text) && isDocument(text)))
                .isEqualTo(accepted("i_", JsonTestSuiteTest::isBody));
    }

    private static boolean isBody(byte[] text) {
        try {
            JsonReader.read(text);
            return true;
        } catch (JsonException e) {
            return false;
        }
    }

    private static boolean isUnreadBody(byte[] text) {
        try {
            NOTHING.read(text);
            return true;
        } catch (JsonException e) {
            return false;
        }
    }

    private static boolean isDocument(byte[] text) {
        Diagnostics diagnostics = new Diagnostics("case");
        SyntaxReader.read(
                new SourceText("case", text, false), DocumentLimits.DEFAULTS, diagnostics);
        return diagnostics.sorted().stream().noneMatch(Diagnostic::isError);
    }

    /** Returns whether a text is taken for JSON (DOC-2): others are read as YAML. */
    private static boolean looksLikeJson(byte[] text) {
        String start =
                new String(text, StandardCharsets.UTF_8).replace("\uFEFF", "").stripLeading();
        return start.startsWith("{") || start.startsWith("[");
    }

    private static Set<String> named(String prefix) {
        Set<String> names = new TreeSet<>(textByName.keySet());
        names.removeIf(name -> !name.startsWith(prefix));
        return names;
    }

    private static List<String> accepted(String prefix, Predicate<byte[]> reader) {
        List<String> names = new ArrayList<>(named(prefix));
        names.removeIf(name -> !reader.test(Objects.requireNonNull(textByName.get(name))));
        return names;
    }

    private static List<String> refused(String prefix, Predicate<byte[]> reader) {
        return accepted(prefix, reader.negate());
    }
}
