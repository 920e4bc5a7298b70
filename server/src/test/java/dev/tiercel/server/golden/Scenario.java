package dev.tiercel.server.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.frontend.document.RouteDocument;
import dev.tiercel.frontend.document.RoutePath;
import dev.tiercel.ir.Diagnostic;
import dev.tiercel.server.route.RequestPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Documents that are registered one after another, what is found in the last of them, and requests
 * with their results.
 *
 * @param earlier texts that the same file has registered before
 * @param documents texts of this scenario
 * @param refusal code of an error that must be among those of the last text, whatever the others
 * @param errors expected in the last text, which is then refused
 * @param warnings expected in the last text, if the case lists them
 */
record Scenario(
        int line,
        String title,
        CaseSettings settings,
        List<String> earlier,
        List<String> documents,
        Optional<String> refusal,
        Optional<List<ExpectedFinding>> errors,
        Optional<List<ExpectedFinding>> warnings,
        List<Visit> visits) {
    Scenario {
        earlier = List.copyOf(earlier);
        documents = List.copyOf(documents);
        visits = List.copyOf(visits);
    }

    /**
     * A request and its result.
     *
     * @param steps fuel that the logic takes, if the case says so
     * @param effects expected lines, if the case lists them
     */
    record Visit(
            int line,
            CaseRequest request,
            ExpectedResult result,
            OptionalLong steps,
            Optional<List<String>> effects) {
        void check(Outcome outcome, long fuel) {
            result.check(outcome);
            steps.ifPresent(
                    wanted -> assertThat(fuel - outcome.fuelLeft()).as("fuel").isEqualTo(wanted));
            effects.ifPresent(wanted -> checkEffects(wanted, outcome.effects()));
        }

        private static void checkEffects(List<String> wanted, List<String> happened) {
            List<String> shown = new ArrayList<>();
            for (int i = 0; i < happened.size(); i++) {
                String line = happened.get(i);
                String pattern = i < wanted.size() ? wanted.get(i) : "";
                String plain = line.substring(line.indexOf(' ') + 1);
                boolean isAny = pattern.equals("sleep any") && plain.startsWith("sleep ");
                shown.add(isAny ? pattern : pattern.startsWith("@") ? line : plain);
            }
            assertThat(shown).as("effects").isEqualTo(wanted);
        }
    }

    /** Registers the documents and makes the requests in every tier. */
    void run() {
        RegisteredDocuments registered = new RegisteredDocuments(settings.environment().keySet());
        earlier.forEach(registered::register);
        for (int i = 0; i < documents.size(); i++) {
            check(registered.register(documents.get(i)), i == documents.size() - 1);
        }
        for (Visit visit : visits) {
            RouteDocument route = route(registered, visit.request());
            RouteUnderTest tested = new RouteUnderTest(route, registered.compile(route), settings);
            Outcome outcome = tested.run(visit.request());
            visit.check(outcome, tested.limits().fuel());
            tested.runWithThresholds(visit.request(), outcome);
        }
    }

    private void check(List<Diagnostic> found, boolean isLast) {
        List<Diagnostic> wrong = found.stream().filter(Diagnostic::isError).toList();
        if (isLast && refusal.isPresent()) {
            assertThat(wrong).extracting(finding -> finding.code().name()).contains(refusal.get());
            return;
        }
        ExpectedFinding.check(isLast ? errors.orElse(List.of()) : List.of(), wrong);
        if (isLast && warnings.isPresent()) {
            ExpectedFinding.check(
                    warnings.get(), found.stream().filter(d -> !d.isError()).toList());
        }
    }

    private static RouteDocument route(RegisteredDocuments registered, CaseRequest request) {
        if (request.target().isEmpty()) {
            return registered.newestRoute();
        }
        RequestPath path = RequestPath.parse(request.target().replaceFirst("\\?.*", ""));
        return registered.routes().stream()
                .filter(route ->
                        route.method().equals(request.method()) && matches(route.path(), path))
                .findFirst()
                .orElseThrow();
    }

    private static boolean matches(RoutePath pattern, RequestPath path) {
        List<RoutePath.Segment> segments = pattern.segments();
        for (int i = 0; i < segments.size(); i++) {
            if (i >= path.size()) {
                return false;
            }
            switch (segments.get(i)) {
                case RoutePath.Segment.Literal(var text) -> {
                    if (!path.segment(i).equals(text)) {
                        return false;
                    }
                }
                case RoutePath.Segment.Parameter _ -> {}
                case RoutePath.Segment.Wildcard _ -> {
                    return true;
                }
            }
        }
        return segments.size() == path.size();
    }
}
