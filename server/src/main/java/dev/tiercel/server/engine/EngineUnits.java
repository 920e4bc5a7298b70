package dev.tiercel.server.engine;

import dev.tiercel.frontend.lower.CompiledUnit;
import dev.tiercel.interpreter.InterpretedProgram;
import dev.tiercel.ir.Program;
import dev.tiercel.ir.SourceLocation;
import dev.tiercel.ir.pass.ConstantEvaluator;
import dev.tiercel.ir.pass.PassPipeline;
import dev.tiercel.runtime.Executable;
import dev.tiercel.runtime.json.ProjectionReader;
import dev.tiercel.server.route.LiveUnit;
import dev.tiercel.server.route.LiveUnits;
import dev.tiercel.server.store.StoredDocument;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the units of documents run. Thread-safe. */
public final class EngineUnits implements LiveUnits {
    private final PassPipeline passes;

    /**
     * @param callDepthMax greatest number of nested calls of a request
     */
    public EngineUnits(int callDepthMax) {
        this.passes = new PassPipeline(ConstantEvaluator.NONE, callDepthMax);
    }

    @Override
    public LiveUnit start(StoredDocument route, CompiledUnit unit) {
        Program program = passes.run(unit.program()).program();
        return new Unit(
                unit.name(),
                InterpretedProgram.of(program),
                program.locations(),
                program.projection().map(ProjectionReader::of).orElse(null));
    }

    @Override
    public void retire(LiveUnit unit) {}

    private record Unit(
            String name,
            Executable target,
            List<SourceLocation> locations,
            @Nullable ProjectionReader projection)
            implements LiveUnit {}
}
