package dev.tiercel.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.TaskErrors;
import dev.tiercel.runtime.effect.SqlResult;
import dev.tiercel.runtime.effect.SqlStatement;
import dev.tiercel.runtime.effect.SqlTransaction;
import dev.tiercel.runtime.effect.TimeLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** OP-13: tasks and transactions. */
final class TaskTransactionTest {
    private static final Opcode.Task TASK = new Opcode.Task(Optional.empty(), 0, 0);
    private static final Opcode.RunTasks TWO_TASKS =
            new Opcode.RunTasks(List.of(TASK, TASK), TaskErrors.COLLECT, 0, true);

    /** Notes how it ended. */
    private record NotedTransaction(List<String> ends) implements SqlTransaction {
        @Override
        public void run(SqlStatement statement, TimeLimit limit, SqlResult result) {
            throw new IllegalStateException("no statement is executed here");
        }

        @Override
        public void commit() {
            ends.add("commit");
        }

        @Override
        public void rollback() {
            ends.add("rollback");
        }
    }

    private static LogicError failure(
            ExecutionContext context, long atOnceMax, RoutineInvoker tasks) {
        return catchThrowableOfType(
                LogicError.class,
                () -> Tasks.run(context, tasks, TWO_TASKS, new Object[] {atOnceMax, false}));
    }

    @Test
    void tasksDoNotBeginWhileATransactionIsOpen() {
        ExecutionContext context = Fixture.context();
        context.transactions().add("default", new NotedTransaction(new ArrayList<>()));

        LogicError error =
                failure(context, 1, (own, routine, arguments) -> Tasks.result(new Object[] {1L}));

        assertThat(error.code()).isEqualTo("SQL_TRANSACTION");
    }

    @Test
    void transactionThatAnUncatchableErrorLeftOpenInATaskIsRolledBack() {
        ExecutionContext context = Fixture.withFuel(5).context;
        List<String> ends = new ArrayList<>();

        AtomicBoolean isFirst = new AtomicBoolean(true);
        RoutineInvoker tasks =
                (own, routine, arguments) -> {
                    if (isFirst.compareAndSet(true, false)) {
                        own.transactions().add("default", new NotedTransaction(ends));
                        assertThat(catchThrowable(() -> own.chargeFuel(6))).isNotNull();
                        own.chargeFuel(10_001);
                    }
                    return Tasks.result(new Object[] {null});
                };

        LogicError error = failure(context, 2, tasks);

        assertThat(error.isCatchable()).isFalse();
        assertThat(ends).containsExactly("rollback");
    }
}
