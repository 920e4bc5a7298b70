package dev.tiercel.benchmarks.compare;

import dev.tiercel.benchmarks.compare.Results.OfProbe;
import dev.tiercel.benchmarks.compare.Results.OfWorkload;
import dev.tiercel.benchmarks.http.ServerProcess;
import dev.tiercel.server.assembly.TemporaryDirectory;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Builds servers and compares them. */
final class Comparison {
    /** Takes what has been found so far. */
    interface Intermediate {
        void accept(Results results) throws IOException;
    }

    private final CompareArguments arguments;
    private final List<Contender> known;
    private final PrintStream progress;
    private final Intermediate intermediate;
    private final int processors = Runtime.getRuntime().availableProcessors();
    private final Map<String, String> skipped = new LinkedHashMap<>();
    private final List<OfWorkload> compared = new ArrayList<>();
    private final List<OfProbe> probed = new ArrayList<>();
    private SortedMap<String, String> versions = new TreeMap<>();
    private Machine machine = new Machine(false, versions);

    /**
     * Creates a comparison.
     *
     * @param intermediate takes what has been found after each workload
     */
    Comparison(
            CompareArguments arguments,
            List<Contender> known,
            PrintStream progress,
            Intermediate intermediate) {
        this.arguments = arguments;
        this.known = known;
        this.progress = progress;
        this.intermediate = intermediate;
    }

    /**
     * Compares what was asked for.
     *
     * @throws IOException if a server that was named cannot be run
     */
    Results run() throws IOException {
        List<Workload> workloads = possible(WorkloadChoice.of(arguments.workloads()));
        List<Probe> probes = WorkloadChoice.probes(arguments.workloads());
        versions = InstalledTools.versions();
        List<Contender> contenders = workloads.isEmpty() ? List.of() : built();
        progress.println(
                "loading servers for about "
                        + LoadTime.text(new LoadTime(arguments).of(workloads, contenders, probes))
                        + ", besides their starts");
        machine = Machine.divide(versions);
        TemporaryDirectory scratch = TemporaryDirectory.create("tiercel-compare");
        try {
            for (int routes : workloads.stream().mapToInt(Workload::routes).distinct().toArray()) {
                compare(
                        scratch.path(),
                        contenders,
                        workloads.stream().filter(w -> w.routes() == routes).toList());
            }
            probe(scratch.path(), probes);
        } catch (IOException | RuntimeException e) {
            progress.println("What the servers wrote is left in " + scratch.path());
            throw e;
        }
        scratch.close();
        return results();
    }

    private Results results() throws IOException {
        return new Results(
                machine.environment(processors),
                new Results.Settings(
                        arguments.rounds(),
                        arguments.round().toMillis() / 1000.0,
                        arguments.connections(),
                        arguments.rate()),
                skipped,
                compared,
                probed);
    }

    private List<Workload> possible(List<Workload> workloads) throws IOException {
        Optional<String> obstacle =
                workloads.stream().anyMatch(Workload::needsBackends)
                        ? Backends.obstacle()
                        : Optional.empty();
        if (obstacle.isEmpty()) {
            return workloads;
        }
        if (!arguments.workloads().isEmpty()) {
            throw new IOException(obstacle.get());
        }
        skipped.put("connectors", obstacle.get());
        return workloads.stream().filter(workload -> !workload.needsBackends()).toList();
    }

    private void probe(Path scratch, List<Probe> probes) throws IOException {
        if (probes.isEmpty()) {
            return;
        }
        Site site = new Site(scratch, Machine.SERVER_CORE, Optional.empty());
        try (Fleet fleet = Fleet.start(known.subList(0, 1), site, 1);
                ProbedServer server =
                        new ProbedServer(fleet.servers().values().iterator().next().port())) {
            for (Probe probe : probes) {
                progress.println(probe.title());
                probed.add(probe.of(server, arguments));
                intermediate.accept(results());
            }
        }
    }

    private void compare(Path scratch, List<Contender> contenders, List<Workload> workloads)
            throws IOException {
        if (workloads.stream().noneMatch(Workload::needsBackends)) {
            measure(
                    new Site(scratch, Machine.SERVER_CORE, Optional.empty()),
                    contenders,
                    workloads);
            return;
        }
        try (Backends backends = Backends.start(scratch)) {
            measure(
                    new Site(scratch, Machine.SERVER_CORE, Optional.of(backends)),
                    contenders,
                    workloads);
        }
    }

    private void measure(Site site, List<Contender> contenders, List<Workload> workloads)
            throws IOException {
        Measurement measurement = new Measurement(arguments, progress);
        List<Contender> asked =
                contenders.stream().filter(c -> workloads.stream().anyMatch(c::canRun)).toList();
        try (Fleet fleet = Fleet.start(asked, site, workloads.getFirst().routes())) {
            for (Workload workload : workloads) {
                Map<Contender, ServerProcess> servers = new LinkedHashMap<>(fleet.servers());
                servers.keySet().removeIf(contender -> !contender.canRun(workload));
                compared.add(measurement.of(workload, servers));
                intermediate.accept(results());
            }
        }
    }

    /** Tiercel is always among them, because the others are compared with it. */
    private List<Contender> built() throws IOException {
        List<Contender> built = new ArrayList<>();
        for (Contender contender : known) {
            boolean isNamed = arguments.servers().contains(contender.name());
            boolean isOwn = contender.name().equals(Contenders.TIERCEL);
            if (!isNamed && !isOwn && !arguments.servers().isEmpty()) {
                continue;
            }
            Optional<String> obstacle = obstacle(contender);
            if (obstacle.isEmpty()) {
                built.add(contender);
            } else if (isNamed) {
                throw new IOException(contender.name() + ": " + obstacle.get());
            } else {
                progress.println("skipped " + contender.name() + ": " + obstacle.get());
                skipped.put(contender.name(), obstacle.get());
            }
        }
        return built;
    }

    private Optional<String> obstacle(Contender contender) {
        Optional<String> obstacle = contender.obstacle();
        if (obstacle.isPresent()) {
            return obstacle;
        }
        try {
            progress.println("building " + contender.name());
            contender.build(versions);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
