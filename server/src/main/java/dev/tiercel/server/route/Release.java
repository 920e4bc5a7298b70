package dev.tiercel.server.route;

import dev.tiercel.frontend.document.DocumentKind;
import dev.tiercel.frontend.document.FunctionDocument;
import dev.tiercel.frontend.document.RouteDocument;
import dev.tiercel.server.store.DocumentIdentity;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All documents of one moment, with the table that serves their routes. Immutable (GEN-2). */
public final class Release {
    private final long number;
    private final Instant createdAt;
    private final Map<DocumentIdentity, Registered> documents;
    private final RouteTable<ServedRoute> table;
    private final Map<RouteKey, Registered> routeByKey = new HashMap<>();
    private final Map<String, FunctionDocument> functionByName = new HashMap<>();

    /**
     * @param documents by identity, in the order in which they are listed in the manifest
     * @param table the enabled routes among them
     */
    Release(
            long number,
            Instant createdAt,
            Map<DocumentIdentity, Registered> documents,
            RouteTable<ServedRoute> table) {
        this.number = number;
        this.createdAt = createdAt;
        this.documents = Collections.unmodifiableMap(new LinkedHashMap<>(documents));
        this.table = table;
        for (Registered registered : documents.values()) {
            switch (registered.document().orElse(null)) {
                case RouteDocument route -> routeByKey.put(RouteKey.of(route), registered);
                case FunctionDocument function -> functionByName.put(function.name(), function);
                case null, default -> {}
            }
        }
    }

    /** Returns the release before the first. */
    static Release empty() {
        return new Release(0, Instant.EPOCH, Map.of(), RouteTable.empty());
    }

    /** Returns the table of the routes that releases of these documents serve. */
    static RouteTable<ServedRoute> tableOf(Collection<Registered> documents) {
        RouteTable.Change<ServedRoute> change = RouteTable.<ServedRoute>empty().change();
        for (Registered registered : documents) {
            served(registered)
                    .ifPresent(route -> change.put(route.document().path(), route.method(), route));
        }
        return change.table();
    }

    /** Returns the route that requests reach: none of a disabled route (HTTP-8). */
    static Optional<ServedRoute> served(Registered registered) {
        return registered
                .version()
                .flatMap(Registered.Version::route)
                .filter(route -> route.document().options().enabled());
    }

    /** Returns the number, 0 before the first release. */
    public long number() {
        return number;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public RouteTable<ServedRoute> table() {
        return table;
    }

    public Collection<Registered> documents() {
        return documents.values();
    }

    /** Returns the documents of one kind. */
    public List<Registered> documents(DocumentKind kind) {
        return documents.values().stream().filter(d -> d.stored().kind() == kind).toList();
    }

    /** Returns a route by id, a document of another kind by name. */
    public Optional<Registered> find(DocumentKind kind, String key) {
        return find(new DocumentIdentity(kind, key));
    }

    public Optional<Registered> find(DocumentIdentity identity) {
        return Optional.ofNullable(documents.get(identity));
    }

    /** Returns the documents that call a global function, directly or through others. */
    public List<Registered> dependents(String function) {
        return documents.values().stream()
                .filter(d -> d.version().filter(v -> v.functions().contains(function)).isPresent())
                .toList();
    }

    Map<DocumentIdentity, Registered> documentsByIdentity() {
        return documents;
    }

    /** Returns the route with a method and path, also if it is disabled. */
    Optional<Registered> findRoute(RouteKey key) {
        return Optional.ofNullable(routeByKey.get(key));
    }

    /** Returns the functions in use by name. */
    Map<String, FunctionDocument> functions() {
        return functionByName;
    }
}
