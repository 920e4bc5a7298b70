package dev.tiercel.server.admin;

import dev.tiercel.server.route.ReadText;
import dev.tiercel.server.route.Registry;
import dev.tiercel.server.route.ReleaseChange;
import dev.tiercel.server.route.ReleasePlan;
import dev.tiercel.server.route.RouteMethod;
import dev.tiercel.server.store.ReleaseOrigin;
import dev.tiercel.server.trial.CheckReport;
import dev.tiercel.server.trial.IsolatedTests;
import dev.tiercel.server.trial.TestResult;
import java.util.List;
import java.util.Optional;

/** {@code /api/v1/check}: what a registration would find (ADM-18 to ADM-20). Thread-safe. */
final class CheckEndpoint {
    private final Registry registry;
    private final IsolatedTests tests;

    CheckEndpoint(Registry registry, IsolatedTests tests) {
        this.registry = registry;
        this.tests = tests;
    }

    void addTo(AdminRoutes.Builder routes) {
        routes.on(RouteMethod.POST, "/api/v1/check", this::check);
    }

    private AdminAnswer check(AdminRequest request) {
        ReadText read = registry.read(request.documents(), Optional.empty());
        registry.checkFaulty(read);
        List<ReleaseChange.Put> puts =
                read.documents().stream()
                        .map(d -> new ReleaseChange.Put(d, Optional.empty(), Optional.empty()))
                        .toList();
        ReleaseChange change =
                new ReleaseChange(
                        puts, List.of(), List.of(), false, ReleaseOrigin.API, Optional.empty());
        ReleasePlan plan = registry.plan(change, read.diagnostics());
        Optional<List<TestResult>> results =
                request.flag("tests") && !plan.isRejected()
                        ? Optional.of(tests.run(change, plan))
                        : Optional.empty();
        return AdminAnswer.jsonText(200, new CheckReport(puts, plan, results).json());
    }
}
