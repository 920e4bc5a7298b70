package dev.tiercel.frontend.document;

import java.util.List;
import java.util.function.Consumer;

/** The operations of blocks and of the blocks inside. */
public final class OperationWalk {
    private OperationWalk() {}

    /**
     * Visits every operation of a block and of the blocks inside, in the order of the text; bodies
     * of declared functions excepted. Blocks nest no deeper than documents.
     */
    public static void forEach(List<Operation> block, Consumer<Operation> visitor) {
        for (Operation operation : block) {
            visitor.accept(operation);
            NestedBlock.of(operation).forEach(nested -> forEach(nested.body(), visitor));
        }
    }
}
