package dev.tiercel.frontend.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How SQL, Redis and HTTP operations are read, and what is wrong with them. */
class ConnectorFindingsTest {
    @Test
    @DisplayName("OP-1, DOC-46: connectors in their shapes")
    void readsConnectors() {
        Source source =
                Source.ofLogic(
                        """
                        - http: {url: 'https://x/{{ id }}', timeout: 5, retry: 2, assign: stock}
                        - {sql: 'SELECT ?', params: [1], store_in: rows}
                        - !QueryDb SELECT 1
                        - {transaction: [{log: b}], isolation: serializable}
                        - {redis: set, key: a, value: 1, ttl: 5}
                        """);

        assertThat(source.described()).isEmpty();
        assertThat(source.operations())
                .isEqualTo(
                        "http_response('https://x/{{ id }}', 5) retry(max 2) > stock;"
                                + " sql_result(1) > rows; db_result();"
                                + " transaction default serializable {log INFO 'b'};"
                                + " redis_result('set', 'a', 1, 5)");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("OP-22 to OP-24: findings about queries")
    @CsvSource(
            delimiterString = " => ",
            textBlock =
                    """
                    {sql: "SELECT '{{ a }}'"} => SQL_TEMPLATE
                    {sql: 'SELECT ?, :b', args: [1]} => SQL_PLACEHOLDERS
                    {sql: 'SELECT ?, $1', args: [1]} => SQL_PLACEHOLDERS
                    {sql: 'SELECT :a', args: [1]} => SQL_PLACEHOLDERS
                    {sql: 'SELECT ?', args: {a: 1}} => SQL_PLACEHOLDERS
                    {sql: 'SELECT $0', args: [1]} => SQL_PLACEHOLDERS
                    {sql: 'SELECT ?1, ?1', args: [1, 2]} => SQL_PLACEHOLDERS
                    {sql: 'SELECT ?'} => SQL_ARGUMENTS
                    {sql: 'SELECT ?', args: [1, 2]} => SQL_ARGUMENTS
                    {sql: 'SELECT 1', args: [1]} => SQL_ARGUMENTS
                    {sql: 'SELECT $0', args: '{{ body }}'} => SQL_PLACEHOLDERS
                    {sql: 'SELECT $1, $3', args: [1, 2, 3]} => SQL_ARGUMENTS
                    {sql: 'SELECT $1, $3', args: '{{ body }}'} => SQL_ARGUMENTS
                    {sql: 'SELECT :a', args: {b: 1}} => SQL_ARGUMENTS
                    {sql: 'SELECT :a', args: {a: 1, b: 1}} => SQL_ARGUMENTS
                    {sql: 'BEGIN'} => SQL_STATEMENT
                    {sql: ' /* x */ rollback'} => SQL_STATEMENT
                    {sql: 'start  transaction'} => SQL_STATEMENT
                    {sql: 'START /* x */ TRANSACTION'} => SQL_STATEMENT
                    {sql: '/* nothing */'} => SQL_STATEMENT
                    {sql: ';'} => SQL_STATEMENT
                    {sql: 'SELECT 1; DROP TABLE users'} => SQL_STATEMENT
                    {sql: 'SELECT 1', database: shop} => UNKNOWN_DATABASE
                    {sql: 'SELECT ?', args: text} => WRONG_TYPE
                    {sql: 5} => WRONG_TYPE
                    {sql: ''} => INVALID_VALUE
                    {sql: 'SELECT 1', timeout_ms: 0} => INVALID_VALUE
                    {transaction: [{transaction: [{log: a}]}]} => TRANSACTION_NESTED
                    {transaction: [{parallel: [[{log: a}]]}]} => PARALLEL_IN_TRANSACTION
                    {transaction: [{log: a}], isolation: chaos} => INVALID_VALUE
                    """)
    void reportsQueries(String operation, String code) {
        assertThat(Source.ofLogic("- " + operation + "\n").described()).startsWith(code + " ");
    }

    @Test
    @DisplayName("OP-22: a template in a query is refused with the bound form")
    void suggestsTheBoundForm() {
        assertThat(Source.ofLogic("- sql: \"SELECT * FROM t WHERE id = '{{ id }}'\"\n").described())
                .isEqualTo(
                        "SQL_TEMPLATE 2:10 /logic/0/sql"
                                + " -> query: \"SELECT * FROM t WHERE id = ?\", args: [\"{{ id }}\"]"
                                + " | Bind the value: `SELECT * FROM t WHERE id = ?`,"
                                + " args: [\"{{ id }}\"]");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("redis_op: commands and their fields")
    @CsvSource(
            delimiterString = " => ",
            textBlock =
                    """
                    {redis: KEYS, key: a} => UNSUPPORTED_COMMAND
                    {redis: GET} => MISSING_FIELD
                    {redis: SET, key: a} => MISSING_FIELD
                    {redis: MGET} => MISSING_FIELD
                    {redis: HGET, key: a, args: []} => MISSING_FIELD
                    {redis: DEL} => MISSING_FIELD
                    {redis: HSET, key: a, args: [a]} => INVALID_VALUE
                    {redis: LRANGE, key: a, args: [1]} => INVALID_VALUE
                    {redis: GET, key: a, ttl: 5} => UNKNOWN_FIELD
                    {redis: SET, key: a, value: b, ttl: 0} => INVALID_VALUE
                    {redis: MGET, args: 5} => WRONG_TYPE
                    """)
    void reportsCommands(String operation, String code) {
        assertThat(Source.ofLogic("- " + operation + "\n").described()).startsWith(code + " ");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("redis_op: what is right is not reported")
    @CsvSource(
            delimiterString = " => ",
            textBlock =
                    """
                    {redis: get, key: a} => ''
                    {redis: DEL, args: [a, b]} => ''
                    {redis: HSET, key: a, value: {b: 1}} => ''
                    {redis: ZRANGE, key: a, args: [0, -1, WITHSCORES]} => ''
                    {redis: '{{ body.command }}'} => ''
                    {redis: MGET, args: '{{ body.keys }}'} => ''
                    """)
    void acceptsCommands(String operation, String nothing) {
        assertThat(Source.ofLogic("- " + operation + "\n").described()).isEqualTo(nothing);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("OP-14, OP-15: findings about requests")
    @CsvSource(
            delimiterString = " => ",
            textBlock =
                    """
                    {http: 'ftp://x/'} => INVALID_VALUE
                    {http: 'https://x/', method: FETCH} => INVALID_VALUE
                    {http: 'https://x/', body: a} => INVALID_VALUE
                    {http: 'https://x/', headers: [a]} => WRONG_TYPE
                    {http: 'https://x/', on_error: ignore} => INVALID_VALUE
                    {http: 'https://x/', retry: {max_attempts: 101}} => INVALID_VALUE
                    {http: 'https://x/', timeout: 0} => INVALID_VALUE
                    """)
    void reportsRequests(String operation, String code) {
        assertThat(Source.ofLogic("- " + operation + "\n").described()).startsWith(code + " ");
    }
}
