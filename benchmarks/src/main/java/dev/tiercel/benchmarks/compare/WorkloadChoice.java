package dev.tiercel.benchmarks.compare;

import dev.tiercel.benchmarks.compare.Workload.Group;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Which workloads a user has asked for, by their names or those of groups. */
final class WorkloadChoice {
    private WorkloadChoice() {}

    /** Returns the names that may be given, those of groups last. */
    static List<String> names() {
        List<String> names = new ArrayList<>();
        Workload.all().forEach(workload -> names.add(workload.name()));
        Arrays.stream(Group.values()).forEach(group -> names.add(name(group)));
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

    private static String name(Group group) {
        return group.name().toLowerCase(Locale.ROOT);
    }
}
