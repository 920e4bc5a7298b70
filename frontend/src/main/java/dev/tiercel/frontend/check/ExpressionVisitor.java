package dev.tiercel.frontend.check;

import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.frontend.expression.ExpressionWalk;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Leads checks through expressions and the predicates in them, each part before its own parts. */
final class ExpressionVisitor {
    private final Predicates predicates;
    private final ComputedParts computed;
    private final List<PartCheck> checks;

    private record Part(Expression expression, Site site) {}

    ExpressionVisitor(Predicates predicates, ComputedParts computed, List<PartCheck> checks) {
        this.predicates = predicates;
        this.computed = computed;
        this.checks = List.copyOf(checks);
    }

    void visit(Expression root, Site site) {
        Deque<Part> pending = new ArrayDeque<>();
        pending.push(new Part(root, site));
        while (!pending.isEmpty()) {
            Part part = pending.pop();
            checks.forEach(check -> check.check(part.expression(), part.site()));
            pushParts(part, pending);
        }
    }

    private void pushParts(Part part, Deque<Part> pending) {
        Site inside = part.site().inPredicate();
        switch (part.expression()) {
            case Expression.BuiltinCall call -> {
                call.predicate().ifPresent(p -> pending.push(new Part(p.body(), inside)));
                pushAll(call.arguments(), part.site(), pending);
            }
            case Expression.Call call -> {
                predicates
                        .read(call, part.site())
                        .ifPresent(body -> pending.push(new Part(body, inside)));
                pushAll(call.arguments(), part.site(), pending);
            }
            case Expression other -> pushAll(ExpressionWalk.parts(other), part.site(), pending);
        }
    }

    private void pushAll(List<Expression> parts, Site site, Deque<Part> pending) {
        for (Expression part : parts.reversed()) {
            pending.push(new Part(part, computed.isSkipped(part) ? site.skipped() : site));
        }
    }
}
