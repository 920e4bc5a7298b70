package dev.tiercel.benchmarks.compare;

/** The documents whose routes speak to a database and to Redis. */
final class ConnectorDocuments {
    /** All of them, in one file. */
    static final String TEXT =
            """
            name: person
            path: /api/people/{id}
            method: GET
            logic:
              - sql: SELECT id, name, email, age FROM people WHERE id = ?
                args: ["{{ params.id }}"]
            ---
            name: people_after
            path: /api/people/{id}/next
            method: GET
            logic:
              - sql: SELECT id, name, email, age FROM people WHERE id > ? ORDER BY id LIMIT 20
                args: ["{{ params.id }}"]
            ---
            name: visit
            path: /api/visits
            method: POST
            logic:
              - transaction:
                  - sql: INSERT INTO visits(person, page) VALUES (?, ?)
                    args: ["{{ body.person }}", "{{ body.page }}"]
              - return: {stored: "{{ sql_result.rows_affected }}"}
            ---
            name: profile
            path: /api/profiles/{id}
            method: GET
            logic:
              - redis: {command: GET, key: "profile:{{ params.id }}"}
            """;

    private ConnectorDocuments() {}
}
