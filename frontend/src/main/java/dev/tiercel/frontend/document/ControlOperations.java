package dev.tiercel.frontend.document;

import static dev.tiercel.frontend.document.FieldSpec.required;

import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.ir.DiagnosticCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads branches and loops. */
final class ControlOperations {
    static final FieldTable ELSE_IF =
            FieldTable.of(
                    "an element of `else_if`",
                    required("condition", FieldPosition.EXPRESSION).also("if"),
                    required("then", FieldPosition.BLOCK));
    static final FieldTable CASE =
            FieldTable.of(
                    "an element of `cases`",
                    required("value", FieldPosition.VALUE).also("case"),
                    required("body", FieldPosition.BLOCK)
                            .also("operations", "actions", "then", "do"));
    private static final NumberRule POSITIVE = NumberRule.integer(1, Long.MAX_VALUE);

    private final Reading reading;
    private final OperationReader blocks;
    private final Conditions conditions;

    ControlOperations(Reading reading, OperationReader blocks) {
        this.reading = reading;
        this.blocks = blocks;
        this.conditions = new Conditions(reading);
    }

    Operation choose(Step step, BlockScope scope) {
        Fields fields = step.fields(reading);
        List<Operation.Arm> arms = new ArrayList<>();
        arms.add(arm(fields, scope));
        for (Node node : elseIfs(fields)) {
            fields.asMapping(Reading.elementOf("else_if"), node)
                    .map(m -> Fields.of(ELSE_IF, reading, m))
                    .ifPresent(f -> arms.add(arm(f, scope)));
        }
        return new Operation.If(step.location(reading), arms, blocks.block(fields, "else", scope));
    }

    private static List<Node> elseIfs(Fields fields) {
        Optional<Node> node = fields.node("else_if");
        return node.isPresent() && node.get() instanceof Node.Mapping mapping
                ? List.of(mapping)
                : fields.items("else_if");
    }

    private Operation.Arm arm(Fields fields, BlockScope scope) {
        return new Operation.Arm(conditions.ofBranch(fields), blocks.block(fields, "then", scope));
    }

    Operation select(Step step, BlockScope scope) {
        Fields fields = step.fields(reading);
        List<Operation.Case> cases = new ArrayList<>();
        for (Node node : fields.items("cases")) {
            fields.asMapping(Reading.elementOf("cases"), node)
                    .map(m -> Fields.of(CASE, reading, m))
                    .ifPresent(f ->
                            cases.add(
                                    new Operation.Case(
                                            f.value("value"), blocks.block(f, "body", scope))));
        }
        return new Operation.Switch(
                step.location(reading),
                fields.expression("value"),
                cases,
                blocks.block(fields, "default", scope));
    }

    Operation loop(Step step, BlockScope scope) {
        Fields fields = step.fields(reading);
        return new Operation.Loop(
                step.location(reading),
                fields.expression("collection"),
                fields.optionalVariable("var").orElse("item"),
                fields.optionalVariable("index_var"),
                loopVariable(fields),
                blocks.block(fields, "body", scope.loopBody()));
    }

    Operation repeat(Step step, BlockScope scope) {
        Fields fields = step.fields(reading);
        boolean isWhile = step.kind() == OperationKind.WHILE;
        return new Operation.While(
                step.location(reading),
                isWhile,
                conditions.ofLoop(fields, isWhile),
                fields.number("max_iterations", POSITIVE),
                loopVariable(fields),
                blocks.block(fields, "body", scope.loopBody()));
    }

    Operation forRange(Step step, BlockScope scope) {
        Fields fields = step.fields(reading);
        return new Operation.ForRange(
                step.location(reading),
                bound(fields, "start"),
                bound(fields, "end"),
                fields.number("step", NumberRule.INTEGER),
                fields.variable("var"),
                loopVariable(fields),
                blocks.block(fields, "body", scope.loopBody()));
    }

    private static Expression bound(Fields fields, String field) {
        return fields.number(field, NumberRule.INTEGER)
                .orElseGet(() -> Reading.nothing(fields.owner()));
    }

    private static String loopVariable(Fields fields) {
        return fields.optionalVariable("loop_var").orElse("loop");
    }

    Operation leaveLoop(Step step, BlockScope scope) {
        String name = step.kind().canonicalName();
        checkNoFields(step);
        if (!scope.isInLoop()) {
            reading.report(
                    DiagnosticCode.BREAK_OUTSIDE_LOOP,
                    "`" + name + "` outside a loop",
                    step.node());
        } else if (scope.breakLeavesFinally()) {
            reading.report(
                    DiagnosticCode.RETURN_IN_FINALLY,
                    "This `" + name + "` discards errors",
                    step.node());
        }
        return step.kind() == OperationKind.BREAK
                ? new Operation.Break(step.location(reading))
                : new Operation.Continue(step.location(reading));
    }

    private void checkNoFields(Step step) {
        boolean isTrue =
                step.argument() instanceof Node.Scalar scalar
                        && Boolean.TRUE.equals(scalar.value());
        if (isTrue) {
            var fields = new Fields(step.kind().fields(), reading, step.node());
            step.siblings().forEach(fields::add);
        } else {
            step.fields(reading);
        }
    }
}
