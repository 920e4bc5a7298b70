package dev.tiercel.benchmarks.compare;

import dev.tiercel.ir.SuppressForbidden;
import dev.tiercel.server.assembly.LogSetup;
import dev.tiercel.server.config.ServerConfig;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The command {@code benchmarks/compare/run}. */
public final class Compare {
    private static final int WRONG_USAGE = 2;

    private Compare() {}

    /**
     * Compares servers.
     *
     * @param arguments the directory of the comparison, then what the user has given
     * @throws IOException if a server that was named cannot be run
     */
    @SuppressForbidden(reason = "the figures are what the command prints")
    public static void main(String[] arguments) throws IOException {
        PrintStream out = System.out;
        PrintStream err = System.err;
        // What libraries log would else stand among the results.
        LogSetup.apply(
                new ServerConfig.Log(ServerConfig.LogThreshold.WARN, ServerConfig.LogFormat.TEXT));
        Path home = Path.of(arguments[0]).toAbsolutePath().normalize();
        List<Contender> contenders = Contenders.all(home);
        CompareArguments parsed;
        try {
            parsed =
                    CompareArguments.parse(
                            Arrays.asList(arguments).subList(1, arguments.length),
                            new CompareArguments.Choices(
                                    contenders.stream().map(Contender::name).toList(),
                                    WorkloadChoice.names(),
                                    home.resolve("target").resolve("results")));
        } catch (IllegalArgumentException e) {
            err.println("compare: " + e.getMessage());
            System.exit(WRONG_USAGE);
            return;
        }
        if (parsed.wantsHelp()) {
            out.print(CompareArguments.HELP);
            out.println(
                    "\nservers: "
                            + String.join(", ", contenders.stream().map(Contender::name).toList())
                            + "\nworkloads: "
                            + String.join(", ", WorkloadChoice.names()));
            return;
        }
        Results results =
                new Comparison(
                                parsed,
                                contenders,
                                err,
                                found -> ResultFiles.write(found, parsed.out()))
                        .run();
        ResultFiles.write(results, parsed.out());
        out.print(Report.of(results));
        err.println("Written to " + parsed.out());
    }
}
