package dev.tiercel.frontend.expression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The productions of LANG-37, each with the shape it reads as. */
class GrammarTest {
    @ParameterizedTest(name = "{0}")
    @DisplayName("LANG-37: primaries")
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '§',
            value = {
                "42 → 42",
                "'x' → \"x\"",
                "\"x\" → \"x\"",
                "true → true",
                "false → false",
                "null → null",
                "a → a",
                "_a1 → _a1",
                "größe → größe",
                "trueish → trueish",
                "(a) → a",
                "((a)) → a",
                "now() → (call now)",
                "f(a) → (call f a)",
                "f(a, b, 1) → (call f a b 1)",
                "f (a) → (call f a)",
                "f(g(a), (b)) → (call f (call g a) b)",
                "[] → (array)",
                "[1] → (array 1)",
                "[1, 2] → (array 1 2)",
                "[1, 2,] → (array 1 2)",
                "[[1], []] → (array (array 1) (array))",
                "{} → (object)",
                "{a: 1} → (object \"a\" 1)",
                "{a: 1, 'b c': 2} → (object \"a\" 1 \"b c\" 2)",
                "{\"a\": 1,} → (object \"a\" 1)",
                "{a: {b: 1}} → (object \"a\" (object \"b\" 1))",
                "{a: 1, a: 2} → (object \"a\" 1 \"a\" 2)",
                "{a: x ? 1 : 2} → (object \"a\" (? x 1 2))",
            })
    void readsPrimaries(String text, String tree) {
        assertThat(Reading.template(text).tree()).isEqualTo(tree);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("LANG-37: members and indexes")
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '§',
            value = {
                "a.b → (. a b)",
                "a.b.c → (. (. a b) c)",
                "a . b → (. a b)",
                "a?.b → (. a b)",
                "a[0] → ([] a 0)",
                "a['k'] → ([] a \"k\")",
                "a[b + 1] → ([] a (+ b 1))",
                "a?.[0] → ([] a 0)",
                "a?.[b].c → (. ([] a b) c)",
                "a.0 → ([] a 0)",
                "a.0.1 → ([] ([] a 0) 1)",
                "a.10.b → (. ([] a 10) b)",
                "a.007 → ([] a 7)",
                "users[-1].name → (. ([] users (neg 1)) name)",
                "f(a).b[0] → ([] (. (call f a) b) 0)",
                "(a ?? b).c → (. (coalesce a b) c)",
                "[1, 2][0] → ([] (array 1 2) 0)",
                "{a: 1}.a → (. (object \"a\" 1) a)",
                "'abc'.length → (. \"abc\" length)",
                "1.x → (. 1 x)",
                "1.5.x → (. 1.5 x)",
                "a ? [1] : [2] → (? a (array 1) (array 2))",
            })
    void readsMembersAndIndexes(String text, String tree) {
        assertThat(Reading.template(text).tree()).isEqualTo(tree);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("LANG-8: reserved words are names after a dot and as keys of object literals")
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '§',
            value = {
                "body.in → (. body in)",
                "a.true.false.null → (. (. (. a true) false) null)",
                "a.and.or.not → (. (. (. a and) or) not)",
                "a?.not → (. a not)",
                "{true: 1, false: 2, null: 3} → (object \"true\" 1 \"false\" 2 \"null\" 3)",
                "{and: 1, or: 2, not: 3, in: 4} → (object \"and\" 1 \"or\" 2 \"not\" 3 \"in\" 4)",
                "a.not in b → (in (. a not) b)",
            })
    void readsReservedWordsAsNames(String text, String tree) {
        assertThat(Reading.template(text).tree()).isEqualTo(tree);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("LANG-37: operators")
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '§',
            value = {
                "a + b - c → (- (+ a b) c)",
                "a-b → (- a b)",
                "a--b → (- a (neg b))",
                "a * b / c % d → (% (/ (* a b) c) d)",
                "-a → (neg a)",
                "- -a → (neg (neg a))",
                "!a → (not a)",
                "!!a → (not (not a))",
                "-!a → (neg (not a))",
                "not a → (not a)",
                "not not a → (not (not a))",
                "-a.b → (neg (. a b))",
                "!f(a) → (not (call f a))",
                "a < b → (< a b)",
                "a <= b → (<= a b)",
                "a > b → (> a b)",
                "a >= b → (>= a b)",
                "a in b → (in a b)",
                "a not in b → (not in a b)",
                "a not  in b → (not in a b)",
                "not a in b → (not (in a b))",
                "not a not in b → (not (not in a b))",
                "a == b → (== a b)",
                "a != b → (!= a b)",
                "a === b → (=== a b)",
                "a !== b → (!== a b)",
                "a == b != c → (!= (== a b) c)",
                "a && b → (and a b)",
                "a and b → (and a b)",
                "a && b and c → (and (and a b) c)",
                "a || b → (or a b)",
                "a or b || c → (or (or a b) c)",
                "a ?? b ?? c → (coalesce (coalesce a b) c)",
                "a ? b : c → (? a b c)",
                "a ? b : c ? d : e → (? a b (? c d e))",
                "a ? b ? c : d : e → (? a (? b c d) e)",
                "a?b:c → (? a b c)",
                "a && not b → (and a (not b))",
                "not a && b → (and (not a) b)",
            })
    void readsOperators(String text, String tree) {
        assertThat(Reading.template(text).tree()).isEqualTo(tree);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("LANG-40: ** is right associative, and its exponent may have prefixes")
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '§',
            value = {
                "2 ** 3 ** 2 → (** 2 (** 3 2))",
                "-2 ** 2 → (** (neg 2) 2)",
                "2 ** -1 → (** 2 (neg 1))",
                "2 ** -3 ** 2 → (** 2 (neg (** 3 2)))",
                "2 ** - -3 → (** 2 (neg (neg 3)))",
                "2 ** !a → (** 2 (not a))",
                "2 ** (-3) ** 2 → (** 2 (** (neg 3) 2))",
                "a.b ** c.d → (** (. a b) (. c d))",
                "2 * 3 ** 2 → (* 2 (** 3 2))",
                "2 ** 3 * 2 → (* (** 2 3) 2)",
                "!a ** b → (** (not a) b)",
            })
    void readsPowers(String text, String tree) {
        assertThat(Reading.template(text).tree()).isEqualTo(tree);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("LANG-52: a filter is a call with the piped value first")
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '§',
            value = {
                "a | f → (call f a)",
                "a | f() → (call f a)",
                "a | f(b, c) → (call f a b c)",
                "a | f | g(b) | h → (call h (call g (call f a) b))",
                "a * b | round → (call round (* a b))",
                "a + 1 | f → (call f (+ a 1))",
                "name | length > 3 → (> (call length name) 3)",
                "3 < name | length → (< 3 (call length name))",
                "a | f == b | g → (== (call f a) (call g b))",
                "a | f || b | g → (or (call f a) (call g b))",
                "a ? b : c | f → (? a b (call f c))",
                "(a ? b : c) | f → (call f (? a b c))",
                "(a | length) + 1 → (+ (call length a) 1)",
                "[a | f, b | g] → (array (call f a) (call g b))",
            })
    void readsFilters(String text, String tree) {
        assertThat(Reading.template(text).tree()).isEqualTo(tree);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("LANG-39: names of headers may contain hyphens")
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '§',
            value = {
                "headers.x-request-id → (. headers x-request-id)",
                "request.headers.x-request-id → (. (. request headers) x-request-id)",
                "resp.headers.content-type → (. (. resp headers) content-type)",
                "headers?.x-a → (. headers x-a)",
                "headers . x-a → (. headers x-a)",
                "headers.x-1 → (. headers x-1)",
                "headers.a - b → (- (. headers a) b)",
                "headers.a -b → (- (. headers a) b)",
                "headers.a- b → (- (. headers a) b)",
                "headers.a--b → (- (. headers a) (neg b))",
                "headers.not-modified-since → (. headers not-modified-since)",
                "headers.a.b-c → (- (. (. headers a) b) c)",
                "headers-a → (- headers a)",
                "body.x-a → (- (. body x) a)",
                "my_headers.x-a → (- (. my_headers x) a)",
                "headers['x-a'] → ([] headers \"x-a\")",
                "headers[a].b-c → (- (. ([] headers a) b) c)",
            })
    void readsNamesOfHeaders(String text, String tree) {
        assertThat(Reading.template(text).tree()).isEqualTo(tree);
    }

    @Test
    @DisplayName("LANG-38: white space and line breaks separate tokens and mean nothing else")
    void ignoresWhiteSpace() {
        assertThat(Reading.expression(" \n a\n\t+ \u00A0b\r\n ").tree()).isEqualTo("(+ a b)");
        assertThat(Reading.expression("a .\n0 . 1").tree()).isEqualTo("([] ([] a 0) 1)");
    }

    @Test
    @DisplayName("LANG-7: names have at most 128 characters")
    void boundsNames() {
        String longest = "é".repeat(128);

        assertThat(Reading.expression(longest).tree()).isEqualTo(longest);
        assertThat(Reading.expression("a + " + longest + "x").findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.location().column()).isEqualTo(5);
                    assertThat(finding.message()).endsWith("is longer than 128 characters");
                });
    }
}
