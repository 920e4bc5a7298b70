package dev.tiercel.benchmarks.compare;

import dev.tiercel.frontend.syntax.NearestName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the command line asks for.
 *
 * @param servers by name; empty: all that can be built here
 * @param workloads by name or by the name of a group; empty: all
 * @param rounds in which servers are loaded in turn
 * @param round how long a server is loaded in a round
 * @param connections of the load
 * @param rate requests per second of the measurement of latencies; 0: none
 * @param out directory of the results
 * @param wantsHelp whether only the help is to be printed
 */
record CompareArguments(
        List<String> servers,
        List<String> workloads,
        int rounds,
        Duration round,
        int connections,
        int rate,
        Path out,
        boolean wantsHelp) {
    static final String HELP =
            """
            usage: benchmarks/compare/run [option]... [workload]...

            Builds and starts servers that answer the same requests, each on one core, loads them in
            turn from another core, and compares requests per second, processor time and latency.

              --servers a,b     compare Tiercel with these only; default: all whose tools are installed
              --workloads a,b   these workloads or groups only, as the arguments; default: all
              --rounds n        rounds of each server, default 5
              --seconds s       of load in a round, default 2
              --connections n   default 64
              --rate n          requests per second for latencies, default 2000; 0 leaves them out
              --out dir         of results.json, results.md and charts, default benchmarks/compare/target/results
              --help            this text
            """;

    private static final int ROUNDS = 5;
    private static final double SECONDS = 2;
    private static final int CONNECTIONS = 64;
    private static final int RATE = 2000;
    private static final int ROUNDS_OF_GRACE = 2;
    private static final List<String> OPTIONS =
            List.of(
                    "--servers",
                    "--workloads",
                    "--rounds",
                    "--seconds",
                    "--connections",
                    "--rate",
                    "--out",
                    "--help");

    CompareArguments {
        servers = List.copyOf(servers);
        workloads = List.copyOf(workloads);
    }

    /** Returns how long a server that does not keep up may take after a round. */
    Duration grace() {
        return round.multipliedBy(ROUNDS_OF_GRACE);
    }

    /** Names that may be chosen, and where results go unless another place is given. */
    record Choices(Collection<String> servers, Collection<String> workloads, Path out) {}

    /**
     * Reads the words of the command line.
     *
     * @throws IllegalArgumentException if they ask for something that there is not
     */
    static CompareArguments parse(List<String> words, Choices choices) {
        Reader reader = new Reader(choices);
        Iterator<String> rest = words.iterator();
        while (rest.hasNext()) {
            reader.take(rest.next(), rest);
        }
        return reader.arguments();
    }

    private static final class Reader {
        private final Choices choices;
        private final List<String> servers = new ArrayList<>();
        private final List<String> workloads = new ArrayList<>();
        private int rounds = ROUNDS;
        private double seconds = SECONDS;
        private int connections = CONNECTIONS;
        private int rate = RATE;
        private Path out;
        private boolean wantsHelp;

        private Reader(Choices choices) {
            this.choices = choices;
            this.out = choices.out();
        }

        private void take(String word, Iterator<String> rest) {
            switch (word) {
                case "--help", "-h" -> wantsHelp = true;
                case "--servers" ->
                        addNames("server", value(word, rest), choices.servers(), servers);
                case "--workloads" ->
                        addNames("workload", value(word, rest), choices.workloads(), workloads);
                case "--rounds" -> rounds = (int) number(word, value(word, rest), n -> n >= 1);
                case "--seconds" -> seconds = number(word, value(word, rest), n -> n > 0);
                case "--connections" ->
                        connections = (int) number(word, value(word, rest), n -> n >= 1);
                case "--rate" -> rate = (int) number(word, value(word, rest), n -> n >= 0);
                case "--out" -> out = Path.of(value(word, rest));
                default -> {
                    if (word.startsWith("-")) {
                        throw unknown("option", word, OPTIONS);
                    }
                    addNames("workload", word, choices.workloads(), workloads);
                }
            }
        }

        private CompareArguments arguments() {
            Duration round = Duration.ofNanos((long) (seconds * 1e9));
            return new CompareArguments(
                    servers, workloads, rounds, round, connections, rate, out, wantsHelp);
        }

        private static String value(String option, Iterator<String> rest) {
            if (!rest.hasNext()) {
                throw new IllegalArgumentException(option + " needs a value");
            }
            return rest.next();
        }

        private static void addNames(
                String kind, String text, Collection<String> known, List<String> chosen) {
            for (String name : text.split(",")) {
                if (!known.contains(name)) {
                    throw unknown(kind, name, known);
                }
                chosen.add(name);
            }
        }

        private static double number(String option, String text, Predicate<Double> isAllowed) {
            try {
                double number = Double.parseDouble(text);
                if (isAllowed.test(number) && number <= Integer.MAX_VALUE) {
                    return number;
                }
            } catch (NumberFormatException _) {
                throw new IllegalArgumentException(option + " needs a number, not `" + text + "`");
            }
            throw new IllegalArgumentException(option + " cannot be " + text);
        }

        private static IllegalArgumentException unknown(
                String kind, String name, Collection<String> known) {
            Optional<String> nearest = NearestName.find(name, known);
            return new IllegalArgumentException(
                    "unknown "
                            + kind
                            + " `"
                            + name
                            + "`; "
                            + nearest.map(n -> "did you mean `" + n + "`?")
                                    .orElse("there are " + String.join(", ", known)));
        }
    }
}
