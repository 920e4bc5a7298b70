package dev.tiercel.frontend.document;

import java.util.Arrays;
import java.util.Optional;

/** The databases that are supported, by how they write SQL. */
public enum SqlDialect {
    SQLITE("jdbc:sqlite:"),
    POSTGRESQL("jdbc:postgresql:"),
    MARIADB("jdbc:mariadb:");

    private final String urlPrefix;

    SqlDialect(String urlPrefix) {
        this.urlPrefix = urlPrefix;
    }

    /** Returns the dialect of the database that a JDBC URL names. */
    public static Optional<SqlDialect> of(String url) {
        return Arrays.stream(values()).filter(d -> url.startsWith(d.urlPrefix)).findFirst();
    }
}
