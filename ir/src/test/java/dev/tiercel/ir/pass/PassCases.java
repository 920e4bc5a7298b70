package dev.tiercel.ir.pass;

import dev.tiercel.ir.Program;
import dev.tiercel.ir.text.IrParser;
import dev.tiercel.ir.text.IrPrinter;
import dev.tiercel.ir.verify.Verifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Programs before and after one pass, kept as text: {@code === name}, the program before, {@code
 * ---}, the program after or the word {@code unchanged}. All programs have the same two locations.
 */
final class PassCases {
    static final String ACCEPT = "tiercel.accept";
    private static final String HEADER =
            """
            program "case"
            location 0 "orders" "set" "/logic/0" 3:5
            location 1 "orders" "return" "/logic/1" 4:5

            """;
    private static final String SEPARATOR = "---\n";
    private static final String UNCHANGED = "unchanged\n";

    private PassCases() {}

    /** A program, and what a pass is expected to make of it. */
    record Case(String pass, String name, String before, String after) {
        /** Returns what the pass makes of the program, both valid. */
        String actual(Pass tested) {
            Program program = IrParser.parse(HEADER + before);
            Verifier.verify(program, "the case");
            Program result = tested.run(program);
            Verifier.verify(result, pass);
            return result.equals(program) ? UNCHANGED : text(result);
        }

        private static String text(Program program) {
            String text = IrPrinter.print(program);
            String projected = HEADER.strip() + "\nprojection ";
            return text.startsWith(projected)
                    ? text.substring(HEADER.strip().length() + 1)
                    : text.substring(HEADER.length());
        }

        private String withAfter(String newAfter) {
            return "=== " + name + "\n" + before + SEPARATOR + newAfter;
        }

        @Override
        public String toString() {
            return pass + ": " + name;
        }
    }

    /** Returns the cases of a pass. */
    static List<Case> of(String pass) {
        List<Case> cases = new ArrayList<>();
        try {
            for (String section : Files.readString(file(pass)).split("(?m)^=== ", -1)) {
                if (!section.isEmpty()) {
                    int end = section.indexOf('\n');
                    String[] parts = section.substring(end + 1).split(SEPARATOR, 2);
                    String after = parts.length < 2 ? "" : parts[1].stripTrailing() + "\n";
                    cases.add(new Case(pass, section.substring(0, end), parts[0], after));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cases;
    }

    /** Replaces what is expected after a pass by what it does. */
    static void accept(Pass pass) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Case written : of(pass.name())) {
            text.append(text.isEmpty() ? "" : "\n").append(written.withAfter(written.actual(pass)));
        }
        Files.writeString(file(pass.name()), text.toString());
    }

    private static Path file(String pass) {
        return Path.of("src/test/resources/dev/tiercel/ir/pass", pass + ".txt");
    }
}
