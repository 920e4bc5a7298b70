package dev.tiercel.frontend.lower;

import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.frontend.expression.Expression.LogicalOperator;
import dev.tiercel.frontend.lower.OpenBlock.OpenEdge;
import dev.tiercel.ir.BinaryOperator;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.Root;
import dev.tiercel.ir.UnaryOperator;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lowers expressions and values with templates to instructions. Chains that lean to one side
 * (operators, members, filters) are walked in a loop, because their length is not limited; other
 * nesting is.
 */
final class ExpressionLowering {
    private static final int UNKNOWN_SLOT = -1;
    private static final String HEADERS = "headers";

    private final Frame frame;
    private final RoutineBuilder builder;
    private final CallLowering calls;

    ExpressionLowering(Frame frame) {
        this.frame = frame;
        this.builder = frame.builder();
        this.calls = new CallLowering(frame, this);
    }

    CallLowering calls() {
        return calls;
    }

    /** Emits the evaluation of an expression and returns its value. */
    int lower(Expression expression) {
        Deque<Expression> spine = new ArrayDeque<>();
        Expression leftmost = expression;
        for (Expression left = leftPart(leftmost); left != null; left = leftPart(leftmost)) {
            spine.push(leftmost);
            leftmost = left;
        }
        int value = lowerLeaf(leftmost);
        while (!spine.isEmpty()) {
            value = lowerOnto(value, spine.pop());
        }
        return value;
    }

    /** Emits the evaluations in order and returns the values. */
    int[] lowerAll(List<Expression> expressions) {
        int[] values = new int[expressions.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = lower(expressions.get(i));
        }
        return values;
    }

    /**
     * Ends the current block with a branch on the truth of an expression to one of two blocks
     * without parameters.
     */
    void branchOn(Expression condition, int whenTrue, int whenFalse) {
        switch (condition) {
            case Expression.Not(var operand, _) -> branchOn(operand, whenFalse, whenTrue);
            case Expression.Logical logical when logical.operator() == LogicalOperator.AND ->
                    branchOnAll(operands(logical), whenTrue, whenFalse, true);
            case Expression.Logical logical when logical.operator() == LogicalOperator.OR ->
                    branchOnAll(operands(logical), whenTrue, whenFalse, false);
            default -> {
                int value = lower(condition);
                int truth = builder.emit(new Opcode.Unary(UnaryOperator.TRUTH), value);
                builder.branch(truth, new OpenEdge(whenTrue), new OpenEdge(whenFalse));
            }
        }
    }

    private void branchOnAll(
            List<Expression> operands, int whenTrue, int whenFalse, boolean isAnd) {
        for (Expression operand : operands.subList(0, operands.size() - 1)) {
            int next = builder.newBlock();
            branchOn(operand, isAnd ? next : whenTrue, isAnd ? whenFalse : next);
            builder.enter(next);
        }
        branchOn(operands.getLast(), whenTrue, whenFalse);
    }

    /** Returns the operands of a chain of one operator. */
    private static List<Expression> operands(Expression.Logical chain) {
        Deque<Expression> operands = new ArrayDeque<>();
        Expression left = chain;
        while (left instanceof Expression.Logical logical
                && logical.operator() == chain.operator()) {
            operands.push(logical.right());
            left = logical.left();
        }
        operands.push(left);
        return List.copyOf(operands);
    }

    private static @Nullable Expression leftPart(Expression expression) {
        return switch (expression) {
            case Expression.Binary binary -> binary.left();
            case Expression.Logical logical -> logical.left();
            case Expression.Member member ->
                    isSpecialTarget(member.target()) ? null : member.target();
            case Expression.Index index -> isSpecialTarget(index.target()) ? null : index.target();
            case Expression.Call call ->
                    call.arguments().isEmpty() ? null : call.arguments().getFirst();
            case Expression.Literal _,
                    Expression.Name _,
                    Expression.Negate _,
                    Expression.Not _,
                    Expression.Conditional _,
                    Expression.BuiltinCall _,
                    Expression.ArrayLiteral _,
                    Expression.ObjectLiteral _,
                    Expression.Interpolation _ ->
                    null;
        };
    }

    /** Whether a member of this may mean something else than a member of its value. */
    private static boolean isSpecialTarget(Expression target) {
        return target instanceof Expression.Name
                || memberOfName(target, "request").filter(HEADERS::equals).isPresent();
    }

    private int lowerLeaf(Expression expression) {
        return switch (expression) {
            case Expression.Literal(var value, _, _) -> builder.constant(value);
            case Expression.Name(var name, _) -> frame.read(name);
            case Expression.Negate(var operand, _) ->
                    builder.emit(new Opcode.Unary(UnaryOperator.NEGATE), lower(operand));
            case Expression.Not(var operand, _) ->
                    builder.emit(new Opcode.Unary(UnaryOperator.NOT), lower(operand));
            case Expression.Conditional conditional -> lowerConditional(conditional);
            case Expression.BuiltinCall call ->
                    calls.callBuiltin(
                            call.function(), lowerAll(call.arguments()), call.predicate());
            case Expression.ArrayLiteral array when LiteralValue.isLiteral(array) ->
                    builder.constant(LiteralValue.of(array));
            case Expression.ObjectLiteral object when LiteralValue.isLiteral(object) ->
                    builder.constant(LiteralValue.of(object));
            case Expression.ArrayLiteral(var elements, _) ->
                    builder.emit(new Opcode.MakeArray(), lowerAll(elements));
            case Expression.ObjectLiteral(var members, _) -> lowerObject(members);
            case Expression.Interpolation(var parts, _) -> lowerText(parts);
            case Expression.Member(var target, var name, _) ->
                    lowerMember(target, new Expression.Literal(name, target.position()));
            case Expression.Index(var target, var key, _) -> lowerMember(target, key);
            case Expression.Call call -> calls.call(call, new int[0]);
            case Expression.Binary _, Expression.Logical _ ->
                    throw new IllegalStateException("has a left part");
        };
    }

    private int lowerOnto(int left, Expression expression) {
        return switch (expression) {
            case Expression.Binary(var operator, _, var right, _) ->
                    operator == BinaryOperator.POWER
                            ? lowerPower(left, right)
                            : builder.emit(new Opcode.Binary(operator), left, lower(right));
            case Expression.Logical(var operator, _, var right, _) ->
                    lowerLogical(operator, left, right);
            case Expression.Member(_, var name, _) ->
                    builder.emit(new Opcode.GetMember(name, UNKNOWN_SLOT), left);
            case Expression.Index(_, var key, _) -> lowerElement(left, key);
            case Expression.Call call -> calls.call(call, new int[] {left});
            case Expression.Literal _,
                    Expression.Name _,
                    Expression.Negate _,
                    Expression.Not _,
                    Expression.Conditional _,
                    Expression.BuiltinCall _,
                    Expression.ArrayLiteral _,
                    Expression.ObjectLiteral _,
                    Expression.Interpolation _ ->
                    throw new IllegalStateException("has no left part");
        };
    }

    /** Lowers a chain of powers, which leans to the right and may be as long as the text. */
    private int lowerPower(int base, Expression exponent) {
        Deque<Integer> bases = new ArrayDeque<>();
        bases.push(base);
        Expression rest = exponent;
        while (rest instanceof Expression.Binary power
                && power.operator() == BinaryOperator.POWER) {
            bases.push(lower(power.left()));
            rest = power.right();
        }
        int value = lower(rest);
        while (!bases.isEmpty()) {
            value = builder.emit(new Opcode.Binary(BinaryOperator.POWER), bases.pop(), value);
        }
        return value;
    }

    private int lowerElement(int target, Expression key) {
        if (key instanceof Expression.Literal(String name, _, _)) {
            return builder.emit(new Opcode.GetMember(name, UNKNOWN_SLOT), target);
        }
        return builder.emit(new Opcode.GetElement(), target, lower(key));
    }

    private int lowerMember(Expression target, Expression key) {
        if (key instanceof Expression.Literal(String member, _, _)
                && target instanceof Expression.Name(var name, _)) {
            Scope.LoopInfo loop = frame.loop(name);
            if (loop != null) {
                return new LoopMembers(builder, loop).value(member);
            }
            Optional<Root> root =
                    isRoot(name, Root.REQUEST)
                            ? RootNames.memberOfRequest(member)
                            : Optional.empty();
            if (root.isPresent()) {
                return builder.emit(new Opcode.LoadRoot(root.get()));
            }
        }
        if (isHeaders(target)) {
            return lowerHeader(lower(target), key);
        }
        return mayBeHeaders(target)
                ? lowerElementOrHeader(lower(target), key)
                : lowerElement(lower(target), key);
    }

    /** Looks up a header if the value is that of the root, and nothing else of that name. */
    private int lowerElementOrHeader(int target, Expression key) {
        if (key instanceof Expression.Literal(String name, _, _)
                && name.equals(name.toLowerCase(Locale.ROOT))) {
            return lowerElement(target, key);
        }
        int root = builder.emit(new Opcode.LoadRoot(Root.HEADERS));
        int isRoot = builder.emit(new Opcode.Binary(BinaryOperator.STRICT_EQUAL), target, root);
        int header = builder.newBlock();
        int element = builder.newBlock();
        Join join = new Join(builder);
        builder.branch(isRoot, new OpenEdge(header), new OpenEdge(element));
        builder.enter(header);
        join.arrive(lowerHeader(root, key));
        join.nextPath();
        builder.enter(element);
        join.arrive(lowerElement(target, key));
        join.complete();
        return join.value();
    }

    private int lowerHeader(int headers, Expression key) {
        if (key instanceof Expression.Literal(String name, _, _)) {
            String lower = name.toLowerCase(Locale.ROOT);
            return builder.emit(new Opcode.GetMember(lower, UNKNOWN_SLOT), headers);
        }
        int lowered = builder.emit(new Opcode.Unary(UnaryOperator.HEADER_KEY), lower(key));
        return builder.emit(new Opcode.GetElement(), headers, lowered);
    }

    private boolean isHeaders(Expression target) {
        return switch (target) {
            case Expression.Name(var name, _) -> isRoot(name, Root.HEADERS);
            default ->
                    isRoot("request", Root.REQUEST)
                            && memberOfName(target, "request").filter(HEADERS::equals).isPresent();
        };
    }

    /** Whether the headers are meant unless something else has their name. */
    private boolean mayBeHeaders(Expression target) {
        return switch (target) {
            case Expression.Name(var name, _) -> frame.mayBeRoot(name, Root.HEADERS);
            default ->
                    frame.mayBeRoot("request", Root.REQUEST)
                            && memberOfName(target, "request").filter(HEADERS::equals).isPresent();
        };
    }

    /** Returns which member of a name an expression is, if it is one in either notation. */
    private static Optional<String> memberOfName(Expression expression, String name) {
        return switch (expression) {
            case Expression.Member(Expression.Name(var owner, _), var member, _)
                    when owner.equals(name) ->
                    Optional.of(member);
            case Expression.Index(
                            Expression.Name(var owner, _),
                            Expression.Literal(String member, _, _),
                            _)
                    when owner.equals(name) ->
                    Optional.of(member);
            default -> Optional.empty();
        };
    }

    /** Whether a name stands for a root here, because no variable hides it. */
    private boolean isRoot(String name, Root root) {
        return frame.unit().root(name).filter(r -> r == root).isPresent()
                && !frame.capturesName(name);
    }

    private int lowerConditional(Expression.Conditional conditional) {
        Join join = new Join(builder);
        int whenTrue = builder.newBlock();
        int whenFalse = builder.newBlock();
        branchOn(conditional.condition(), whenTrue, whenFalse);
        builder.enter(whenTrue);
        join.arrive(lower(conditional.whenTrue()));
        join.nextPath();
        builder.enter(whenFalse);
        join.arrive(lower(conditional.whenFalse()));
        join.complete();
        return join.value();
    }

    private int lowerLogical(LogicalOperator operator, int left, Expression right) {
        Join join = new Join(builder);
        int otherwise = builder.newBlock();
        UnaryOperator test =
                operator == LogicalOperator.COALESCE ? UnaryOperator.IS_NULL : UnaryOperator.TRUTH;
        int condition = builder.emit(new Opcode.Unary(test), left);
        OpenEdge toRight = new OpenEdge(otherwise);
        if (operator == LogicalOperator.OR) {
            builder.branch(condition, join.edge(left), toRight);
        } else {
            builder.branch(condition, toRight, join.edge(left));
        }
        builder.enter(otherwise);
        join.arrive(lower(right));
        join.complete();
        return join.value();
    }

    private int lowerText(List<Expression> parts) {
        int[] values = lowerAll(parts);
        return values.length == 1
                ? builder.emit(new Opcode.Unary(UnaryOperator.TEXT), values)
                : builder.emit(new Opcode.Concatenate(), values);
    }

    private int lowerObject(List<Expression.ObjectMember> members) {
        boolean isLiteral =
                members.stream()
                        .allMatch(m -> m.key() instanceof Expression.Literal(String _, _, _));
        return isLiteral ? lowerLiteralKeys(members) : lowerComputedKeys(members);
    }

    private int lowerLiteralKeys(List<Expression.ObjectMember> members) {
        Map<String, Integer> valueByKey = new LinkedHashMap<>();
        for (Expression.ObjectMember member : members) {
            if (member.key() instanceof Expression.Literal(String key, _, _)) {
                valueByKey.put(key, lower(member.value()));
            }
        }
        int[] values = valueByKey.values().stream().mapToInt(Integer::intValue).toArray();
        return builder.emit(new Opcode.MakeObject(List.copyOf(valueByKey.keySet())), values);
    }

    private int lowerComputedKeys(List<Expression.ObjectMember> members) {
        List<Integer> operands = new ArrayList<>();
        for (Expression.ObjectMember member : members) {
            operands.add(lower(member.key()));
            operands.add(lower(member.value()));
        }
        return builder.emit(
                new Opcode.MakeObjectWithKeys(),
                operands.stream().mapToInt(Integer::intValue).toArray());
    }
}
