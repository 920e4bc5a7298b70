package dev.tiercel.server.sql;

import java.util.Arrays;
import java.util.Optional;

/** The databases that are supported, and how they differ. */
enum Dialect {
    SQLITE("jdbc:sqlite:", "org.sqlite.JDBC"),
    POSTGRESQL("jdbc:postgresql:", "org.postgresql.Driver"),
    MARIADB("jdbc:mariadb:", "org.mariadb.jdbc.Driver");

    private final String prefix;
    private final String driver;

    Dialect(String prefix, String driver) {
        this.prefix = prefix;
        this.driver = driver;
    }

    /** Returns the dialect of a JDBC URL. */
    static Optional<Dialect> of(String url) {
        return Arrays.stream(values()).filter(d -> url.startsWith(d.prefix)).findFirst();
    }

    /** Returns the class name of the driver. */
    String driver() {
        return driver;
    }
}
