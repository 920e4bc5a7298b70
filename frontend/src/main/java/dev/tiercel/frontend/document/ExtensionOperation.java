package dev.tiercel.frontend.document;

import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.ir.SourceLocation;
import java.util.List;
import java.util.Optional;

/**
 * An operation that an extension adds (OP-32 to OP-35).
 *
 * @param operation its canonical name
 * @param fields in the order of the text, each name once
 * @param step the element of the block, for findings
 */
public record ExtensionOperation(
        SourceLocation location,
        String operation,
        List<Given> fields,
        Node step,
        Optional<String> output)
        implements Operation.Connector {
    /** A field as written. */
    public record Given(Node.Entry entry, Expression value) {}

    public ExtensionOperation {
        fields = List.copyOf(fields);
    }

    /** Returns the object of all fields. */
    public Expression.ObjectLiteral object() {
        List<Expression.ObjectMember> members =
                fields.stream()
                        .map(field ->
                                new Expression.ObjectMember(
                                        new Expression.Literal(
                                                field.entry().key(), field.entry().keyPosition()),
                                        field.value()))
                        .toList();
        return new Expression.ObjectLiteral(members, step.position());
    }

    @Override
    public List<Operation.Part> parts() {
        return fields.stream().map(field -> new Operation.Part(field.value(), true)).toList();
    }

    @Override
    public String resultVariable() {
        return operation + "_result";
    }
}
