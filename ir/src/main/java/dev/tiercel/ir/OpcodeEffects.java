package dev.tiercel.ir;

import java.util.Set;

/** The effects of each opcode. */
final class OpcodeEffects {
    private static final Set<Effect> RAISES = Effect.setOf(Effect.THROWS);
    private static final Set<Effect> BUILDS = Effect.setOf(Effect.ALLOCATES);
    private static final Set<Effect> BUILDS_OR_RAISES =
            Effect.setOf(Effect.ALLOCATES, Effect.THROWS);
    private static final Set<Effect> READS = Effect.setOf(Effect.READS_STATE);
    private static final Set<Effect> WRITES = Effect.setOf(Effect.READS_STATE, Effect.WRITES_STATE);
    private static final Set<Effect> WRITES_OR_RAISES =
            Effect.setOf(Effect.READS_STATE, Effect.WRITES_STATE, Effect.THROWS);
    private static final Set<Effect> ALL =
            Effect.setOf(
                    Effect.READS_STATE,
                    Effect.WRITES_STATE,
                    Effect.ALLOCATES,
                    Effect.THROWS,
                    Effect.IO);

    private OpcodeEffects() {}

    static Set<Effect> of(Opcode opcode) {
        return switch (opcode) {
            case Opcode.Constant _,
                    Opcode.GetMember _,
                    Opcode.GetOwnMember _,
                    Opcode.FirstPresent _,
                    Opcode.LoadRoot _,
                    Opcode.LoadRootMember _,
                    Opcode.LoadRequestField _,
                    Opcode.ArrayLength _,
                    Opcode.ArrayElement _,
                    Opcode.DefaultStep _,
                    Opcode.RangeElement _,
                    Opcode.Increment _,
                    Opcode.LoadMaxIterations _,
                    Opcode.TaskResult _,
                    Opcode.TaskOutcome _,
                    Opcode.ErrorMatches _ ->
                    Effect.PURE;
            case Opcode.Binary _,
                    Opcode.Concatenate _,
                    Opcode.MakeObjectWithKeys _,
                    Opcode.GetElement _,
                    Opcode.ConvertKey _,
                    Opcode.IterationArray _,
                    Opcode.MakeError _ ->
                    BUILDS_OR_RAISES;
            case Opcode.Unary(var operator) -> ofUnary(operator);
            case Opcode.MakeArray _, Opcode.MakeObject _, Opcode.SetCause _ -> BUILDS;
            case Opcode.CallBuiltin(var function) -> function.effects();
            case Opcode.CallMath(var function) ->
                    function == MathFunction.RANDOM_INT
                            ? Effect.setOf(Effect.READS_STATE, Effect.THROWS)
                            : RAISES;
            case Opcode.ConvertInteger _,
                    Opcode.ConvertNumber _,
                    Opcode.ConvertBoolean _,
                    Opcode.ConvertDouble _,
                    Opcode.RangeLength _,
                    Opcode.CheckIterations _,
                    Opcode.CheckHeaders _ ->
                    RAISES;
            case Opcode.LoadDepth _ -> READS;
            case Opcode.Charge _, Opcode.LeaveCall _, Opcode.StoreDepth _ -> WRITES;
            case Opcode.Checkpoint _, Opcode.EnterCall _ -> WRITES_OR_RAISES;
            case Opcode.CallWithPredicate _,
                    Opcode.CallRoutine _,
                    Opcode.RunTasks _,
                    Opcode.RunTaskForEach _,
                    Opcode.Respond _,
                    Opcode.RespondTemplate _,
                    Opcode.Log _,
                    Opcode.Sleep _,
                    Opcode.WaitBeforeRetry _ ->
                    ALL;
            case Opcode.CallEffect(var kind, _) -> ofEffect(kind);
        };
    }

    /** Returns the effects of a connector; what it does with values alone stays within. */
    private static Set<Effect> ofEffect(EffectKind kind) {
        return switch (kind) {
            case CHECK_FIELDS, WEBHOOK_VALUE -> RAISES;
            case WEBHOOK_BODY -> BUILDS;
            case WEBSOCKET_VALUE -> BUILDS_OR_RAISES;
            case SQL,
                    BEGIN_TRANSACTION,
                    COMMIT,
                    ROLLBACK,
                    REDIS,
                    HTTP,
                    WAIT_BEFORE_RETRY,
                    WEBSOCKET,
                    COMPUTED_WEBSOCKET,
                    SCOPE_VALUE,
                    SAVE_SCOPE ->
                    ALL;
        };
    }

    private static Set<Effect> ofUnary(UnaryOperator operator) {
        return switch (operator) {
            case NOT, TRUTH, IS_NULL, IS_PRESENT -> Effect.PURE;
            case NEGATE -> RAISES;
            case TEXT, HEADER_KEY -> BUILDS_OR_RAISES;
        };
    }
}
