package dev.tiercel.server.route;

import dev.tiercel.frontend.document.DocumentKind;
import dev.tiercel.frontend.document.ExtensionDocument;
import dev.tiercel.server.store.DocumentIdentity;
import dev.tiercel.server.store.StoredDocument;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All documents of one moment, with the table that serves their routes. Immutable (GEN-2). */
public final class Release {
    private final long number;
    private final Instant createdAt;
    private final Map<DocumentIdentity, Registered> documents;
    private final RouteTable<ServedRoute> table;
    private final Map<RouteKey, Registered> routeByKey = new HashMap<>();
    private final Set<String> extensionOperations;

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
            registered
                    .version()
                    .flatMap(Registered.Version::route)
                    .ifPresent(route -> routeByKey.put(route.key(), registered));
        }
        extensionOperations =
                extensionOperations(documents.values().stream().map(Registered::stored));
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
        return documents.values().stream().filter(d -> d.calls(function)).toList();
    }

    /** Returns the documents that use the operation of an extension, directly or not. */
    public List<Registered> users(String operation) {
        return documents.values().stream().filter(d -> d.uses(operation)).toList();
    }

    /** Returns the operations that extensions add. */
    public Set<String> extensionOperations() {
        return extensionOperations;
    }

    /** Returns the operations that the extensions among some documents add. */
    public static Set<String> extensionOperations(Stream<StoredDocument> documents) {
        return documents
                .filter(stored -> stored.kind() == DocumentKind.EXTENSION)
                .map(stored -> ExtensionDocument.operationOf(stored.name()))
                .collect(Collectors.toUnmodifiableSet());
    }

    Map<DocumentIdentity, Registered> documentsByIdentity() {
        return documents;
    }

    /** Returns the route with a method and path, also if it is disabled. */
    Optional<Registered> findRoute(RouteKey key) {
        return Optional.ofNullable(routeByKey.get(key));
    }
}
