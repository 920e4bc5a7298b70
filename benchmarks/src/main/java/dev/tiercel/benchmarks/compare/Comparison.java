package dev.tiercel.benchmarks.compare;

import dev.tiercel.benchmarks.compare.Results.OfProbe;
import dev.tiercel.benchmarks.compare.Results.OfWorkload;
import dev.tiercel.benchmarks.http.ServerProcess;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds servers and compares them. */
final class Comparison {
    private final CompareArguments arguments;
    private final List<Contender> known;
    private final PrintStream progress;
    private final Map<String, String> skipped = new LinkedHashMap<>();

    Comparison(CompareArguments arguments, List<Contender> known, PrintStream progress) {
        this.arguments = arguments;
        this.known = known;
        this.progress = progress;
    }

    /**
     * Compares what was asked for.
     *
     * @throws IOException if a server that was named cannot be run
     */
    Results run() throws IOException {
        int processors = Runtime.getRuntime().availableProcessors();
        List<Workload> workloads = WorkloadChoice.of(arguments.workloads());
        List<Contender> contenders = workloads.isEmpty() ? List.of() : built();
        Path scratch = Files.createTempDirectory("compare");
        Machine machine = Machine.divide();
        List<OfWorkload> results = new ArrayList<>();
        int[] counts = workloads.stream().mapToInt(Workload::routes).distinct().toArray();
        for (int routes : counts) {
            List<Workload> together =
                    workloads.stream().filter(workload -> workload.routes() == routes).toList();
            results.addAll(withBackends(scratch, contenders, together));
        }
        return new Results(
                machine.environment(processors),
                new Results.Settings(
                        arguments.rounds(),
                        arguments.round().toMillis() / 1000.0,
                        arguments.connections(),
                        arguments.rate()),
                skipped,
                results,
                probed(scratch));
    }

    private List<OfProbe> probed(Path scratch) throws IOException {
        List<OfProbe> results = new ArrayList<>();
        List<Probe> probes = WorkloadChoice.probes(arguments.workloads());
        if (probes.isEmpty()) {
            return results;
        }
        Site site = new Site(scratch, Machine.SERVER_CORE, Optional.empty());
        try (Fleet fleet = Fleet.start(known.subList(0, 1), site, 1);
                ProbedServer server =
                        new ProbedServer(fleet.servers().values().iterator().next().port())) {
            for (Probe probe : probes) {
                progress.println(probe.title());
                results.add(probe.of(server, arguments));
            }
        }
        return results;
    }

    private List<OfWorkload> withBackends(
            Path scratch, List<Contender> contenders, List<Workload> workloads) throws IOException {
        if (workloads.stream().noneMatch(Comparison::needsBackends)) {
            return measured(
                    new Site(scratch, Machine.SERVER_CORE, Optional.empty()),
                    contenders,
                    workloads);
        }
        try (Backends backends = Backends.start(scratch)) {
            return measured(
                    new Site(scratch, Machine.SERVER_CORE, Optional.of(backends)),
                    contenders,
                    workloads);
        }
    }

    private List<OfWorkload> measured(
            Site site, List<Contender> contenders, List<Workload> workloads) throws IOException {
        Measurement measurement = new Measurement(arguments, progress);
        List<OfWorkload> results = new ArrayList<>();
        List<Contender> asked =
                contenders.stream()
                        .filter(c ->
                                c.hasConnectors()
                                        || !workloads.stream().allMatch(Comparison::needsBackends))
                        .toList();
        try (Fleet fleet = Fleet.start(asked, site, workloads.getFirst().routes())) {
            for (Workload workload : workloads) {
                Map<Contender, ServerProcess> servers = new LinkedHashMap<>(fleet.servers());
                servers.keySet().removeIf(c -> needsBackends(workload) && !c.hasConnectors());
                results.add(measurement.of(workload, servers));
            }
        }
        return results;
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
            contender.build();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static boolean needsBackends(Workload workload) {
        return workload.group() == Workload.Group.CONNECTORS;
    }
}
