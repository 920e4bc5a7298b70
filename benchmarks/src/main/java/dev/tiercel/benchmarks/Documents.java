package dev.tiercel.benchmarks;

import dev.tiercel.frontend.DocumentCompiler;
import dev.tiercel.frontend.check.CheckSettings;
import dev.tiercel.frontend.check.DocumentChecks;
import dev.tiercel.frontend.check.KnownFunctions;
import dev.tiercel.frontend.document.Document;
import dev.tiercel.frontend.document.DocumentReader;
import dev.tiercel.frontend.document.DocumentSettings;
import dev.tiercel.frontend.document.FunctionDocument;
import dev.tiercel.frontend.document.RouteDocument;
import dev.tiercel.frontend.syntax.Diagnostics;
import dev.tiercel.frontend.syntax.DocumentLimits;
import dev.tiercel.frontend.syntax.SourceText;
import dev.tiercel.frontend.syntax.SyntaxReader;
import dev.tiercel.ir.Program;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The documents of the benchmarks, and their programs. */
@SuppressWarnings("InlineFormatString") // the documents are what a reader looks for here
public final class Documents {
    private static final String CHECKOUT =
            """
            name: calculate_tax
            params: [price]
            logic:
              - math_op: {operation: sum, args: ["{{price}}", 10]}
              - set: {var: result, value: "{{math_result}}"}
            ---
            name: checkout_%1$d
            path: /api/checkout/%1$d
            method: POST
            logic:
              - set: {var: base, value: 50}
              - call_function: {name: calculate_tax, args: ["{{base}}"], output_var: final}
              - return: {value: "{{final}}"}
            """;

    private static final String ORDER =
            """
            name: order_%1$d
            path: /api/orders/%1$d
            method: POST
            logic:
              - set: {subtotal: 0, count: 0, discount: 0}
              - loop: "{{body.items}}"
                as: item
                do:
                  - set: {var: line, value: "{{item.price * item.qty}}"}
                  - if: "item.qty >= 10"
                    then:
                      - set: {var: discount, value: "{{discount + line * 0.05}}"}
                  - set: {var: subtotal, value: "{{subtotal + line}}"}
                  - set: {var: count, value: "{{count + item.qty}}"}
              - switch: "{{body.region}}"
                cases:
                  - value: EU
                    do: [{set: {var: rate, value: 0.2}}]
                  - value: US
                    do: [{set: {var: rate, value: 0.07}}]
                default: [{set: {var: rate, value: 0.1}}]
              - set: {var: shipping, value: 9}
              - if: "subtotal > 100"
                then:
                  - if: "body.express"
                    then: [{set: {var: shipping, value: 15}}]
                    else: [{set: {var: shipping, value: 0}}]
              - set: {var: tax, value: "{{(subtotal - discount) * rate}}"}
              - return:
                  value:
                    id: "{{body.id}}"
                    customer: "{{body.customer}}"
                    items: "{{count}}"
                    subtotal: "{{subtotal}}"
                    discount: "{{discount}}"
                    tax: "{{tax}}"
                    shipping: "{{shipping}}"
                    total: "{{subtotal - discount + tax + shipping + %1$d}}"
            """;

    private Documents() {}

    /** Returns a checkout route; each number gives another document. */
    static Program checkout(int number) {
        return route(checkoutText(number));
    }

    /** Returns an order route; each number gives another document. */
    static Program order(int number) {
        return route(orderText(number));
    }

    static String checkoutText(int number) {
        return CHECKOUT.formatted(number);
    }

    static String orderText(int number) {
        return ORDER.formatted(number);
    }

    /** Returns the text of a posted order. */
    public static byte[] orderBody(int lines) {
        StringBuilder text =
                new StringBuilder(
                        "{\"id\":7000001,\"customer\":\"Grace Hopper\",\"region\":\"EU\","
                                + "\"express\":false,\"note\":\"please ring twice\",\"items\":[");
        for (int i = 0; i < lines; i++) {
            text.append(i == 0 ? "" : ",")
                    .append("{\"sku\":\"SKU-")
                    .append(1000 + i)
                    .append("\",\"price\":")
                    .append(3 + i)
                    .append(i % 2 == 0 ? ".5" : "")
                    .append(",\"qty\":")
                    .append(1 + i * 3 % 12)
                    .append('}');
        }
        return text.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Reads and checks a text and returns the program of its route. */
    static Program route(String text) {
        Diagnostics diagnostics = new Diagnostics("benchmark.yaml");
        List<Document> documents = read(text, diagnostics);
        Map<String, FunctionDocument> functions = new HashMap<>();
        for (Document document : documents) {
            if (document instanceof FunctionDocument function) {
                functions.put(function.name(), function);
            }
        }
        KnownFunctions known =
                new KnownFunctions(
                        functions.values().stream()
                                .collect(
                                        Collectors.toMap(
                                                FunctionDocument::name,
                                                f -> f.parameters().size())));
        CheckSettings checks = new CheckSettings(Set.of(), DocumentLimits.DEFAULTS);
        for (Document document : documents) {
            DocumentChecks.check(document, known, checks, diagnostics);
            if (document instanceof RouteDocument route) {
                return new DocumentCompiler()
                        .compile(route, functions)
                        .units()
                        .getFirst()
                        .program();
            }
        }
        throw new IllegalStateException("no route in the text");
    }

    /** Reads a text that is one document. */
    static Document read(String text) {
        return read(text, new Diagnostics("benchmark.yaml")).getFirst();
    }

    private static List<Document> read(String text, Diagnostics diagnostics) {
        List<Document> documents =
                DocumentReader.read(
                        SyntaxReader.read(
                                new SourceText(
                                        "benchmark.yaml",
                                        text.getBytes(StandardCharsets.UTF_8),
                                        true),
                                DocumentLimits.DEFAULTS,
                                diagnostics),
                        DocumentSettings.DEFAULTS,
                        diagnostics);
        if (diagnostics.hasErrors()) {
            throw new IllegalStateException(diagnostics.sorted().toString());
        }
        return documents;
    }
}
