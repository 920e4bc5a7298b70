package dev.tiercel.frontend.expression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every expression printed in the specification of the language reads without findings. */
class SpecificationExamplesTest {
    @ParameterizedTest
    @DisplayName("Sections 2 to 10")
    @ValueSource(
            strings = {
                "points >= bonus_limit",
                "grade(120)",
                "y",
                "{{a}} > 1",
                "{{ a > 1 }}",
                "a > 1",
                "'{{a}}-x' == b",
                "{{ delay }}",
                "delay * 2",
                "status == active",
                "status == 'active'",
                "users[-1].name",
                "-2 ** 2",
                "2 ** 3 ** 2",
                "2 ** -1",
                "2 ** -3 ** 2",
                "2 ** (-(3 ** 2))",
                "a * b | round",
                "(a * b) | round",
                "name | length > 3",
                "(name | length) > 3",
                "not a == b",
                "!(a == b)",
                "!a == b",
                "(!a) == b",
                "a ?? b || c",
                "a ?? (b || c)",
                "a.0.1",
                "a[0][1]",
                "headers.x-request-id",
                "x | upper",
                "'42' + 10",
                "42 + ' items'",
                "'1' + '2'",
                "'a' + null",
                "null + 1",
                "9223372036854775807 + 1",
                "0.1 + 0.2",
                "10 / 4",
                "-7 % 3",
                "7.5 % 2",
                "0 ** -1",
                "'10' < '9'",
                "null < 1",
                "5 == 5.0",
                "5 == '5'",
                "true == 'true'",
                "[1] == ['1']",
                "5 === 5.0",
                "5 === '5'",
                "2.0 ** 53",
                "-0.0",
                "5e-324",
            })
    void readsExpressions(String text) {
        assertThat(Reading.expression(text).tree()).doesNotContain("EXPRESSION_SYNTAX");
        assertThat(Reading.expression(text).findings()).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("Section 11")
    @ValueSource(
            strings = {
                "items | filter('price > limit') | map('name') | join(', ')",
                "'héllo' | upper",
                "lower('HELLO')",
                "'  a ' | trim",
                "' a ' | trim_end",
                "capitalize('hello world')",
                "'a-b' | replace('-', '+')",
                "'a,b' | split",
                "[1,2] | join('-')",
                "concat('a', 1)",
                "substring('hello', 0, 2)",
                "'hello' | left(2)",
                "'*' | repeat(3)",
                "5 | pad_start(3, '0')",
                "'abc' | starts_with('a')",
                "'hello' | contains('ell')",
                "index_of('abc', 'c')",
                "truncate('This is a long text', 10)",
                "'Hello World!' | slugify",
                "url_encode('a b@c')",
                "'<b>' | html_escape",
                "to_bytes('SGk=', 'base64')",
                "email_domain('u@x.org')",
                "'a1' | regex_match('[0-9]')",
                "regex_find('a12', '[0-9]+')",
                "regex_groups('k=v', '(.)=(.)')",
                "regex_replace('a1', '[0-9]', '#')",
                "regex_split('a, b', ', *')",
                "-42 | abs",
                "2.5 | round",
                "round(2.675, 2)",
                "10 | divide(4)",
                "12 | clamp(0, 10)",
                "max(1, 2.5)",
                "format_number(1234567)",
                "random() < 1",
                "'é' | length",
                "count(items, 'price > 10')",
                "[3,1] | first",
                "[1,2,3] | slice(1)",
                "append([1], 2)",
                "users | sort('age', 'desc')",
                "[1,1.0,2] | unique",
                "[[1],[2]] | flatten",
                "chunk([1,2,3], 2)",
                "users | map('name')",
                "[1,2,3] | filter('x > 1')",
                "group_by([1,2,3], 'x % 2')",
                "items | sum('price * qty')",
                "{a: 1} | keys",
                "from_entries([{key: 'a', value: 1}])",
                "has(['a'], 'a')",
                "get(user, 'address.city')",
                "set_path({}, 'a.b', 1)",
                "deep_merge({a: {b: 1}}, {a: {c: 2}})",
                "pick({a: 1, b: 2}, 'a')",
                "name | default('Guest')",
                "coalesce(null, 2)",
                "string(60.0)",
                "json_parse('[1]')",
                "format_date(0, '%Y-%m-%d')",
                "parse_date('31/01/2025', '%d/%m/%Y')",
                "date_diff('2024-12-25', '2024-12-18', 'days')",
                "uuid() | length",
                "hash_password('p') | left(4)",
                "hmac('m', 'k') | length",
                "env('REGION')",
            })
    void readsCalls(String text) {
        assertThat(Reading.expression(text).findings()).isEmpty();
        assertThat(Reading.template(text).findings()).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("Operations and errors")
    @ValueSource(
            strings = {
                "age < 13",
                "body.items",
                "{{ total + line.price * line.qty }}",
                "price * qty",
                "error.retryable || (response.status in [429, 502, 503, 504])",
                "sql_result.rows_affected == 0",
                "loop.index > 2",
            })
    void readsExpressionsOfOperations(String text) {
        assertThat(Reading.expression(text).findings()).isEmpty();
    }
}
