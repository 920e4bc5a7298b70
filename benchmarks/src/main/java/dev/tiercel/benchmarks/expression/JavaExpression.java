package dev.tiercel.benchmarks.expression;

import dev.tiercel.benchmarks.TwinCopies;
import java.lang.invoke.MethodHandles;

/** The expressions in Java, on the fields of beans; each program has a class of its own. */
abstract class JavaExpression implements Evaluation {
    final Order[] orders = Order.some(Order.COUNT).toArray(Order[]::new);
    double limit;

    static Evaluation of(Case expression, int program) {
        Class<? extends JavaExpression> written =
                switch (expression) {
                    case PREDICATE -> JavaPredicate.class;
                    case ARITHMETIC -> JavaArithmetic.class;
                    case CHOICE -> JavaChoice.class;
                };
        JavaExpression copy =
                TwinCopies.copy(MethodHandles.lookup(), written, JavaExpression.class);
        copy.limit = (expression == Case.PREDICATE ? 300 : 300.5) + program;
        return copy;
    }

    /** The predicate. */
    static final class JavaPredicate extends JavaExpression {
        JavaPredicate() {}

        @Override
        public Object evaluate(int index) {
            Order order = orders[index];
            return (order.getBase() + order.getTax()) * order.getQty() > limit
                    && order.getStatus().equals("open");
        }
    }

    /** The arithmetic. */
    static final class JavaArithmetic extends JavaExpression {
        JavaArithmetic() {}

        @Override
        public Object evaluate(int index) {
            Order order = orders[index];
            return order.getBase() * order.getQty() + order.getTax() / 2.0 - limit;
        }
    }

    /** The choice. */
    static final class JavaChoice extends JavaExpression {
        JavaChoice() {}

        @Override
        public Object evaluate(int index) {
            Order order = orders[index];
            return order.getBase() * order.getQty() > limit ? "large" : "small";
        }
    }
}
