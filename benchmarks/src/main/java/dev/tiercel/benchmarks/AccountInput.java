package dev.tiercel.benchmarks;

/** The registration of an account, whose route checks the body against a schema. */
public final class AccountInput {
    /** The path of the route. */
    public static final String PATH = "/api/accounts";

    /** A body with a wrong value in each field. */
    public static final String BAD_BODY =
            """
            {"email":"nobody","name":"A","age":9,"tags":["a","b","c","d","e","f"]}\
            """;

    /** The document of the route. */
    public static final String DOCUMENT =
            """
            name: register
            path: /api/accounts
            method: POST
            schema:
              email: {type: string, required: true, format: email}
              name: {type: string, required: true, min_length: 2}
              age: {type: integer, required: true, minimum: 18}
              tags: {type: array, items: string, max_items: 5}
            logic:
              - return:
                  status: 201
                  value: {email: "{{ body.email }}", name: "{{ body.name }}"}
            """;

    private AccountInput() {}
}
