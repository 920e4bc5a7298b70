package dev.tiercel.benchmarks.compare;

import dev.tiercel.benchmarks.AccountInput;
import dev.tiercel.benchmarks.OrderInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The documents that Tiercel serves in the comparison. */
final class RouteDocuments {
    private static final int PER_FILE = 100;
    private static final String TRIVIAL =
            """
            name: hello
            path: /api/hello
            method: GET
            logic:
              - return: {message: "Hello, World!"}
            ---
            name: user
            path: /api/users/:id
            method: GET
            logic:
              - return: {id: "{{ params.id }}", name: "User {{ params.id }}"}
            """;

    /** Fifty of these steps are executed for the inquiry that is sent. */
    private static final String QUOTE =
            """
            name: quote
            path: /api/quotes
            method: POST
            logic:
              - set: {net: "{{ body.quantity * body.unit_price }}"}
              - set: {rebate: 0.0}
              - if: "body.quantity >= 10"
                then: [{set: {rebate: "{{ rebate + 0.05 }}"}}]
              - if: "body.quantity >= 100"
                then: [{set: {rebate: "{{ rebate + 0.05 }}"}}]
              - if: "body.tier == 'gold'"
                then: [{set: {rebate: "{{ rebate + 0.03 }}"}}]
              - if: "body.coupon == 'SPRING'"
                then: [{set: {rebate: "{{ rebate + 0.02 }}"}}]
              - if: "rebate > 0.15"
                then: [{set: {rebate: 0.15}}]
              - set: {discount: "{{ net * rebate }}"}
              - set: {goods: "{{ net - discount }}"}
              - set: {vat: 0.2}
              - if: "body.country == 'DE'"
                then: [{set: {vat: 0.19}}]
              - if: "body.country == 'US'"
                then: [{set: {vat: 0.0}}]
              - set: {base: 4.5}
              - set: {weight: "{{ body.weight * body.quantity }}"}
              - if: "weight > 20"
                then: [{set: {base: "{{ base + 6 }}"}}]
              - if: "weight > 100"
                then: [{set: {base: "{{ base + 20 }}"}}]
              - set: {shipping: "{{ base + weight * 0.1 }}"}
              - if: "body.express"
                then: [{set: {shipping: "{{ shipping * 2 }}"}}]
              - if: "goods > 500"
                then: [{set: {shipping: 0.0}}]
              - set: {insurance: "{{ goods * 0.01 }}"}
              - if: "insurance < 2.5"
                then: [{set: {insurance: 2.5}}]
              - set: {handling: 1.5}
              - if: "body.quantity > 50"
                then: [{set: {handling: "{{ handling + 5 }}"}}]
              - set: {taxable: "{{ goods + shipping + insurance + handling }}"}
              - set: {tax: "{{ taxable * vat }}"}
              - set: {gross: "{{ taxable + tax }}"}
              - set: {points: 0}
              - if: "body.tier == 'gold'"
                then: [{set: {points: "{{ body.quantity * 3 }}"}}]
              - if: "body.tier == 'silver'"
                then: [{set: {points: "{{ body.quantity * 2 }}"}}]
              - if: "gross > 200"
                then: [{set: {points: "{{ points + 25 }}"}}]
              - set: {fee: 0.0}
              - if: "gross < 50"
                then: [{set: {fee: 3.0}}]
              - set: {due: "{{ gross + fee }}"}
              - set: {rate: 1.0}
              - if: "body.country == 'US'"
                then: [{set: {rate: 1.1}}]
              - set: {local: "{{ due * rate }}"}
              - set: {first: "{{ local / 4 }}"}
              - set: {rest: "{{ local - first }}"}
              - set: {state: open}
              - if: "local > 1000"
                then: [{set: {state: review}}]
              - return:
                  customer: "{{ body.customer }}"
                  net: "{{ net }}"
                  discount: "{{ discount }}"
                  shipping: "{{ shipping }}"
                  insurance: "{{ insurance }}"
                  tax: "{{ tax }}"
                  gross: "{{ gross }}"
                  points: "{{ points }}"
                  due: "{{ due }}"
                  first: "{{ first }}"
                  rest: "{{ rest }}"
                  state: "{{ state }}"
            """;

    private RouteDocuments() {}

    /**
     * Writes the documents of all workloads.
     *
     * @param routes that are registered besides
     */
    static void write(Path directory, int routes, boolean hasConnectors) throws IOException {
        Files.writeString(directory.resolve("trivial.yaml"), TRIVIAL);
        Files.writeString(directory.resolve("account.yaml"), AccountInput.DOCUMENT);
        Files.writeString(directory.resolve("quote.yaml"), QUOTE);
        Files.writeString(directory.resolve("checkout.yaml"), OrderInput.checkoutDocument());
        Files.writeString(directory.resolve("order.yaml"), OrderInput.orderDocument());
        if (hasConnectors) {
            Files.writeString(directory.resolve("connectors.yaml"), ConnectorDocuments.TEXT);
        }
        for (int first = 0; first < routes; first += PER_FILE) {
            StringBuilder text = new StringBuilder();
            for (int i = first; i < Math.min(routes, first + PER_FILE); i++) {
                text.append(numbered(i));
            }
            Files.writeString(directory.resolve("numbered" + first + ".yaml"), text);
        }
    }

    private static String numbered(int number) {
        return """
        ---
        name: numbered_%1$d
        path: /n%1$d/items/:id
        method: GET
        logic:
          - return: {route: %1$d, item: "{{ params.id }}"}
        """
                .formatted(number);
    }
}
