package dev.tiercel.jit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Programs in textual IR. */
public final class Texts {
    private static final Pattern DEFINITION = Pattern.compile("%(\\d+):");

    private Texts() {}

    /** A program whose main routine has one block and returns the value defined last. */
    public static String lines(String... lines) {
        String body = String.join("\n    ", lines);
        Matcher matcher = DEFINITION.matcher(body);
        String last = "";
        while (matcher.find()) {
            last = matcher.group(1);
        }
        return """
        program "test"
        location 0 "orders" "set" "/logic/0" 12:5
        location 1 "orders" "return" "/logic/1" 13:5
        location 2 "orders" "throw" "/logic/2" 15:5

        routine 0 "main" {
        b0:
            %s
            return %%%s
        }
        """
                .formatted(body, last);
    }

    /** A program whose main routine has these blocks. */
    public static String blocks(String blocks) {
        return """
        program "test"
        location 0 "orders" "set" "/logic/0" 12:5
        location 1 "orders" "return" "/logic/1" 13:5
        location 2 "orders" "throw" "/logic/2" 15:5

        routine 0 "main" {
        %s}
        """
                .formatted(blocks);
    }
}
