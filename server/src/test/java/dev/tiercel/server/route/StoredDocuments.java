package dev.tiercel.server.route;

import dev.tiercel.frontend.syntax.Diagnostics;
import dev.tiercel.frontend.syntax.SourceText;
import dev.tiercel.jit.tier.CompilationObserver;
import dev.tiercel.jit.tier.TierController;
import dev.tiercel.server.assembly.EngineAssembly;
import dev.tiercel.server.config.ConfigReader;
import dev.tiercel.server.config.ServerConfig;
import dev.tiercel.server.store.DocumentIdentity;
import dev.tiercel.server.store.DocumentStore;
import dev.tiercel.server.store.FileOperations;
import dev.tiercel.server.store.ReleaseOrigin;
import dev.tiercel.server.store.StoredDocument;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The documents of a data directory, loaded and changed as the server does it. */
final class StoredDocuments implements ChangedDocuments {
    private static final ServerConfig CONFIG =
            ConfigReader.read(
                    Optional.empty(),
                    Map.of(),
                    Map.of("engine.tiering.mode", "interpret", "data.keep_releases", "5"),
                    "test");

    private final DocumentStore store;
    private final TierController tiers;
    private final Registry registry;

    private StoredDocuments(DocumentStore store) {
        this.store = store;
        this.tiers = EngineAssembly.tiers(CONFIG, CompilationObserver.NONE);
        this.registry =
                new ReleaseLoader(
                                store,
                                EngineAssembly.frontEnd(CONFIG),
                                EngineAssembly.assembler(CONFIG, tiers))
                        .load(InstantSource.system(), CONFIG.data().keepReleases());
    }

    /** Loads the documents, as a server does when it starts. */
    static StoredDocuments open(Path directory, FileOperations files) {
        DocumentStore store = DocumentStore.open(directory, files);
        try {
            store.removeGarbage();
            return new StoredDocuments(store);
        } catch (RuntimeException | Error e) {
            store.close();
            throw e;
        }
    }

    /** Returns the registered texts by name, after checking that each document is served. */
    @Override
    public Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        for (Registered registered : registry.current().documents()) {
            if (registered.isQuarantined()) {
                throw new AssertionError(registered.diagnostics());
            }
            byte[] bytes = store.text(registered.stored()).orElseThrow().bytes();
            texts.put(registered.stored().id(), new String(bytes, StandardCharsets.UTF_8));
        }
        return texts;
    }

    @Override
    public void change(Map<String, String> texts) {
        Map<String, String> before = texts();
        List<ReleaseChange.Put> puts = new ArrayList<>();
        texts.forEach((name, text) -> {
            if (!text.equals(before.get(name))) {
                puts.add(put(name, text));
            }
        });
        List<DocumentIdentity> deletes =
                registry.current().documents().stream()
                        .map(Registered::stored)
                        .filter(stored -> !texts.containsKey(stored.id()))
                        .map(StoredDocument::identity)
                        .toList();
        ReleaseChange change =
                new ReleaseChange(
                        puts, deletes, List.of(), false, ReleaseOrigin.API, Optional.empty());
        Registry.Outcome outcome = registry.apply(change, new Diagnostics("test"), _ -> true);
        if (!(outcome instanceof Registry.Outcome.Applied)) {
            throw new AssertionError(outcome);
        }
    }

    private ReleaseChange.Put put(String name, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ReadText read = registry.frontEnd().read(new SourceText(name, bytes, true));
        return new ReleaseChange.Put(
                read.documents().getFirst(), Optional.of(name), Optional.empty());
    }

    @Override
    public void close() {
        tiers.close();
        store.close();
    }
}
