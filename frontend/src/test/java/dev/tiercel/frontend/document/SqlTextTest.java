package dev.tiercel.frontend.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What each dialect takes for a placeholder, and for a statement. */
class SqlTextTest {
    @ParameterizedTest
    @EnumSource
    @DisplayName("OP-23: the three styles become one")
    void translatesPlaceholders(SqlDialect dialect) {
        assertThat(SqlText.of("a = ? AND b = ?", dialect).text()).isEqualTo("a = ? AND b = ?");
        SqlText numbered = SqlText.of("a = $2 AND b = $1", dialect);
        assertThat(numbered.text()).isEqualTo("a = ? AND b = ?");
        assertThat(numbered.placeholders()).containsExactly(1, 0);
        SqlText named = SqlText.of("a = :x AND b = :y_1", dialect);
        assertThat(named.text()).isEqualTo("a = ? AND b = ?");
        assertThat(named.placeholders()).containsExactly("x", "y_1");
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "MARIADB"})
    @DisplayName("OP-23: a placeholder that repeats is bound again")
    void repeatsPlaceholders(SqlDialect dialect) {
        SqlText numbered = SqlText.of("a = $2 AND b = $1 OR c = $2", dialect);
        assertThat(numbered.text()).isEqualTo("a = ? AND b = ? OR c = ?");
        assertThat(numbered.placeholders()).containsExactly(1, 0, 1);
        SqlText named = SqlText.of("a = :x AND b = :y OR c = :x", dialect);
        assertThat(named.text()).isEqualTo("a = ? AND b = ? OR c = ?");
        assertThat(named.placeholders()).containsExactly("x", "y", "x");
    }

    @Test
    @DisplayName("OP-23: a placeholder that repeats is the same parameter of PostgreSQL")
    void repeatsParameters() {
        SqlText numbered =
                SqlText.of("a = $2 AND b = $1 OR c = $2 LIMIT $1", SqlDialect.POSTGRESQL);
        assertThat(numbered.text()).isEqualTo("a = ? AND b = ? OR c = $1 LIMIT $2");
        assertThat(numbered.placeholders()).containsExactly(1, 0);
        SqlText named =
                SqlText.of("a = :x AND b = :y::int OR c = :x LIMIT:y", SqlDialect.POSTGRESQL);
        assertThat(named.text()).isEqualTo("a = ? AND b = ?::int OR c = $1 LIMIT $2");
        assertThat(named.placeholders()).containsExactly("x", "y");
        SqlText tested =
                SqlText.of(
                        ":x IS NULL OR a = :x OR :x  is not\nnull OR :x IS TRUE",
                        SqlDialect.POSTGRESQL);
        assertThat(tested.text())
                .isEqualTo("?::text IS NULL OR a = ? OR ?::text  is not\nnull OR $2 IS TRUE");
        assertThat(tested.placeholders()).containsExactly("x", "x", "x");
        SqlText listed = SqlText.of("a = ? AND b = ?", SqlDialect.POSTGRESQL);
        assertThat(listed.text()).isEqualTo("a = ? AND b = ?");
        assertThat(listed.placeholders()).containsExactly(0, 1);
    }

    @ParameterizedTest(name = "{0}: {1} has {2}")
    @DisplayName("OP-23: placeholders are those outside of literals, names, comments and casts")
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '~',
            textBlock =
                    """
                    SQLITE     => SELECT '?' || "?" || `:a` -- $1 => []
                    POSTGRESQL => SELECT '?' || "?" -- $1 => []
                    MARIADB    => SELECT '?' || "?" || `:a` -- $1 => []
                    SQLITE     => SELECT '''?' /* :a ? */ => []
                    POSTGRESQL => SELECT '''?' /* :a ? */ => []
                    MARIADB    => SELECT '''?' /* :a ? */ => []
                    SQLITE     => SELECT [a ? :b] FROM t WHERE c = ? => [0]
                    POSTGRESQL => SELECT b[1:2], b[?] FROM t => [0]
                    MARIADB    => SELECT "[" AS a, ? AS b, "]" => [0]
                    POSTGRESQL => SELECT a::text, :b::int => [b]
                    POSTGRESQL => SELECT E'\\'?', ? => [0]
                    POSTGRESQL => SELECT '\\', ?, '\\' => [0]
                    SQLITE     => SELECT '\\', ?, '\\' => [0]
                    MARIADB    => SELECT '\\', ?, \\'', ? => [0]
                    MARIADB    => SELECT "\\", ?, \\"", ? => [0]
                    MARIADB    => SELECT `a\\`, ? => [0]
                    POSTGRESQL => SELECT $$ ? $$, $tag$ :a $$ $tag$, ? => [0]
                    MARIADB    => SELECT $$, ?, $$ => [0]
                    POSTGRESQL => SELECT t$1, ? => [0]
                    POSTGRESQL => SELECT data ?? 'key' => []
                    POSTGRESQL => SELECT /* a /* ? */ ? */ ? => [0]
                    SQLITE     => SELECT /* a /* ? */ ? => [0]
                    MARIADB    => SELECT /*!50000 ? + */ ? => [0, 1]
                    MARIADB    => SELECT /*M!100100 ? + */ ? => [0, 1]
                    MARIADB    => SELECT 1 # ? => []
                    POSTGRESQL => SELECT 1 # ? => [0]
                    MARIADB    => SELECT 5--? => [0]
                    POSTGRESQL => SELECT 5--? => []
                    SQLITE     => SELECT 5--? => []
                    """)
    void findsPlaceholders(SqlDialect dialect, String query, String placeholders) {
        assertThat(SqlText.of(query, dialect).placeholders()).hasToString(placeholders);
    }

    @ParameterizedTest(name = "{0}: {1} has {2}")
    @DisplayName("OP-23: numbers behind a question mark, which databases read in ways of their own")
    @CsvSource(
            delimiterString = " => ",
            textBlock =
                    """
                    SQLITE     => SELECT ?1, ?2 => ?1
                    POSTGRESQL => SELECT ?12 => ?12
                    MARIADB    => SELECT ?1 => ?1
                    POSTGRESQL => SELECT a ??1 => none
                    SQLITE     => SELECT $1, '?1', "?1", ? => none
                    """)
    void findsForeignPlaceholders(SqlDialect dialect, String query, String found) {
        assertThat(SqlText.of(query, dialect).foreign().orElse("none")).isEqualTo(found);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("OP-24: routines and triggers with statements of their own are one statement")
    @CsvSource(
            delimiterString = " => ",
            textBlock =
                    """
                    SQLITE  => CREATE TRIGGER t AFTER INSERT ON a BEGIN DELETE FROM b; DELETE FROM c; END
                    SQLITE  => SELECT 1 ; -- the end
                    MARIADB => CREATE PROCEDURE p() BEGIN IF 1 THEN SELECT 1; END IF; SELECT 2; END
                    MARIADB => CREATE PROCEDURE p() BEGIN CASE 1 WHEN 1 THEN DO 1; END CASE; DO 2; END
                    MARIADB => CREATE PROCEDURE p() BEGIN BEGIN DO 1; END; IF 1 THEN DO 2; END IF; DO 3; END
                    MARIADB => CREATE PROCEDURE p() BEGIN l: LOOP LEAVE l; END LOOP l; DO 2; END;
                    MARIADB => CREATE DEFINER = root@table TRIGGER t AFTER INSERT ON a FOR EACH ROW BEGIN DO 1; END
                    MARIADB => CREATE OR REPLACE DEFINER=`r`@`h` FUNCTION f() RETURNS int BEGIN DO 1; RETURN 1; END
                    MARIADB => CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO BEGIN DO 1; DO 2; END
                    SQLITE  => CREATE TEMP TRIGGER IF NOT EXISTS t DELETE ON a BEGIN SELECT CASE WHEN 1 THEN 2 END; SELECT OLD.end; END;
                    POSTGRESQL => CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 2 END; END
                    """)
    void takesBlocksForOneStatement(SqlDialect dialect, String query) {
        assertThat(SqlText.of(query, dialect).hasSeveral()).isFalse();
    }

    @Test
    @DisplayName("OP-24: what follows a statement, and what a comment of MariaDB runs, is found")
    void findsOtherStatements() {
        Map.of(
                        "SELECT 1; DROP TABLE a", SqlDialect.POSTGRESQL,
                        "CREATE PROCEDURE p() BEGIN DO 1; END; DROP TABLE a", SqlDialect.MARIADB,
                        "SELECT '\\\\'; DROP TABLE a", SqlDialect.MARIADB,
                        "SELECT 1 /*! ; DROP TABLE a */", SqlDialect.MARIADB,
                        "CREATE TABLE z(begin int, trigger int); DROP TABLE a", SqlDialect.SQLITE,
                        "CREATE TRIGGER begin DELETE ON b BEGIN SELECT 1; END; DROP TABLE a",
                                SqlDialect.SQLITE,
                        "CREATE VIEW v AS SELECT 1 AS case; DROP TABLE a", SqlDialect.POSTGRESQL,
                        "CREATE FUNCTION begin() RETURNS int RETURN 1; DROP TABLE a",
                                SqlDialect.POSTGRESQL)
                .forEach((query, dialect) ->
                        assertThat(SqlText.of(query, dialect).hasSeveral()).as(query).isTrue());
        assertThat(SqlText.of("/*! COMMIT */", SqlDialect.MARIADB).refused()).contains("COMMIT");
        assertThat(SqlText.of("SELECT '\\'; COMMIT'", SqlDialect.MARIADB).hasSeveral()).isFalse();
    }
}
