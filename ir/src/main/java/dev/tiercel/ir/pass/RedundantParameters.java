package dev.tiercel.ir.pass;

import dev.tiercel.ir.Block;
import dev.tiercel.ir.BlockParameter;
import dev.tiercel.ir.Edge;
import dev.tiercel.ir.Routine;
import dev.tiercel.ir.analysis.Definitions;
import dev.tiercel.ir.analysis.IntList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Replaces parameters that get the same value from every edge, other than themselves, by that
 * value: the trivial ones of Braun and others, "Simple and Efficient Construction of Static Single
 * Assignment Form", 2013. The parameters stay, without uses.
 *
 * <p>The value is available wherever the parameter is, since it is at the end of every predecessor.
 */
final class RedundantParameters {
    private static final int NONE = -1;

    private final Routine routine;
    private final Definitions definitions;
    private final Substitution substitution;
    private final IntList[] argumentsOf;
    private final IntList[] parametersOf;
    private final boolean[] isFixed;

    private RedundantParameters(Routine routine) {
        this.routine = routine;
        this.definitions = Definitions.of(routine);
        this.substitution = new Substitution(routine.valueCount());
        this.argumentsOf = new IntList[routine.valueCount()];
        this.parametersOf = new IntList[routine.valueCount()];
        this.isFixed = new boolean[routine.valueCount()];
        Arrays.setAll(argumentsOf, _ -> new IntList());
        Arrays.setAll(parametersOf, _ -> new IntList());
    }

    /**
     * Returns the routine, all of whose blocks are reached, with uses of redundant parameters
     * replaced.
     */
    static Routine replace(Routine routine) {
        return new RedundantParameters(routine).run();
    }

    private Routine run() {
        for (BlockParameter parameter : routine.parameters()) {
            isFixed[parameter.value()] = true;
        }
        IntList work = new IntList();
        for (Block block : routine.blocks()) {
            block.terminator().edges().forEach(edge -> connect(edge, 0));
            block.onError().ifPresent(edge -> connect(edge, 1));
            block.parameters().forEach(parameter -> work.add(parameter.value()));
        }
        while (work.size() > 0) {
            int parameter = work.removeLast();
            int value = onlyValue(parameter);
            if (value != NONE) {
                substitution.replace(parameter, value);
                for (int i = 0; i < parametersOf[parameter].size(); i++) {
                    int user = parametersOf[parameter].get(i);
                    parametersOf[value].add(user);
                    work.add(user);
                }
            }
        }
        if (substitution.isEmpty()) {
            return routine;
        }
        List<Block> blocks = new ArrayList<>(routine.blocks());
        blocks.replaceAll(substitution::apply);
        return new Routine(routine.name(), blocks, routine.valueCount());
    }

    private void connect(Edge edge, int first) {
        List<BlockParameter> parameters = routine.blocks().get(edge.target()).parameters();
        if (first > 0) {
            isFixed[parameters.getFirst().value()] = true;
        }
        for (int i = 0; i < edge.argumentCount(); i++) {
            int parameter = parameters.get(first + i).value();
            argumentsOf[parameter].add(edge.argument(i));
            parametersOf[edge.argument(i)].add(parameter);
        }
    }

    private int onlyValue(int parameter) {
        if (isFixed[parameter] || substitution.isReplaced(parameter)) {
            return NONE;
        }
        int only = NONE;
        for (int i = 0; i < argumentsOf[parameter].size(); i++) {
            int argument = substitution.of(argumentsOf[parameter].get(i));
            if (argument == parameter || argument == only) {
                continue;
            }
            if (only != NONE) {
                return NONE;
            }
            only = argument;
        }
        boolean hasType =
                only != NONE && definitions.type(only).isWithin(definitions.type(parameter));
        return hasType ? only : NONE;
    }
}
