package dev.tiercel.jit.tier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.ir.text.IrParser;
import dev.tiercel.jit.ProgramCompiler;
import dev.tiercel.jit.Texts;
import dev.tiercel.jit.emit.BuiltinTarget;
import dev.tiercel.jit.emit.EmitLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a flight recording shows of the engine. */
final class TierEventsTest {
    @TempDir private Path directory;

    @Test
    void compilationsSwapsFailuresAndTheLifeOfUnitsAreRecorded() throws IOException {
        TierSettings settings = TierSettings.DEFAULTS.withMode(TieringMode.COMPILE);
        List<RecordedEvent> events;
        try (Recording recording = new Recording();
                TierController controller = new TierController(settings);
                TierController failing =
                        new TierController(
                                settings,
                                new ProgramCompiler(
                                        new EmitLimits(10, 10, 10, 2), BuiltinTarget::ofRuntime),
                                CompilationObserver.NONE)) {
            recording.enable("dev.tiercel.*").withoutThreshold();
            recording.start();

            start(controller, "good").retire();
            start(failing, "large");

            recording.stop();
            Path file = directory.resolve("events.jfr");
            recording.dump(file);
            events = RecordingFile.readAllEvents(file);
        }

        assertThat(events)
                .extracting(e -> e.getEventType().getName() + " " + e.getString("unit"))
                .containsExactlyInAnyOrder(
                        "dev.tiercel.Compilation good",
                        "dev.tiercel.CompiledClass good",
                        "dev.tiercel.TargetSwapped good",
                        "dev.tiercel.UnitPublished good",
                        "dev.tiercel.UnitRetired good",
                        "dev.tiercel.CompilationFailure large",
                        "dev.tiercel.UnitPublished large");
    }

    @Test
    void aRecordingKnowsTheClassesThatWereThereBeforeItAndThoseThatCameLater() throws IOException {
        Path file = directory.resolve("classes.jfr");
        TierSettings settings = TierSettings.DEFAULTS.withMode(TieringMode.COMPILE);
        Class<?> before;
        try (TierController controller = new TierController(settings);
                ChunkEvent _ = controller.chunkEvent()) {
            RouteEntry entry = start(controller, "before");
            before =
                    Objects.requireNonNull(((TierTarget) entry.target()).code())
                            .executable()
                            .getClass();
            start(controller, "retired").retire();
            try (Recording recording = new Recording()) {
                recording.enable("dev.tiercel.CompiledClass");
                recording.start();
                start(controller, "later");
                recording.stop();
                recording.dump(file);
            }
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(file);

        assertThat(events).extracting(e -> e.getString("unit")).containsOnly("before", "later");
        RecordedEvent first =
                events.stream().filter(e -> e.getString("unit").equals("before")).findAny().get();
        assertThat(first.getClass("compiledClass").getName())
                .isEqualTo(before.getName().replace('/', '.'));
        assertThat(first.getString("document")).isEqualTo("orders");
        assertThat(first.getString("sourceMap")).isEmpty();
    }

    private static RouteEntry start(TierController controller, String unit) {
        return controller.start(
                unit, IrParser.parse(Texts.lines("%0:any = loadRoot body", "%1:S = text %0 @0")));
    }
}
