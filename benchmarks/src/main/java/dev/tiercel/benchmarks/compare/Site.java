package dev.tiercel.benchmarks.compare;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where servers run.
 *
 * @param scratch directory for anything
 * @param core of the processor that they get
 * @param backends that they may speak to
 */
record Site(Path scratch, String core, Optional<Backends> backends) {}
