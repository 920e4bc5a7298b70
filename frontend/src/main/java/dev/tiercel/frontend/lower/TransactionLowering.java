package dev.tiercel.frontend.lower;

import dev.tiercel.frontend.document.Operation;
import dev.tiercel.frontend.lower.OpenBlock.OpenEdge;
import dev.tiercel.ir.BinaryOperator;
import dev.tiercel.ir.EffectKind;
import dev.tiercel.ir.Opcode;
import java.util.ArrayList;
import java.util.List;

/**
 * Lowers {@code transaction}: an error rolls back; every other way out of the body commits, before
 * it takes effect (OP-30).
 */
final class TransactionLowering {
    private final Frame frame;
    private final RoutineBuilder builder;
    private final BlockLowering blocks;

    TransactionLowering(Frame frame, BlockLowering blocks) {
        this.frame = frame;
        this.builder = frame.builder();
        this.blocks = blocks;
    }

    void lower(Operation.Transaction transaction) {
        blocks.beginEffect(transaction);
        int depth = builder.emit(new Opcode.LoadDepth());
        List<String> plan = new ArrayList<>(List.of(transaction.database()));
        transaction.isolation().ifPresent(plan::add);
        builder.emit(new Opcode.CallEffect(EffectKind.BEGIN_TRANSACTION, plan));
        Enclosing.Cleanup context = new Enclosing.Cleanup(frame);
        blocks.enter(context);
        ErrorRegion region =
                builder.openRegion(
                        frame.variables(frame.unit().assignedNames().of(transaction.body())));
        blocks.lower(transaction.body());
        context.arriveNormally();
        blocks.leave();
        builder.closeRegion(region);
        if (region.isEntered()) {
            int error = builder.enterHandler(region);
            blocks.resume(transaction.location());
            builder.emit(new Opcode.StoreDepth(), depth);
            end(EffectKind.ROLLBACK, transaction);
            builder.raise(error);
        } else {
            builder.abandonHandler(region);
        }
        context.join().complete();
        if (builder.isReachable()) {
            commit(transaction, context);
        }
    }

    private void commit(Operation.Transaction transaction, Enclosing.Cleanup context) {
        blocks.resume(transaction.location());
        int completion = context.completion();
        end(EffectKind.COMMIT, transaction);
        for (Exit exit : context.exits()) {
            int isIt =
                    builder.emit(
                            new Opcode.Binary(BinaryOperator.STRICT_EQUAL),
                            completion,
                            builder.constant(context.number(exit)));
            int leaving = builder.newBlock();
            int staying = builder.newBlock();
            builder.branch(isIt, new OpenEdge(leaving), new OpenEdge(staying));
            builder.enter(leaving);
            blocks.exit(exit);
            builder.enter(staying);
        }
    }

    private void end(EffectKind kind, Operation.Transaction transaction) {
        builder.emit(new Opcode.CallEffect(kind, List.of(transaction.database())));
    }
}
