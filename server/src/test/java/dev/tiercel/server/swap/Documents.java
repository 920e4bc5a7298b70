package dev.tiercel.server.swap;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A function and two routes that call it, in revisions that can be told by their answers. */
final class Documents {
    /** An order of ten lines, for 110 in all. */
    static final String ORDER =
            IntStream.rangeClosed(1, 10)
                    .mapToObj(price -> "{\"price\":" + price + ",\"qty\":2}")
                    .collect(
                            Collectors.joining(
                                    ",", "{\"region\":\"EU\",\"express\":false,\"items\":[", "]}"));

    private static final String FUNCTION =
            """
            {"name":"calculate_tax","params":["price"],"logic":[
             {"math_op":{"operation":"sum","args":["{{price}}",REVISION]}},
             {"set":{"var":"result","value":"{{math_result}}"}}]}\
            """;
    private static final String CHECKOUT =
            """
            {"name":"checkout_api","path":"/api/checkout","method":"POST","logic":[
             {"set":{"var":"base","value":50}},
             {"call_function":{"name":"calculate_tax","args":["{{base}}"],"output_var":"final"}},
             {"return":{"value":{"route":REVISION,"final":"{{final}}"}}}]}\
            """;
    private static final String ORDERS =
            """
            {"name":"order","path":"/api/orders","method":"POST","logic":[
             {"set":{"subtotal":0,"count":0,"shipping":9}},
             {"loop":"{{ body.items }}","as":"item","do":[
              {"set":{"subtotal":"{{ subtotal + item.price * item.qty }}",
                      "count":"{{ count + item.qty }}"}}]},
             {"switch":"{{ body.region }}",
              "cases":[{"value":"EU","do":[{"set":{"rate":REVISION}}]}],
              "default":[{"set":{"rate":0}}]},
             {"if":"subtotal > 100","then":[
              {"if":"body.express","then":[{"set":{"shipping":15}}],
               "else":[{"set":{"shipping":0}}]}]},
             {"call_function":{"name":"calculate_tax","args":["{{subtotal}}"],
              "output_var":"final"}},
             {"return":{"value":{"route":REVISION,"region":"{{ body.region }}",
              "items":"{{ count }}","subtotal":"{{ subtotal }}","rate":"{{ rate }}",
              "shipping":"{{ shipping }}","final":"{{ final }}",
              "currency":"{{ body.region == 'EU' ? 'EUR' : 'USD' }}"}}}]}\
            """;

    private Documents() {}

    static String function(int revision) {
        return FUNCTION.replace("REVISION", Integer.toString(revision));
    }

    static String checkout(int revision) {
        return CHECKOUT.replace("REVISION", Integer.toString(revision));
    }

    static String order(int revision) {
        return ORDERS.replace("REVISION", Integer.toString(revision));
    }

    static String checkoutAnswer(int route, int function) {
        return "{\"route\":" + route + ",\"final\":" + (50 + function) + ".0}";
    }

    static String orderAnswer(int route, int function) {
        return "{\"route\":"
                + route
                + ",\"region\":\"EU\",\"items\":20,\"subtotal\":110,\"rate\":"
                + route
                + ",\"shipping\":0,\"final\":"
                + (110 + function)
                + ".0,\"currency\":\"EUR\"}";
    }
}
