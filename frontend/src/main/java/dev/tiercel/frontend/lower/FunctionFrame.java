package dev.tiercel.frontend.lower;

import dev.tiercel.ir.Absent;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.Root;
import dev.tiercel.ir.ValueType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The frame of a user function. Parameters and assigned names are local (LANG-18); variables of the
 * route that the function or its callees read are further parameters of the routine.
 */
final class FunctionFrame extends Frame {
    private static final String RESULT = "result";

    private final FunctionBody function;
    private final Set<String> locals;
    private final Map<String, Integer> parameterByName = new HashMap<>();
    private final Map<String, Integer> captureByName = new HashMap<>();
    private final Variable assignedResult;

    FunctionFrame(
            UnitLowering unit,
            RoutineBuilder builder,
            FunctionBody function,
            List<String> captures) {
        super(unit, builder);
        this.function = function;
        this.locals = new HashSet<>(unit.assignedNames().of(function.body()));
        for (String parameter : function.parameters()) {
            parameterByName.put(parameter, builder.addParameter(ValueType.ANY));
        }
        for (String capture : captures) {
            captureByName.put(capture, builder.addParameter(ValueType.ANY));
        }
        assignedResult =
                new Variable(
                        "assigned result",
                        ValueType.ANY.join(ValueType.ABSENT),
                        () -> builder.emitAtEntry(new Opcode.Constant(Absent.ABSENT)));
    }

    /** Returns the value of a call that ends without {@code return} (LANG-22). */
    int implicitResult() {
        int lastValue = builder().read(last());
        return locals.contains(RESULT)
                ? builder()
                        .emit(new Opcode.FirstPresent(), builder().read(assignedResult), lastValue)
                : lastValue;
    }

    @Override
    boolean seesLocalFunctions() {
        return function.isLocal();
    }

    @Override
    boolean owns(String name) {
        return locals.contains(name) || parameterByName.containsKey(name);
    }

    @Override
    int initialValue(String name) {
        Integer parameter = parameterByName.get(name);
        if (parameter != null) {
            return parameter;
        }
        Integer capture = captureByName.get(name);
        return capture != null ? capture : emitRequestNameAtEntry(name);
    }

    @Override
    int readOutside(String name) {
        Integer capture = captureByName.get(name);
        return capture != null ? capture : emitRequestName(name);
    }

    @Override
    boolean mustCapture(String name) {
        return owns(name) || captureByName.containsKey(name);
    }

    @Override
    boolean mayBeRoot(String name, Root root) {
        return !parameterByName.containsKey(name) && super.mayBeRoot(name, root);
    }

    @Override
    int readRouteVariable(String name) {
        return Objects.requireNonNull(captureByName.get(name), name);
    }

    @Override
    void assigned(String name, int value) {
        if (name.equals(RESULT) && !isDeclaredByScope(name)) {
            builder().write(assignedResult, value);
        }
    }

    @Override
    void merged(String name, int outcome) {
        if (name.equals(RESULT) && !isDeclaredByScope(name)) {
            mergeInto(assignedResult, outcome);
        }
    }

    @Override
    Set<Variable> variables(Set<String> names) {
        Set<Variable> variables = new LinkedHashSet<>(super.variables(names));
        if (names.contains(RESULT)) {
            variables.add(assignedResult);
        }
        return variables;
    }
}
