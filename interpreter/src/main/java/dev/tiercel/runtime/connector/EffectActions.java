package dev.tiercel.runtime.connector;

import dev.tiercel.ir.Opcode;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.effect.EffectFailure;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The actions of the kinds of effects, and the one way in which tiers run them. */
public final class EffectActions {
    private EffectActions() {}

    /** Returns what an instruction does. */
    public static EffectAction of(Opcode.CallEffect effect) {
        List<String> plan = effect.plan();
        return switch (effect.kind()) {
            case SQL -> waiting(new SqlAction(SqlPlan.of(plan)));
            case BEGIN_TRANSACTION ->
                    new TransactionBegin(
                            plan.get(0),
                            plan.size() > 1 ? Optional.of(plan.get(1)) : Optional.empty());
            case COMMIT -> TransactionEnd.commit(plan.getFirst());
            case ROLLBACK -> TransactionEnd.rollback(plan.getFirst());
            case REDIS -> waiting(new RedisAction(plan));
            case HTTP -> waiting(new HttpAction(plan));
            case WAIT_BEFORE_RETRY -> waiting(new RetryWait(plan.getFirst().equals("full")));
            case CHECK_FIELDS -> Webhooks.checkFields(plan.get(0), plan.get(2));
            case WEBHOOK_BODY -> Webhooks.body(plan.get(0), plan.get(1));
            case WEBHOOK_VALUE -> Webhooks.value(plan.getFirst());
            case WEBSOCKET -> WebSocketAction.literal(plan);
            case COMPUTED_WEBSOCKET -> WebSocketAction.computed(plan);
            case WEBSOCKET_VALUE -> WebSocketAction::value;
            case SCOPE_VALUE ->
                    (context, operands) ->
                            context.effects().webSockets().scopeValue(plan.getFirst(), operands[0]);
            case SAVE_SCOPE ->
                    (context, operands) -> {
                        context.effects().webSockets().saveScope(plan, operands);
                        return null;
                    };
        };
    }

    private static EffectAction waiting(EffectAction action) {
        return (context, operands) -> {
            context.effects().beforeWait();
            return action.run(context, operands);
        };
    }

    /** Runs an action. */
    public static @Nullable Object run(
            EffectAction action, ExecutionContext context, @Nullable Object[] operands) {
        try {
            return action.run(context, operands);
        } catch (EffectFailure failure) {
            throw Failures.toError(context, failure);
        }
    }
}
