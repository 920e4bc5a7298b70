package dev.tiercel.server.admin;

import dev.tiercel.frontend.document.DocumentKind;
import dev.tiercel.frontend.document.RouteDocument;
import dev.tiercel.frontend.syntax.Diagnostics;
import dev.tiercel.frontend.syntax.Format;
import dev.tiercel.frontend.syntax.SourceText;
import dev.tiercel.server.http.ProblemCode;
import dev.tiercel.server.http.Refusal;
import dev.tiercel.server.route.ReadText;
import dev.tiercel.server.route.Registry;
import dev.tiercel.server.route.Release;
import dev.tiercel.server.route.ReleaseChange;
import dev.tiercel.server.route.ReleasePlan;
import dev.tiercel.server.route.RouteMethod;
import dev.tiercel.server.store.Manifest;
import dev.tiercel.server.store.ReleaseOrigin;
import dev.tiercel.server.store.StoredDocument;
import dev.tiercel.server.store.StoredText;
import dev.tiercel.server.text.JsonText;
import dev.tiercel.server.trial.IsolatedTests;
import dev.tiercel.server.trial.TestResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** {@code /api/v1/releases}: complete sets of documents (ADM-21 to ADM-26). Thread-safe. */
final class ReleaseEndpoints {
    private static final String BASE = "/api/v1/releases";
    private static final String CURRENT = "current";
    private static final int LIMIT_DEFAULT = 20;
    private static final ReleaseChange NOTHING =
            new ReleaseChange(
                    List.of(),
                    List.of(),
                    List.of(),
                    false,
                    ReleaseOrigin.ROLLBACK,
                    Optional.empty());

    private final Registry registry;
    private final IsolatedTests tests;

    ReleaseEndpoints(Registry registry, IsolatedTests tests) {
        this.registry = registry;
        this.tests = tests;
    }

    void addTo(AdminRoutes.Builder routes) {
        for (String base : List.of(BASE, BASE + "/")) {
            routes.on(RouteMethod.GET, base, this::list).on(RouteMethod.PUT, base, this::put);
        }
        routes.on(RouteMethod.GET, BASE + "/:n", this::get)
                .on(RouteMethod.POST, BASE + "/:n/rollback", this::rollback);
    }

    private AdminAnswer list(AdminRequest request) {
        int limit = limit(request.query("limit"));
        long current = registry.current().number();
        List<Manifest> releases =
                registry.store().releaseNumbers().descendingSet().stream()
                        .limit(limit)
                        .flatMap(number -> registry.store().release(number).stream())
                        .toList();
        return AdminAnswer.json(
                200,
                json ->
                        json.field("current", current)
                                .array(
                                        "releases",
                                        list ->
                                                releases.forEach(r ->
                                                        list.elementObject(o ->
                                                                ReleaseResource.summary(r, o)))));
    }

    private static int limit(Optional<String> text) {
        try {
            int limit = text.map(Integer::parseInt).orElse(LIMIT_DEFAULT);
            if (limit > 0) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // Answered below, as any other value that is no positive integer.
        }
        throw Refusal.of(ProblemCode.INVALID_REQUEST, "`limit` must be a positive integer");
    }

    private AdminAnswer get(AdminRequest request) {
        Manifest manifest = find(request.parameter("n"));
        String json =
                JsonText.object(o -> {
                    ReleaseResource.summary(manifest, o);
                    ReleaseResource.documents(manifest, o);
                });
        return EntityTag.answer(request, json, tag(manifest.number()));
    }

    private AdminAnswer put(AdminRequest request) {
        boolean isComplete =
                switch (request.query("mode").orElse("merge")) {
                    case "merge" -> false;
                    case "replace" -> true;
                    default ->
                            throw Refusal.of(
                                    ProblemCode.INVALID_REQUEST, "`mode` is merge or replace");
                };
        ReleaseBody body = ReleaseBody.of(request.documents());
        ReadText read = registry.read(body.documents(), Optional.empty());
        registry.checkFaulty(read);
        List<ReleaseChange.Put> puts =
                read.documents().stream()
                        .map(d -> new ReleaseChange.Put(d, idOf(d), Optional.empty()))
                        .toList();
        ReleaseChange change =
                new ReleaseChange(
                        puts,
                        List.of(),
                        List.of(),
                        isComplete,
                        ReleaseOrigin.RELEASE,
                        body.message());
        if (request.flag("tests")) {
            test(change, read);
        }
        return apply(request, change, read, "APPLIED");
    }

    /** Refuses a change whose tests fail; one with errors is refused when it is applied. */
    private void test(ReleaseChange change, ReadText read) {
        Diagnostics found = new Diagnostics(read.diagnostics().source());
        found.addAll(read.diagnostics());
        ReleasePlan plan = registry.plan(change, found);
        if (plan.isRejected()) {
            return;
        }
        List<TestResult> results = tests.run(change, plan);
        long failed = results.stream().filter(result -> !result.isPassed()).count();
        if (failed > 0) {
            String message = failed + " of " + results.size() + " tests failed";
            throw Refusal.of(ProblemCode.DOCUMENT_REJECTED, message, message)
                    .withMembers("\"tests\":" + TestResult.json(results));
        }
    }

    private AdminAnswer rollback(AdminRequest request) {
        Manifest manifest = find(request.parameter("n"));
        Diagnostics diagnostics = new Diagnostics("release " + manifest.number());
        List<ReleaseChange.Put> puts = new ArrayList<>();
        Set<String> operations = new HashSet<>(registry.current().extensionOperations());
        operations.addAll(Release.extensionOperations(manifest.documents().stream()));
        for (StoredDocument stored : manifest.documents()) {
            if (stored.file().isEmpty()) {
                puts.add(put(stored, puts.size(), operations, diagnostics));
            }
        }
        ReleaseChange change =
                new ReleaseChange(
                        puts,
                        List.of(),
                        List.of(),
                        true,
                        ReleaseOrigin.ROLLBACK,
                        Optional.of("Rollback to release " + manifest.number()));
        return apply(
                request,
                change,
                new ReadText(Format.YAML, puts.size(), List.of(), diagnostics),
                "ROLLED_BACK");
    }

    private ReleaseChange.Put put(
            StoredDocument stored, int index, Set<String> operations, Diagnostics diagnostics) {
        StoredText text = registry.store().text(stored).orElseThrow(() -> lost(stored));
        SourceText source =
                new SourceText(stored.name(), text.bytes(), stored.format() == Format.YAML);
        ReadText read = registry.frontEnd().read(source, Optional.of(stored.kind()), operations);
        diagnostics.addAll(read.diagnostics());
        if (read.documents().size() != 1) {
            throw new Rejection(Optional.empty())
                    .refusal(read, registry.plan(NOTHING, read.diagnostics()));
        }
        ReadText.ReadDocument document = read.documents().getFirst();
        return new ReleaseChange.Put(
                new ReadText.ReadDocument(index, document.document(), text),
                stored.kind() == DocumentKind.ROUTE ? Optional.of(stored.id()) : Optional.empty(),
                Optional.empty());
    }

    private static Refusal lost(StoredDocument stored) {
        return Refusal.of(
                ProblemCode.CONFLICT,
                "Release is incomplete",
                "The text of `" + stored.name() + "` is missing or damaged");
    }

    private AdminAnswer apply(
            AdminRequest request, ReleaseChange change, ReadText read, String status) {
        Predicate<Release> condition =
                release -> EntityTag.allows(request.header("if-match"), tag(release.number()));
        Registry.Outcome outcome =
                request.flag("dry_run")
                        ? registry.preview(change, read.diagnostics(), condition)
                        : registry.apply(change, read.diagnostics(), condition);
        return switch (outcome) {
            case Registry.Outcome.Stale _ -> throw EntityTag.stale();
            case Registry.Outcome.Rejected(var plan) ->
                    throw new Rejection(Optional.empty()).refusal(read, plan);
            case Registry.Outcome.Planned planned ->
                    AdminAnswer.jsonText(200, ReleaseResource.planned(planned));
            case Registry.Outcome.Applied applied ->
                    DocumentChanges.withRelease(
                            AdminAnswer.jsonText(200, ReleaseResource.applied(applied, status)),
                            applied.release().number());
        };
    }

    private Manifest find(String text) {
        return number(text)
                .flatMap(registry.store()::release)
                .orElseThrow(() ->
                        Refusal.of(
                                ProblemCode.NOT_FOUND,
                                "Release not found",
                                "No release has the number `" + text + "`"));
    }

    private Optional<Long> number(String text) {
        if (text.equals(CURRENT)) {
            return Optional.of(registry.current().number());
        }
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String tag(long number) {
        return "\"release-" + number + "\"";
    }

    private static Optional<String> idOf(ReadText.ReadDocument document) {
        return document.document() instanceof RouteDocument route ? route.id() : Optional.empty();
    }
}
