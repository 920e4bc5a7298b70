package dev.tiercel.frontend.document;

import dev.tiercel.frontend.expression.Identifier;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.ir.DiagnosticCode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads declarations and calls of functions. */
final class FunctionOperations {
    private final Reading reading;
    private final OperationReader blocks;
    private final Set<String> defined = new HashSet<>();

    FunctionOperations(Reading reading, OperationReader blocks) {
        this.reading = reading;
        this.blocks = blocks;
    }

    Operation define(Step step, BlockScope scope) {
        Fields fields = step.fields(reading);
        String name = functionName(fields);
        if (scope.owner().isFunction()) {
            reading.report(
                    DiagnosticCode.NESTED_FUNCTION,
                    "Define `" + name + "` outside the function that contains it",
                    step.node());
        } else if (!defined.add(name) && !name.equals(Reading.NO_NAME)) {
            reading.report(
                    DiagnosticCode.DUPLICATE_FUNCTION,
                    "Function `" + name + "` is defined twice",
                    step.node());
        }
        List<String> parameters = fields.variables("params");
        List<Operation> body = blocks.block(fields, "body", scope.function());
        return new Operation.DefineFunction(
                step.location(reading), new LocalFunction(name, parameters, body));
    }

    Operation call(Step step) {
        Fields fields = step.fields(reading);
        String name = functionName(fields);
        boolean isName =
                fields.has("name") && Identifier.isIdentifier(name) && !Identifier.isReserved(name);
        return new Operation.CallFunction(
                step.location(reading),
                isName ? name : Operation.CallFunction.UNREADABLE,
                fields.values("args"),
                fields.optionalVariable(OperationKind.OUTPUT));
    }

    private String functionName(Fields fields) {
        String name = fields.string("name").orElse(Reading.NO_NAME);
        fields.node("name").ifPresent(node -> checkName(name, node));
        return name;
    }

    private void checkName(String name, Node node) {
        if (!Identifier.isIdentifier(name)) {
            reading.report(DiagnosticCode.INVALID_NAME, "`" + name + "` is no function name", node);
        } else if (Identifier.isReserved(name)) {
            reading.report(DiagnosticCode.RESERVED_NAME, "`" + name + "` is a reserved word", node);
        }
    }
}
