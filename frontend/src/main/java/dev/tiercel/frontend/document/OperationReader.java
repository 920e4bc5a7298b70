package dev.tiercel.frontend.document;

import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.ir.DiagnosticCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the blocks of one document into operations (documents.md, sections 10 and 11). Not
 * thread-safe.
 */
final class OperationReader {
    private final Reading reading;
    private final StepRecognizer recognizer;
    private final VariableOperations variables;
    private final ControlOperations control;
    private final ErrorOperations errors;
    private final ParallelOperations parallel;
    private final FunctionOperations functions;
    private final ComputeOperations compute;
    private final ConnectorOperations connectors;

    OperationReader(Reading reading) {
        this.reading = reading;
        this.recognizer = new StepRecognizer(reading);
        this.variables = new VariableOperations(reading);
        this.control = new ControlOperations(reading, this);
        this.errors = new ErrorOperations(reading, this);
        this.parallel = new ParallelOperations(reading, this);
        this.functions = new FunctionOperations(reading, this);
        this.compute = new ComputeOperations(reading);
        this.connectors = new ConnectorOperations(reading, this);
    }

    /**
     * Reads a block (DOC-16).
     *
     * @param name what the block is called in its surroundings
     */
    List<Operation> block(String name, Node node, BlockScope scope) {
        reading.noteBlock(node);
        if (node.tag().isPresent()) {
            return steps(List.of(node), scope);
        }
        return switch (node) {
            case Node.Sequence sequence -> steps(sequence.items(), scope);
            case Node.Mapping mapping -> steps(List.of(mapping), scope);
            case Node.Scalar scalar -> {
                if (scalar.value() != null) {
                    reading.reportType(name, "a list of steps", scalar);
                }
                yield List.of();
            }
        };
    }

    /** Reads a block that is a field; without the field it is empty. */
    List<Operation> block(Fields fields, String field, BlockScope scope) {
        return fields.node(field).map(n -> block(field, n, scope)).orElse(List.of());
    }

    private List<Operation> steps(List<Node> nodes, BlockScope scope) {
        List<Operation> operations = new ArrayList<>();
        boolean isReachable = true;
        boolean isReported = false;
        for (Node node : nodes) {
            Optional<Operation> operation = recognizer.recognize(node).flatMap(s -> read(s, scope));
            operation.ifPresent(operations::add);
            boolean acts =
                    operation.isPresent()
                            && !(operation.get() instanceof Operation.Comment)
                            && !(operation.get() instanceof Operation.DefineFunction);
            if (!isReachable && acts && !isReported) {
                reading.report(DiagnosticCode.UNREACHABLE, "This step is never executed", node);
                isReported = true;
            }
            isReachable = isReachable && !(operation.isPresent() && leaves(operation.get()));
        }
        return List.copyOf(operations);
    }

    private static boolean leaves(Operation operation) {
        return operation instanceof Operation.Return
                || operation instanceof Operation.Throw
                || operation instanceof Operation.Break
                || operation instanceof Operation.Continue;
    }

    private Optional<Operation> read(Step step, BlockScope scope) {
        reading.noteStep(step);
        return switch (step.kind()) {
            case SET, SET_VAR, SET_VARIABLE -> Optional.of(variables.set(step));
            case GET -> Optional.of(variables.get(step));
            case RETURN -> Optional.of(variables.returnValue(step, scope));
            case COMMENT -> Optional.of(variables.comment(step));
            case LOG -> Optional.of(variables.log(step));
            case SLEEP -> Optional.of(variables.sleep(step));
            case IF -> Optional.of(control.choose(step, scope));
            case SWITCH -> Optional.of(control.select(step, scope));
            case LOOP -> Optional.of(control.loop(step, scope));
            case WHILE, UNTIL -> Optional.of(control.repeat(step, scope));
            case FOR_RANGE -> Optional.of(control.forRange(step, scope));
            case BREAK, CONTINUE -> Optional.of(control.leaveLoop(step, scope));
            case TRY -> Optional.of(errors.attempt(step, scope));
            case THROW -> Optional.of(errors.raise(step));
            case PARALLEL -> Optional.of(parallel.parallel(step, scope));
            case AWAIT_ALL -> Optional.of(parallel.awaitAll(step));
            case DEFINE_FUNCTION -> Optional.of(functions.define(step, scope));
            case CALL_FUNCTION -> Optional.of(functions.call(step));
            case MATH_OP -> Optional.of(compute.math(step));
            case STRING_OP -> Optional.of(compute.string(step));
            case DATE_OP -> Optional.of(compute.date(step));
            case JSON_OP -> Optional.of(compute.json(step));
            case MAP -> Optional.of(compute.map(step));
            case FILTER -> Optional.of(compute.filter(step));
            case AGGREGATE -> Optional.of(compute.aggregate(step));
            case HTTP_REQUEST,
                    SQL_OP,
                    QUERY_DB,
                    TRANSACTION,
                    REDIS_OP,
                    WS_OP,
                    EXECUTE_SCRIPT,
                    EXTENSION ->
                    connectors.read(step, scope);
        };
    }
}
