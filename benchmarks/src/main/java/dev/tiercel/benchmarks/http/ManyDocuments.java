package dev.tiercel.benchmarks.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Documents in any number, one file each: of ten, nine are routes of several shapes and one is a
 * function that they call.
 */
final class ManyDocuments {
    private static final int GROUP = 10;
    private static final int SHAPES = 4;

    private ManyDocuments() {}

    /**
     * Writes the files; the first is the route {@code GET /n0/:id}, which answers its parameter.
     */
    static void write(Path directory, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            Path folder = Files.createDirectories(directory.resolve("part" + i / 1000));
            Files.writeString(folder.resolve("document" + i + ".yaml"), document(i));
        }
    }

    private static String document(int number) {
        if (number % GROUP == GROUP - 1) {
            return function(number);
        }
        return switch (number % SHAPES) {
            case 0 -> lookup(number);
            case 1 -> order(number);
            case 2 -> signUp(number);
            default -> report(number, number / GROUP * GROUP + GROUP - 1);
        };
    }

    private static String lookup(int number) {
        return """
        name: lookup_%1$d
        path: /n%1$d/:id
        method: GET
        logic:
          - set: {found: {id: "{{ params.id }}", number: %1$d}}
          - if: "query.verbose"
            then: [{set: {found: "{{ merge(found, {agent: headers['user-agent']}) }}"}}]
          - return: "{{ found }}"
        """
                .formatted(number);
    }

    private static String order(int number) {
        return """
        name: order_%1$d
        path: /n%1$d/orders
        method: POST
        logic:
          - set: {total: 0, count: 0}
          - loop: "{{ body.items }}"
            as: item
            do:
              - if: "item.quantity <= 0"
                then: [{throw: {message: "quantity of {{ item.sku }}", code: BAD_QUANTITY, status: 422}}]
              - set: {total: "{{ total + item.price * item.quantity }}", count: "{{ count + 1 }}"}
          - set: {discount: 0}
          - if: "total > 100"
            then: [{set: {discount: "{{ total * 0.1 }}"}}]
          - return: {total: "{{ total - discount }}", count: "{{ count }}", route: %1$d}
        """
                .formatted(number);
    }

    private static String signUp(int number) {
        return """
        name: sign_up_%1$d
        path: /n%1$d/accounts
        method: POST
        schema:
          email: {type: string, required: true, format: email}
          age: {type: integer, min: 18}
        logic:
          - set: {key: "{{ body.email | lower | trim }}"}
          - try:
              - set: {domain: "{{ split(key, '@')[1] }}"}
            catch:
              - return: {status: 400, value: {error: "{{ error.message }}"}}
          - return: {status: 201, value: {key: "{{ key }}", domain: "{{ domain }}"}}
        """
                .formatted(number);
    }

    private static String report(int number, int function) {
        return """
        name: report_%1$d
        path: /n%1$d/report/:kind
        method: GET
        parameters: [{name: page, in: query, data_type: integer, default: 1}]
        logic:
          - call_function: {name: rate_%2$d, args: ["{{ params.kind }}", "{{ query.page }}"], output_var: rate}
          - switch: "{{ params.kind }}"
            cases:
              - value: daily
                do: [{return: {rate: "{{ rate }}", days: 1}}]
              - value: weekly
                do: [{return: {rate: "{{ rate * 7 }}", days: 7}}]
            default: [{return: {rate: 0, days: 0}}]
        """
                .formatted(number, function);
    }

    private static String function(int number) {
        return """
        name: rate_%1$d
        params: [kind, page]
        logic:
          - if: "kind == 'daily'"
            then: [{return: "{{ 1.5 * integer(page) }}"}]
          - return: "{{ 0.5 + %1$d }}"
        """
                .formatted(number);
    }
}
