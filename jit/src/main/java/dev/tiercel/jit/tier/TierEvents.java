package dev.tiercel.jit.tier;

import dev.tiercel.jit.CompiledCode;
import dev.tiercel.jit.emit.ClassSource;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** Events of the engine for JDK Flight Recorder. */
final class TierEvents {
    private static final String CATEGORY = "Tiercel";

    private TierEvents() {}

    /** A unit was compiled, in its duration. */
    @Name("dev.tiercel.Compilation")
    @Label("Compilation of a unit")
    @Category(CATEGORY)
    @StackTrace(false)
    static final class Compilation extends Event {
        @Label("Unit")
        @SuppressWarnings("UnusedVariable") // read by the recorder
        String unit = "";

        @Label("Size of the class")
        @DataAmount
        @SuppressWarnings("UnusedVariable") // read by the recorder
        int bytecodeBytes;

        @Label("Size of the largest method")
        @DataAmount
        @SuppressWarnings("UnusedVariable") // read by the recorder
        int largestMethodBytes;
    }

    /** A unit could not be compiled. */
    @Name("dev.tiercel.CompilationFailure")
    @Label("Unit not compiled")
    @Category(CATEGORY)
    @StackTrace(false)
    static final class CompilationFailure extends Event {
        @Label("Unit")
        @SuppressWarnings("UnusedVariable") // read by the recorder
        String unit = "";

        @Label("Code")
        @Description("As in why_not_compiled of the admin API")
        @SuppressWarnings("UnusedVariable") // read by the recorder
        String code = "";

        @Label("Message")
        @SuppressWarnings("UnusedVariable") // read by the recorder
        String message = "";
    }

    /**
     * A class that a unit runs: when it is published, and all of them when a chunk of a recording
     * begins and ends, so that the line numbers of its frames can be read.
     */
    @Name("dev.tiercel.CompiledClass")
    @Label("Class of a unit")
    @Category(CATEGORY)
    @Period("everyChunk")
    @StackTrace(false)
    static final class CompiledClass extends Event {
        @Label("Unit")
        @SuppressWarnings("UnusedVariable") // read by the recorder
        String unit = "";

        @Label("Class")
        @SuppressWarnings("UnusedVariable") // read by the recorder
        @Nullable Class<?> compiledClass;

        @Label("Document")
        @Description("Name of the document that the unit belongs to")
        @SuppressWarnings("UnusedVariable") // read by the recorder
        String document = "";

        @Label("Source map")
        @Description("What line numbers stand for if some are of other documents (JSR 45)")
        @SuppressWarnings("UnusedVariable") // read by the recorder
        String sourceMap = "";
    }

    /** A unit can be called from now on. */
    @Name("dev.tiercel.UnitPublished")
    @Label("Unit published")
    @Category(CATEGORY)
    @StackTrace(false)
    static final class Publication extends Event {
        @Label("Unit")
        @SuppressWarnings("UnusedVariable") // read by the recorder
        String unit = "";
    }

    /** The target of a unit was replaced. */
    @Name("dev.tiercel.TargetSwapped")
    @Label("Target swapped")
    @Category(CATEGORY)
    @StackTrace(false)
    static final class Swap extends Event {
        @Label("Unit")
        @SuppressWarnings("UnusedVariable") // read by the recorder
        String unit = "";

        @Label("Tier before")
        @SuppressWarnings("UnusedVariable") // read by the recorder
        int from;

        @Label("Tier after")
        @SuppressWarnings("UnusedVariable") // read by the recorder
        int to;
    }

    /** A unit has been replaced or deleted. */
    @Name("dev.tiercel.UnitRetired")
    @Label("Unit retired")
    @Category(CATEGORY)
    @StackTrace(false)
    static final class Retirement extends Event {
        @Label("Unit")
        @SuppressWarnings("UnusedVariable") // read by the recorder
        String unit = "";
    }

    /**
     * Returns whether anybody may be recording. Without, no event is made: the first one of a class
     * has the JVM rewrite and register it, which a start would wait for.
     */
    static boolean isRecorded() {
        return FlightRecorder.isInitialized();
    }

    static void published(String unit) {
        if (!isRecorded()) {
            return;
        }
        Publication event = new Publication();
        event.unit = unit;
        event.commit();
    }

    static void compiled(CompiledCode code, String unit) {
        if (!isRecorded()) {
            return;
        }
        CompiledClass event = new CompiledClass();
        if (event.isEnabled()) {
            ClassSource source = code.source();
            event.unit = unit;
            event.compiledClass = code.executable().getClass();
            event.document = source.document();
            event.sourceMap = source.map();
            event.commit();
        }
    }

    /** Returns what tells each chunk of a recording about the classes that are live. */
    static ChunkEvent liveClasses(CompilerLedger ledger) {
        return ChunkEvent.of(
                () -> CompiledClass.class, () -> ledger.live().forEach(TierEvents::compiled));
    }

    static void swapped(String unit, Tier from, Tier to) {
        if (!isRecorded()) {
            return;
        }
        Swap event = new Swap();
        event.unit = unit;
        event.from = from.number();
        event.to = to.number();
        event.commit();
    }

    static void retired(String unit) {
        if (!isRecorded()) {
            return;
        }
        Retirement event = new Retirement();
        event.unit = unit;
        event.commit();
    }
}
