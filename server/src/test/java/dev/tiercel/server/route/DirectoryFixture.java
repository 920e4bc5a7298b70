package dev.tiercel.server.route;

import dev.tiercel.jit.tier.CompilationObserver;
import dev.tiercel.jit.tier.TierController;
import dev.tiercel.server.assembly.EngineAssembly;
import dev.tiercel.server.config.ConfigReader;
import dev.tiercel.server.config.ServerConfig;
import dev.tiercel.server.store.DocumentStore;
import dev.tiercel.server.store.FileOperations;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A registry of its own for each test, and a directory whose files it serves. */
abstract class DirectoryFixture {
    @TempDir Path directory;
    @TempDir Path data;

    private final ServerConfig config =
            ConfigReader.read(
                    Optional.empty(), Map.of(), Map.of("engine.tiering.mode", "interpret"), "test");
    private final TierController tiers = EngineAssembly.tiers(config, CompilationObserver.NONE);
    DocumentStore store;
    Registry registry;
    DirectoryDocuments documents;

    @BeforeEach
    void open() {
        store = DocumentStore.open(data, FileOperations.onDisk());
        registry =
                new ReleaseLoader(
                                store,
                                EngineAssembly.frontEnd(config),
                                EngineAssembly.assembler(config, tiers))
                        .load(InstantSource.system(), 50);
        documents = new DirectoryDocuments(registry, List.of(directory), InstantSource.system());
    }

    @AfterEach
    void close() {
        store.close();
        tiers.close();
    }
}
