package dev.tiercel.runtime.json;

import java.util.List;
import java.util.Random;

/**
 * Writes JSON text that is drawn from a seeded source: any white space, escapes, repeated names.
 */
final class RandomJson {
    private static final List<String> SCALARS =
            List.of(
                    "null",
                    "true",
                    "false",
                    "0",
                    "-0",
                    "1",
                    "-17",
                    "3.5",
                    "1e3",
                    "-2.5E-3",
                    "9223372036854775808",
                    "\"\"",
                    "\"text\"",
                    "\"é€\"",
                    "\"\\n\\u00e9\\ud83d\\ude00\"",
                    "\"a longer text than a word\"");
    private static final List<String> SPACES = List.of("", "", "", " ", "\n", "\t ", "\r\n");

    private final Random random;
    private final List<String> names;
    private final StringBuilder out = new StringBuilder();

    RandomJson(Random random, List<String> names) {
        this.random = random;
        this.names = names;
    }

    /** Returns a value that is nested at most that deep. */
    String text(int depth) {
        value(depth);
        return out.toString();
    }

    private void value(int depth) {
        space();
        int kind = depth == 0 ? 0 : random.nextInt(4);
        if (kind == 0) {
            out.append(SCALARS.get(random.nextInt(SCALARS.size())));
        } else if (kind == 1) {
            sequence('[', ']', () -> value(depth - 1));
        } else {
            sequence('{', '}', () -> member(depth - 1));
        }
        space();
    }

    private void sequence(char open, char close, Runnable part) {
        out.append(open);
        int count = random.nextInt(5);
        space();
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                out.append(',');
            }
            part.run();
        }
        out.append(close);
    }

    private void member(int depth) {
        space();
        name(random.nextInt(5) == 0 ? "other" : names.get(random.nextInt(names.size())));
        space();
        out.append(':');
        value(depth);
    }

    private void name(String name) {
        boolean isEscaped = random.nextInt(6) == 0;
        out.append('"');
        for (int i = 0; i < name.length(); i++) {
            char unit = name.charAt(i);
            if (isEscaped) {
                out.append("\\u%04x".formatted((int) unit));
            } else if (unit == '"') {
                out.append("\\\"");
            } else {
                out.append(unit);
            }
        }
        out.append('"');
    }

    private void space() {
        out.append(SPACES.get(random.nextInt(SPACES.size())));
    }
}
