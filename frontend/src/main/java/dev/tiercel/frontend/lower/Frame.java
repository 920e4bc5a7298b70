package dev.tiercel.frontend.lower;

import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.Root;
import dev.tiercel.ir.ValueType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names and variables of one routine under construction (LANG-9). */
abstract class Frame {
    private final UnitLowering unit;
    private final RoutineBuilder builder;
    private final Deque<Scope> scopes = new ArrayDeque<>();
    private final Map<String, Variable> variableByName = new HashMap<>();
    private final Variable last;
    private final Deque<Handled> handledErrors = new ArrayDeque<>();
    private int loopDepth;

    /**
     * An error that a block handles.
     *
     * @param isCertain whether it is never null
     */
    private record Handled(int error, boolean isCertain) {}

    Frame(UnitLowering unit, RoutineBuilder builder) {
        this.unit = unit;
        this.builder = builder;
        this.last = newVariable("last value");
    }

    UnitLowering unit() {
        return unit;
    }

    RoutineBuilder builder() {
        return builder;
    }

    /** Whether calls in this routine see the functions declared in the document of the unit. */
    abstract boolean seesLocalFunctions();

    /** Whether a name has a variable of this routine that is not declared by a scope. */
    abstract boolean owns(String name);

    /** Returns the value that an own variable has before its first assignment in this routine. */
    abstract int initialValue(String name);

    /** Returns the value of a name that neither a scope nor an own variable gives. */
    abstract int readOutside(String name);

    /**
     * Whether a routine inside this one has to be given the value of a name that is not declared by
     * a scope.
     */
    abstract boolean mustCapture(String name);

    /**
     * Returns the current value of a variable of the route, whatever hides its name here (LANG-19).
     */
    abstract int readRouteVariable(String name);

    /** Returns the variable that holds the value of the last operation that has one (OP-4). */
    final Variable last() {
        return last;
    }

    /** Enters a block that handles an error: it is the cause of those raised there (ERR-1). */
    final void beginHandling(int error) {
        handledErrors.push(new Handled(error, true));
    }

    /** Enters a cleanup block, which handles the error that is pending, or none. */
    final void beginCleanup(int pendingOrNull) {
        handledErrors.push(new Handled(pendingOrNull, false));
    }

    final void endHandling() {
        handledErrors.pop();
    }

    /**
     * Returns what may be the error that is being handled in this routine, the innermost first: the
     * first that is not null counts.
     */
    final List<Integer> handledErrors() {
        List<Integer> errors = new ArrayList<>();
        for (Handled handled : handledErrors) {
            errors.add(handled.error());
            if (handled.isCertain()) {
                break;
            }
        }
        return errors;
    }

    /** Makes a variable that no name refers to and that is null at first. */
    final Variable newVariable(String purpose) {
        return new Variable(
                purpose, ValueType.ANY, () -> builder.emitAtEntry(new Opcode.Constant(null)));
    }

    final int read(String name) {
        for (Scope scope : scopes) {
            if (scope.declares(name)) {
                Variable variable = scope.variable(name);
                return variable != null
                        ? builder.read(variable)
                        : loopObject(loopInfo(scope, name));
            }
        }
        return owns(name) ? builder.read(ownVariable(name)) : readOutside(name);
    }

    final void assign(String name, int value) {
        builder.write(variable(name), value);
        assigned(name, value);
    }

    /** Assigns what parallel tasks hand back for a name, if a task assigned it. */
    final void merge(String name, int outcome) {
        mergeInto(variable(name), outcome);
        merged(name, outcome);
    }

    final void mergeInto(Variable variable, int outcome) {
        builder.write(
                variable, builder.emit(new Opcode.FirstPresent(), outcome, builder.read(variable)));
    }

    /** Called after each assignment to a name. */
    void assigned(String name, int value) {}

    /** Called after a name was given what parallel tasks hand back. */
    void merged(String name, int outcome) {}

    /** Whether a name means a variable of the route here. */
    boolean isRouteVariable(String name) {
        return false;
    }

    /** Returns the variable that an assignment to a name changes. */
    final Variable variable(String name) {
        for (Scope scope : scopes) {
            Variable variable = scope.variable(name);
            if (variable != null) {
                return variable;
            }
        }
        return ownVariable(name);
    }

    /** Returns the variables that assignments to these names change, and the last value. */
    Set<Variable> variables(Set<String> names) {
        Set<Variable> variables = new LinkedHashSet<>();
        variables.add(last);
        names.forEach(name -> variables.add(variable(name)));
        return variables;
    }

    /** Returns the information about a loop if a name stands for it here. */
    final Scope.@Nullable LoopInfo loop(String name) {
        for (Scope scope : scopes) {
            if (scope.declares(name)) {
                return scope.loop(name);
            }
        }
        return null;
    }

    /** Whether a name is declared by a loop or clause here, and so is no variable of the route. */
    final boolean isDeclaredByScope(String name) {
        return scopes.stream().anyMatch(scope -> scope.declares(name));
    }

    /**
     * Whether a name may stand for a root here: unless a variable of that name has been assigned,
     * or the element of a predicate has such a member.
     */
    boolean mayBeRoot(String name, Root root) {
        return !isDeclaredByScope(name) && unit.root(name).filter(r -> r == root).isPresent();
    }

    /** Whether a routine inside this one has to be given the value of a name. */
    final boolean capturesName(String name) {
        return isDeclaredByScope(name) || mustCapture(name);
    }

    final void enterScope(Scope scope) {
        scopes.push(scope);
    }

    final void leaveScope() {
        scopes.pop();
    }

    final int enterLoop() {
        return ++loopDepth;
    }

    /** Returns the number of loops around this place in the routine. */
    final int loopDepth() {
        return loopDepth;
    }

    final void leaveLoop() {
        loopDepth--;
    }

    final Variable ownVariable(String name) {
        return variableByName.computeIfAbsent(
                name, n -> new Variable(n, ValueType.ANY, () -> initialValue(n)));
    }

    /** Emits the root or request field that a name means when no variable has it. */
    final int emitRequestName(String name) {
        return builder.emit(unit.requestName(name));
    }

    /** The same as a value that is available in the whole routine. */
    final int emitRequestNameAtEntry(String name) {
        return builder.emitAtEntry(unit.requestName(name));
    }

    private static Scope.LoopInfo loopInfo(Scope scope, String name) {
        return Objects.requireNonNull(scope.loop(name));
    }

    private int loopObject(Scope.LoopInfo info) {
        LoopMembers members = new LoopMembers(builder, info);
        int[] values = LoopMembers.NAMES.stream().mapToInt(members::value).toArray();
        return builder.emit(new Opcode.MakeObject(List.copyOf(LoopMembers.NAMES)), values);
    }
}
