package dev.tiercel.server.route;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Random changes of a few small documents; the same for the same seed. */
final class RandomChanges {
    /** Routes are named {@code r…}, functions {@code f…}. */
    static final List<String> NAMES = List.of("r0", "r1", "r2", "r3", "r4", "f0", "f1");

    private static final int FILLER_MAX = 6_000;

    private final long seed;
    private final Random random;
    private int number;

    RandomChanges(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
    }

    /**
     * Returns the texts by name after a change: some documents are created or replaced, some
     * removed.
     */
    Map<String, String> next(Map<String, String> documents) {
        Map<String, String> next = new TreeMap<>(documents);
        number++;
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            String name = NAMES.get(random.nextInt(NAMES.size()));
            if (random.nextInt(4) == 0) {
                next.remove(name);
            } else {
                next.put(name, text(name));
            }
        }
        return next;
    }

    static boolean isRoute(String name) {
        return name.startsWith("r");
    }

    /** Returns what a route with this text answers. */
    static String answer(String text) {
        int from = text.indexOf("change ");
        return "\"" + text.substring(from, text.indexOf(':', from)) + "\"";
    }

    /** Returns a text that no other change has, of one block of the disk or several. */
    private String text(String name) {
        String change = "change " + seed + "-" + number;
        String filler = "x".repeat(random.nextInt(FILLER_MAX));
        if (!isRoute(name)) {
            return """
            { "name":"%s",  "params":[],
              "logic":[{"comment":"%s: %s"}] }
            """
                    .formatted(name, change, filler);
        }
        if (random.nextBoolean()) {
            return """
            # %s: %s
            id: %s
            path:   /%s
            method: GET
            logic: [{return: %s}]   # kept
            """
                    .formatted(change, filler, name, name, change);
        }
        return """
        {"x-filler":"%s: %s","id":"%s", "path":"/%s","method":"GET",
        "logic":[ {"return":"%s"} ]}
        """
                .formatted(change, filler, name, name, change);
    }
}
