package dev.tiercel.benchmarks.compare;

import dev.tiercel.benchmarks.compare.Workload.Group;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Which workloads a user has asked for, by their names or those of groups. */
final class WorkloadChoice {
    private static final String PROBES = "probes";

    private WorkloadChoice() {}

    /** Returns the names that may be given, those of groups last. */
    static List<String> names() {
        List<String> names = new ArrayList<>();
        Workload.all().forEach(workload -> names.add(workload.name()));
        Arrays.stream(Probe.values()).forEach(probe -> names.add(name(probe)));
        Arrays.stream(Group.values()).forEach(group -> names.add(name(group)));
        names.add(PROBES);
        return names;
    }

    /** Returns the workloads with one of the names; all of them if there are no names. */
    static List<Workload> of(List<String> names) {
        return Workload.all().stream()
                .filter(workload ->
                        names.isEmpty()
                                || names.contains(workload.name())
                                || names.contains(name(workload.group())))
                .toList();
    }

    /** Returns the probes with one of the names; all of them if there are no names. */
    static List<Probe> probes(List<String> names) {
        return Arrays.stream(Probe.values())
                .filter(probe ->
                        names.isEmpty() || names.contains(name(probe)) || names.contains(PROBES))
                .toList();
    }

    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
