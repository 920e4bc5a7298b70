package dev.tiercel.benchmarks.expression;

import com.googlecode.aviator.AviatorEvaluator;
import com.googlecode.aviator.Expression;
import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.tiercel.benchmarks.Tier;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.jexl3.JexlBuilder;
import org.apache.commons.jexl3.JexlContext;
import org.apache.commons.jexl3.JexlEngine;
import org.apache.commons.jexl3.JexlExpression;
import org.apache.commons.jexl3.MapContext;
import org.codehaus.commons.compiler.CompileException;
import org.codehaus.janino.ExpressionEvaluator;
import org.springframework.expression.spel.SpelCompilerMode;
import org.springframework.expression.spel.SpelParserConfiguration;
import org.springframework.expression.spel.standard.SpelCompiler;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.StandardEvaluationContext;

/**
 * What evaluates expressions, each as its documentation recommends for expressions that are used
 * often.
 */
public enum Engine {
    /** A hidden class. */
    TIERCEL {
        @Override
        Evaluation prepare(Case expression, int program) {
            return new EngineExpression(expression.text(program), Tier.COMPILED);
        }
    },
    /** Register code. */
    TIERCEL_INTERPRETER {
        @Override
        Evaluation prepare(Case expression, int program) {
            return new EngineExpression(expression.text(program), Tier.INTERPRETER);
        }
    },
    /** Java by hand, a class per program. */
    JAVA {
        @Override
        Evaluation prepare(Case expression, int program) {
            return JavaExpression.of(expression, program);
        }
    },
    /** Java, compiled to a class that implements an interface with typed parameters. */
    JANINO {
        @Override
        Evaluation prepare(Case expression, int program) {
            String text =
                    expression.text(program).replace("status == 'open'", "status.equals(\"open\")");
            ExpressionEvaluator evaluator = new ExpressionEvaluator();
            evaluator.setExpressionType(Object.class);
            try {
                OrderFunction function =
                        evaluator.createFastEvaluator(
                                text.replace('\'', '"'),
                                OrderFunction.class,
                                "base",
                                "tax",
                                "qty",
                                "status");
                Order[] orders = orders();
                return i -> apply(function, orders[i]);
            } catch (CompileException e) {
                throw new IllegalArgumentException(text, e);
            }
        }
    },
    /** Spring's expression language, compiled after the first evaluation, on a bean. */
    SPEL {
        @Override
        Evaluation prepare(Case expression, int program) {
            var configuration =
                    new SpelParserConfiguration(
                            SpelCompilerMode.IMMEDIATE, Engine.class.getClassLoader());
            SpelExpression parsed =
                    new SpelExpressionParser(configuration)
                            .parseRaw(withDoubles(expression, program));
            Order[] orders = orders();
            StandardEvaluationContext context = new StandardEvaluationContext();
            for (Order order : orders) {
                parsed.getValue(context, order);
            }
            if (!SpelCompiler.compile(parsed)) {
                throw new IllegalStateException("not compiled: " + parsed.getExpressionString());
            }
            return i -> Objects.requireNonNull(parsed.getValue(context, orders[i]));
        }
    },
    /** Compiled to a class, on a map. */
    AVIATOR {
        @Override
        Evaluation prepare(Case expression, int program) {
            Expression compiled = AviatorEvaluator.compile(expression.text(program));
            List<Map<String, Object>> orders = maps();
            return i -> compiled.execute(orders.get(i));
        }
    },
    /** Compiled to an executable tree, on a map. */
    MVEL {
        @Override
        Evaluation prepare(Case expression, int program) {
            Serializable compiled = org.mvel2.MVEL.compileExpression(expression.text(program));
            List<Map<String, Object>> orders = maps();
            return i ->
                    Objects.requireNonNull(
                            org.mvel2.MVEL.executeExpression(compiled, orders.get(i)));
        }
    },
    /** A tree, on a map. */
    JEXL {
        @Override
        Evaluation prepare(Case expression, int program) {
            JexlEngine engine = new JexlBuilder().strict(true).silent(false).create();
            JexlExpression parsed = engine.createExpression(expression.text(program));
            JexlContext[] contexts =
                    maps().stream().map(MapContext::new).toArray(JexlContext[]::new);
            return i -> parsed.evaluate(contexts[i]);
        }
    },
    /** Google's CEL, planned, on a map. */
    CEL {
        @Override
        Evaluation prepare(Case expression, int program) {
            Cel cel =
                    CelFactory.plannerCelBuilder()
                            .addVar("base", SimpleType.DOUBLE)
                            .addVar("tax", SimpleType.DOUBLE)
                            .addVar("qty", SimpleType.DOUBLE)
                            .addVar("status", SimpleType.STRING)
                            .build();
            try {
                CelAbstractSyntaxTree checked =
                        cel.compile(withDoubles(expression, program)).getAst();
                CelRuntime.Program runnable = cel.createProgram(checked);
                List<Map<String, Object>> orders = maps();
                orders.forEach(
                        order -> order.computeIfPresent("qty", (_, qty) -> 0.0 + (long) qty));
                return i -> evaluate(runnable, orders.get(i));
            } catch (CelValidationException | CelEvaluationException e) {
                throw new IllegalArgumentException(e);
            }
        }
    };

    /** What Janino implements. */
    @FunctionalInterface
    public interface OrderFunction {
        /** Returns the result for the values of an order. */
        Object apply(double base, double tax, long qty, String status);
    }

    abstract Evaluation prepare(Case expression, int program);

    /** CEL does not compare a double with an integer, and SpEL does not compile it. */
    private static String withDoubles(Case expression, int program) {
        return expression.text(program).replaceFirst("> (\\d+) ", "> $1.0 ");
    }

    private static Order[] orders() {
        return Order.some(Order.COUNT).toArray(Order[]::new);
    }

    private static List<Map<String, Object>> maps() {
        return Order.some(Order.COUNT).stream().map(Order::map).toList();
    }

    private static Object apply(OrderFunction function, Order order) {
        return function.apply(order.getBase(), order.getTax(), order.getQty(), order.getStatus());
    }

    private static Object evaluate(CelRuntime.Program program, Map<String, Object> values) {
        try {
            return program.eval(values);
        } catch (CelEvaluationException e) {
            throw new IllegalStateException(e);
        }
    }
}
