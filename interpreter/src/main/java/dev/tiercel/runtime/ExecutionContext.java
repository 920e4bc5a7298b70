package dev.tiercel.runtime;

import dev.tiercel.ir.Absent;
import dev.tiercel.ir.LogLevel;
import dev.tiercel.ir.Root;
import dev.tiercel.ir.SourceLocation;
import dev.tiercel.runtime.effect.Effects;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state of one request or hook invocation while its logic runs: budgets, position, request,
 * response and effects. Belongs to the thread that runs the logic; only {@link #cancel} may be
 * called by another.
 */
public final class ExecutionContext {
    private static final long GRACE_FUEL = 10_000;
    private static final long GRACE_MEMORY = 1L << 20;
    private static final long GRACE_NANOS = Duration.ofMillis(500).toNanos();
    private static final double NANOS_PER_MILLISECOND = 1e6;

    /** Remaining steps; negative between the step that exhausts them and the next checkpoint. */
    public long fuel;

    /** Index of the location of the operation that runs, -1 before the first. */
    public int location = -1;

    /** Number of nested calls of user functions. */
    public int depth;

    private final ExecutionEnvironment environment;
    private final BudgetLimits limits;
    private final List<SourceLocation> locations;
    private final RequestView request;
    private final Effects effects;
    private final ResponseBuffer response;
    private final CoarseClock clock;
    private long memory;
    private long deadlineNanos;
    private boolean isGraceGranted;
    private volatile boolean isCancelled;
    private @Nullable JsonBuffer scratch;

    /**
     * @param locations those of the program that runs
     * @param response cleared, of this request alone
     */
    public ExecutionContext(
            ExecutionEnvironment environment,
            BudgetLimits limits,
            List<SourceLocation> locations,
            RequestView request,
            Effects effects,
            ResponseBuffer response) {
        this.environment = environment;
        this.limits = limits;
        this.locations = locations;
        this.request = request;
        this.effects = effects;
        this.response = response;
        this.clock = environment.clock();
        this.fuel = limits.fuel();
        this.memory = limits.memoryBytes();
        this.deadlineNanos = request.receivedNanos() + limits.deadlineMillis() * 1_000_000;
    }

    public ExecutionEnvironment environment() {
        return environment;
    }

    public BudgetLimits limits() {
        return limits;
    }

    public RequestView request() {
        return request;
    }

    public Effects effects() {
        return effects;
    }

    public ResponseBuffer response() {
        return response;
    }

    /** Raises if fuel or time is used up or the execution was cancelled (OP-38, OP-40). */
    public void checkpoint() {
        if (fuel < 0 || clock.nanos() - deadlineNanos >= 0 || isCancelled) {
            throw interrupted();
        }
    }

    /**
     * Takes steps and compares: for functions that visit many elements, before they begin (OP-37).
     */
    public void chargeFuel(long steps) {
        fuel -= steps;
        checkpoint();
    }

    /**
     * Raises if time is used up or the execution was cancelled; for long work between two
     * checkpoints.
     */
    public void checkTime() {
        if (clock.nanos() - deadlineNanos >= 0 || isCancelled) {
            throw interrupted();
        }
    }

    /** Takes the cost of a value that is about to be built, see {@link MemoryCost}. */
    public void chargeMemory(long bytes) {
        long left = memory - bytes;
        if (left < 0) {
            throw memoryExhausted();
        }
        memory = left;
    }

    /** Returns what is left of the memory budget, in bytes. */
    public long memoryLeft() {
        return memory;
    }

    /** Returns the time until the deadline, not negative. */
    public long nanosLeft() {
        return Math.max(0, deadlineNanos - clock.nanos());
    }

    /** Enters a call of a user function. */
    public void enterCall() {
        if (depth >= limits.callDepth()) {
            throw LogicError.of(
                    ErrorCode.LIMIT_DEPTH,
                    "Function calls are nested deeper than " + limits.callDepth());
        }
        depth++;
    }

    /**
     * Makes the next checkpoint, or the wait that is under way, raise CANCELLED. May be called by
     * any thread.
     */
    public void cancel() {
        isCancelled = true;
    }

    /**
     * Fills in the source of an error that this context's logic raised, unless it has one.
     *
     * @return the same error
     */
    public LogicError complete(LogicError error) {
        if (error.value().location().isEmpty() && location >= 0) {
            error.complete(error.value().withLocation(locations.get(location)));
        }
        return error;
    }

    public @Nullable Object root(Root root) {
        return root == Root.ENV ? environment.variables() : request.root(root);
    }

    /** Returns a member of a root, null if there is none; names of headers are in lower case. */
    public @Nullable Object rootMember(Root root, String name) {
        return switch (root) {
            case PARAMS -> request.parameter(name);
            case QUERY -> request.query(name);
            case HEADERS -> request.header(name);
            default -> Members.member(root(root), name, -1);
        };
    }

    /** Returns the request field of a name (LANG-9 row 6), null if there is none. */
    public @Nullable Object requestField(String name, int slotHint) {
        if (request.fields() instanceof ObjectValue object) {
            Object member = object.find(name, slotHint);
            if (member != Absent.ABSENT) {
                return member;
            }
        }
        Object parameter = request.parameter(name);
        return parameter != null ? parameter : request.query(name);
    }

    public void log(LogLevel level, String message) {
        effects.log(level, message, currentLocation());
    }

    /** Waits for a number of milliseconds. */
    public void sleep(@Nullable Object milliseconds) {
        Object number = Conversions.toNumber(this, milliseconds, "duration_ms", 0);
        double nanos = Conversions.toDouble(this, number) * NANOS_PER_MILLISECOND;
        if (nanos > nanosLeft()) {
            throw deadlineExceeded();
        }
        pause((long) nanos);
    }

    /**
     * Waits before a retry (ERR-10).
     *
     * @param retry number of the retry, from 1
     * @return false, without waiting, if the delay does not fit into the deadline
     */
    public boolean waitBeforeRetry(
            long retry,
            @Nullable Object delay,
            @Nullable Object multiplier,
            @Nullable Object maxDelay,
            boolean fullJitter) {
        double millis =
                Math.min(
                        Conversions.toDouble(this, maxDelay),
                        Conversions.toDouble(this, delay)
                                * Math.pow(Conversions.toDouble(this, multiplier), retry - 1.0));
        if (fullJitter) {
            millis *= environment.random().general().nextDouble();
        }
        double nanos = millis * NANOS_PER_MILLISECOND;
        if (nanos > nanosLeft()) {
            return false;
        }
        pause((long) nanos);
        return true;
    }

    /**
     * Returns the error of a deadline that passed, or would pass, during an operation; to be
     * thrown.
     */
    public LogicError deadlineExceeded() {
        return exhausted(
                ErrorCode.LIMIT_DEADLINE,
                "The deadline of " + limits.deadlineMillis() + " ms has passed");
    }

    /**
     * Returns the error of a value that does not fit into what is left of the memory budget; to be
     * thrown.
     */
    LogicError memoryExhausted() {
        if (fuel < 0) {
            return fuelExhausted();
        }
        return exhausted(
                ErrorCode.LIMIT_MEMORY,
                "More values than " + limits.memoryBytes() + " bytes allow");
    }

    /** Returns an empty buffer for the text form of a value; used by one operation at a time. */
    public JsonBuffer scratch() {
        JsonBuffer buffer = scratch;
        if (buffer == null) {
            buffer = new JsonBuffer();
            scratch = buffer;
        }
        buffer.begin(this, MemoryCost.stringUnits(memory) * JsonBuffer.BYTES_PER_UNIT_MAX);
        return buffer;
    }

    private void pause(long nanos) {
        if (nanos > 0) {
            effects.sleep(Duration.ofNanos(nanos));
        }
        if (isCancelled) {
            throw interrupted();
        }
    }

    private Optional<SourceLocation> currentLocation() {
        return location < 0 ? Optional.empty() : Optional.of(locations.get(location));
    }

    private LogicError interrupted() {
        if (fuel < 0) {
            return fuelExhausted();
        }
        if (isCancelled) {
            isCancelled = false;
            return exhausted(ErrorCode.CANCELLED, "The execution was cancelled");
        }
        return deadlineExceeded();
    }

    private LogicError fuelExhausted() {
        return exhausted(ErrorCode.LIMIT_FUEL, "More steps than " + limits.fuel());
    }

    /** Grants the grace budget the first time; the second exhaustion cannot be caught (OP-41). */
    private LogicError exhausted(ErrorCode code, String message) {
        if (isGraceGranted) {
            return LogicError.uncatchable(code, message);
        }
        isGraceGranted = true;
        fuel = GRACE_FUEL;
        memory = GRACE_MEMORY;
        deadlineNanos = clock.nanos() + GRACE_NANOS;
        return LogicError.of(code, message);
    }
}
