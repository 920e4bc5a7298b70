package dev.tiercel.runtime;

import dev.tiercel.ir.Absent;
import dev.tiercel.ir.LogLevel;
import dev.tiercel.ir.Root;
import dev.tiercel.ir.SourceLocation;
import dev.tiercel.runtime.effect.Effects;
import dev.tiercel.runtime.effect.OpenTransactions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state of one request or hook invocation while its logic runs: budgets, position, request,
 * response and effects. Belongs to the thread that runs the logic; only {@link #cancel} may be
 * called by another.
 *
 * <p>A task of {@code parallel} that runs beside others has a context of its own, whose budgets are
 * those of the request.
 */
public final class ExecutionContext {
    private static final long GRACE_FUEL = 10_000;
    private static final long GRACE_MEMORY = 1L << 20;
    private static final long GRACE_NANOS = Duration.ofMillis(500).toNanos();
    private static final double NANOS_PER_MILLISECOND = 1e6;

    /**
     * How long logic runs before it lets what waits for its thread go first; a tick of the clock
     * longer at most.
     */
    private static final long TURN_NANOS = Duration.ofMillis(2).toNanos();

    /**
     * Remaining steps; negative between the step that exhausts them and the next checkpoint. In a
     * task that runs beside others the steps since its last checkpoint, as a negative number.
     */
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

    /** When to look at the budgets again: the end of a turn, or the deadline if that is before. */
    private long attentionNanos;

    private boolean isGraceGranted;
    private volatile boolean isCancelled;
    private final @Nullable SharedBudget shared;
    private volatile @Nullable ConcurrentTasks tasks;
    private @Nullable JsonBuffer scratch;
    private @Nullable OpenTransactions transactions;

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
        this.attentionNanos = endOfTurn(clock.nanos());
        this.shared = null;
    }

    private ExecutionContext(ExecutionContext parent, SharedBudget shared) {
        this.environment = parent.environment;
        this.limits = parent.limits;
        this.locations = parent.locations;
        this.request = parent.request;
        this.effects = parent.effects;
        this.response = parent.response;
        this.clock = parent.clock;
        this.location = parent.location;
        this.depth = parent.depth;
        this.deadlineNanos = shared.deadlineNanos();
        this.attentionNanos = endOfTurn(clock.nanos());
        this.shared = shared;
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

    /**
     * Raises if fuel or time is used up or the execution was cancelled (OP-38, OP-40). A virtual
     * thread that has run for milliseconds lets others have its carrier before.
     */
    public void checkpoint() {
        if (fuel < 0 || clock.nanos() - attentionNanos >= 0 || isCancelled) {
            letOthersRun();
            compareBudgets();
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
        if (clock.nanos() - attentionNanos >= 0 || isCancelled) {
            letOthersRun();
            if (isCancelled || clock.nanos() - currentDeadline() >= 0) {
                compareBudgets();
            }
        }
    }

    /** Takes the cost of a value that is about to be built, see {@link MemoryCost}. */
    public void chargeMemory(long bytes) {
        long left = memory - bytes;
        if (left >= 0) {
            memory = left;
        } else {
            takeSharedMemory(bytes);
        }
    }

    /** Returns what is left of the memory budget, in bytes. */
    public long memoryLeft() {
        return shared == null ? memory : shared.memoryLeft();
    }

    /** Returns the time until the deadline, not negative. */
    public long nanosLeft() {
        return Math.max(0, currentDeadline() - clock.nanos());
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
     * Makes the next checkpoint, or the wait that ends next, raise CANCELLED. May be called by any
     * thread.
     */
    public void cancel() {
        isCancelled = true;
        ConcurrentTasks running = tasks;
        if (running != null) {
            running.cancel();
        }
    }

    /**
     * Cancels, and ends the wait that is under way in the thread that runs the logic. May be called
     * by any thread.
     */
    public synchronized void cancel(Thread runner) {
        cancel();
        runner.interrupt();
    }

    /**
     * Makes the budgets of this context those of tasks that run side by side, until {@link
     * #endTasks}.
     */
    SharedBudget beginTasks(ConcurrentTasks running) {
        tasks = running;
        if (isCancelled) {
            running.cancel();
        }
        if (shared == null) {
            return new SharedBudget(fuel, memory, deadlineNanos, isGraceGranted);
        }
        settle(shared);
        return shared;
    }

    /** Returns the context of a task, for the thread that runs it. */
    ExecutionContext forTask(SharedBudget budget) {
        return new ExecutionContext(this, budget);
    }

    /** Hands the steps of a task that ended to the shared budget. */
    void settle(SharedBudget budget) {
        budget.takeFuel(-fuel);
        fuel = 0;
    }

    /** Takes back what tasks that ran side by side have left. */
    void endTasks(SharedBudget budget) {
        tasks = null;
        if (shared == null) {
            fuel = budget.fuelLeft();
            memory = budget.memoryLeft();
            deadlineNanos = budget.deadlineNanos();
            isGraceGranted = budget.isGraceGranted();
        }
    }

    /**
     * Returns the error of a cancellation, which is raised once; to be thrown. The interruption
     * that ended a wait ends with it, so that handlers may wait.
     */
    public synchronized LogicError cancelled() {
        isCancelled = false;
        Thread.interrupted();
        return LogicError.of(ErrorCode.CANCELLED, "The execution was cancelled");
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
        return waitBeforeRetry(retryDelayNanos(retry, delay, multiplier, maxDelay, fullJitter));
    }

    /** Returns the delay before a retry (ERR-10), in nanoseconds. */
    public long retryDelayNanos(
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
        return (long) (millis * NANOS_PER_MILLISECOND);
    }

    /**
     * Waits before a retry.
     *
     * @return false, without waiting, if the delay does not fit into the deadline
     */
    public boolean waitBeforeRetry(long nanos) {
        if (nanos > nanosLeft()) {
            return false;
        }
        pause(nanos);
        return true;
    }

    /** Whether a transaction is open. */
    public boolean hasOpenTransaction() {
        return transactions != null && !transactions.isEmpty();
    }

    /** Returns the transactions that this execution has open. */
    public OpenTransactions transactions() {
        OpenTransactions open = transactions;
        if (open == null) {
            open = new OpenTransactions();
            transactions = open;
        }
        return open;
    }

    /**
     * Ends the execution: rolls back what an error that nothing caught has left open. Whoever runs
     * the logic calls this afterwards, whatever came of it.
     */
    public void end() {
        if (hasOpenTransaction()) {
            transactions().rollBackAll();
        }
    }

    /**
     * Returns the error of a deadline that passed, or would pass, during an operation; to be
     * thrown.
     */
    public LogicError deadlineExceeded() {
        return deadlineExceeded(isGraceGranted());
    }

    /**
     * Returns the error of a value that does not fit into what is left of the memory budget; to be
     * thrown.
     */
    public LogicError memoryExhausted() {
        return memoryExhausted(isGraceGranted());
    }

    /** Returns an empty buffer for the text form of a value; used by one operation at a time. */
    public JsonBuffer scratch() {
        JsonBuffer buffer = scratch;
        if (buffer == null) {
            buffer = new JsonBuffer();
            scratch = buffer;
        }
        buffer.beginText(this, MemoryCost.stringUnits(memoryLeft()));
        return buffer;
    }

    private void pause(long nanos) {
        if (nanos > 0) {
            effects.sleep(Duration.ofNanos(nanos));
            attentionNanos = endOfTurn(clock.nanos());
        }
        if (isCancelled) {
            compareBudgets();
        }
    }

    private Optional<SourceLocation> currentLocation() {
        return location < 0 ? Optional.empty() : Optional.of(locations.get(location));
    }

    /** Raises for what is used up, fuel first; does nothing if a task has only to settle. */
    private void compareBudgets() {
        boolean wasGranted = isGraceGranted();
        if (isFuelUsedUp()) {
            throw fuelExhausted(wasGranted);
        }
        if (isCancelled) {
            throw cancelled();
        }
        if (clock.nanos() - currentDeadline() >= 0) {
            throw deadlineExceeded(wasGranted);
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // what is right does not depend on who runs next
    private void letOthersRun() {
        if (clock.nanos() - attentionNanos >= 0) {
            if (Thread.currentThread().isVirtual()) {
                Thread.yield();
            }
            attentionNanos = endOfTurn(clock.nanos());
        }
    }

    private long endOfTurn(long now) {
        long end = now + TURN_NANOS;
        return end - deadlineNanos < 0 ? end : deadlineNanos;
    }

    private boolean isFuelUsedUp() {
        if (shared == null) {
            return fuel < 0;
        }
        long steps = -fuel;
        fuel = 0;
        return shared.takeFuel(steps) < 0;
    }

    private boolean isGraceGranted() {
        return shared == null ? isGraceGranted : shared.isGraceGranted();
    }

    private long currentDeadline() {
        if (shared != null) {
            deadlineNanos = shared.deadlineNanos();
        }
        return deadlineNanos;
    }

    private void takeSharedMemory(long bytes) {
        boolean wasGranted = isGraceGranted();
        if (shared == null || !shared.takeMemory(bytes)) {
            throw memoryExhausted(wasGranted);
        }
    }

    private LogicError fuelExhausted(boolean wasGranted) {
        return exhausted(ErrorCode.LIMIT_FUEL, "More steps than " + limits.fuel(), wasGranted);
    }

    private LogicError memoryExhausted(boolean wasGranted) {
        if (isFuelUsedUp()) {
            return fuelExhausted(wasGranted);
        }
        return exhausted(
                ErrorCode.LIMIT_MEMORY,
                "More values than " + limits.memoryBytes() + " bytes allow",
                wasGranted);
    }

    /** Returns the error that a smaller heap than the budget has no room for a value. */
    public LogicError heapExhausted() {
        return LogicError.uncatchable(
                ErrorCode.LIMIT_MEMORY, "The server has no memory for more values");
    }

    private LogicError deadlineExceeded(boolean wasGranted) {
        return exhausted(
                ErrorCode.LIMIT_DEADLINE,
                "The deadline of " + limits.deadlineMillis() + " ms has passed",
                wasGranted);
    }

    /** Grants the grace budget the first time; the second exhaustion cannot be caught (OP-41). */
    private LogicError exhausted(ErrorCode code, String message, boolean wasGranted) {
        if (wasGranted) {
            return LogicError.uncatchable(code, message);
        }
        long graceDeadline = clock.nanos() + GRACE_NANOS;
        if (shared != null) {
            shared.grantGrace(GRACE_FUEL, GRACE_MEMORY, graceDeadline);
            deadlineNanos = shared.deadlineNanos();
        } else {
            isGraceGranted = true;
            fuel = GRACE_FUEL;
            memory = GRACE_MEMORY;
            deadlineNanos = graceDeadline;
        }
        return LogicError.of(code, message);
    }
}
