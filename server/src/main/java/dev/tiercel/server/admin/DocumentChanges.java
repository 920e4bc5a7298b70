package dev.tiercel.server.admin;

import dev.tiercel.frontend.document.DocumentKind;
import dev.tiercel.frontend.document.RouteDocument;
import dev.tiercel.frontend.syntax.Diagnostics;
import dev.tiercel.frontend.syntax.Pointer;
import dev.tiercel.frontend.syntax.Position;
import dev.tiercel.frontend.syntax.SourceText;
import dev.tiercel.ir.DiagnosticCode;
import dev.tiercel.server.route.ReadText;
import dev.tiercel.server.route.Registered;
import dev.tiercel.server.route.Registry;
import dev.tiercel.server.route.Release;
import dev.tiercel.server.route.ReleaseChange;
import dev.tiercel.server.store.DocumentIdentity;
import dev.tiercel.server.store.ReleaseOrigin;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Makes the changes of single requests (ADM-6 to ADM-14). Thread-safe. */
final class DocumentChanges {
    static final String RELEASE_HEADER = "X-Tiercel-Release";
    private static final Position START = new Position(1, 1);

    private final Registry registry;

    DocumentChanges(Registry registry) {
        this.registry = registry;
    }

    /**
     * Registers documents.
     *
     * @param endpointKind the kind that a single document has
     * @param keepsIds whether ids in routes count (ADM-9)
     * @throws dev.tiercel.server.http.Refusal if they are rejected
     */
    Change register(SourceText source, DocumentKind endpointKind, boolean keepsIds) {
        ReadText read = registry.read(source, Optional.of(endpointKind));
        registry.checkFaulty(read);
        List<ReleaseChange.Put> puts =
                read.documents().stream()
                        .map(d -> put(d, keepsIds ? idOf(d) : Optional.empty()))
                        .toList();
        Registry.Outcome.Applied applied =
                apply(read, puts, List.of(), Rejection.of(endpointKind), _ -> true);
        return new Change(read, applied);
    }

    /**
     * Registers a route under an id that exists (ADM-14).
     *
     * @throws dev.tiercel.server.http.Refusal if it is rejected or there is no such route
     */
    Change replaceRoute(AdminRequest request, String id, Predicate<Registered> condition) {
        ReadText read = registry.read(request.documents(), Optional.of(DocumentKind.ROUTE));
        registry.checkFaulty(read);
        if (read.documentCount() > 1) {
            invalid(read.diagnostics(), "One route replaces one route", START, Pointer.ROOT);
        }
        for (ReadText.ReadDocument document : read.documents()) {
            if (document.document() instanceof RouteDocument route
                    && route.id().filter(other -> !other.equals(id)).isPresent()) {
                route.syntax()
                        .find("id")
                        .ifPresent(entry ->
                                invalid(
                                        read.diagnostics(),
                                        "`id` is not that of the route, `" + id + "`",
                                        entry.value().position(),
                                        entry.value().pointer()));
            }
        }
        List<ReleaseChange.Put> puts =
                read.documents().stream().map(d -> put(d, Optional.of(id))).toList();
        DocumentIdentity identity = new DocumentIdentity(DocumentKind.ROUTE, id);
        Registry.Outcome.Applied applied =
                apply(
                        read,
                        puts,
                        List.of(),
                        Rejection.of(DocumentKind.ROUTE),
                        release -> release.find(identity).filter(condition).isPresent());
        return new Change(read, applied);
    }

    /**
     * Removes a document.
     *
     * @param condition what must hold for it
     * @return the number of the release without it
     * @throws dev.tiercel.server.http.Refusal if that is rejected
     */
    long delete(DocumentIdentity identity, Predicate<Registered> condition) {
        ReadText nothing = ReadText.empty();
        return apply(
                        nothing,
                        List.of(),
                        List.of(identity),
                        Rejection.of(DocumentKind.ROUTE),
                        release -> release.find(identity).filter(condition).isPresent())
                .release()
                .number();
    }

    /** Adds what every answer to a change carries. */
    static AdminAnswer withRelease(AdminAnswer answer, long number) {
        return answer.with(RELEASE_HEADER, Long.toString(number));
    }

    /** Registered documents. */
    record Change(ReadText read, Registry.Outcome.Applied applied) {
        AdminAnswer answer(AdminAnswer answer) {
            return withRelease(answer, applied.release().number());
        }
    }

    private Registry.Outcome.Applied apply(
            ReadText read,
            List<ReleaseChange.Put> puts,
            List<DocumentIdentity> deletes,
            Rejection rejection,
            Predicate<Release> condition) {
        ReleaseChange change =
                new ReleaseChange(
                        puts, deletes, List.of(), false, ReleaseOrigin.API, Optional.empty());
        return switch (registry.apply(change, read.diagnostics(), condition)) {
            case Registry.Outcome.Applied applied -> applied;
            case Registry.Outcome.Rejected(var plan) -> throw rejection.refusal(read, plan);
            case Registry.Outcome.Stale _ -> throw EntityTag.stale();
            case Registry.Outcome.Planned _ ->
                    throw new IllegalStateException("a change that was only planned");
        };
    }

    private static Optional<String> idOf(ReadText.ReadDocument document) {
        return document.document() instanceof RouteDocument route ? route.id() : Optional.empty();
    }

    private static ReleaseChange.Put put(ReadText.ReadDocument read, Optional<String> id) {
        return new ReleaseChange.Put(read, id, Optional.empty());
    }

    private static void invalid(
            Diagnostics diagnostics, String message, Position position, Pointer pointer) {
        diagnostics.report(DiagnosticCode.INVALID_VALUE, message, position, pointer);
    }
}
