package dev.tiercel.ir.pass;

import dev.tiercel.ir.Block;
import dev.tiercel.ir.BlockParameter;
import dev.tiercel.ir.Edge;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.Program;
import dev.tiercel.ir.Routine;
import dev.tiercel.ir.Terminator;
import dev.tiercel.ir.ValueType;
import dev.tiercel.ir.analysis.Definitions;
import dev.tiercel.ir.analysis.IntList;
import dev.tiercel.ir.analysis.ResultTypes;
import dev.tiercel.ir.analysis.ValueFacts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The types of all values of a program, found by assuming that nothing has a type and adding what
 * the instructions give until nothing changes. Calls connect arguments with parameters and returned
 * values with results, so that recursive routines get narrow types too.
 *
 * <p>Nodes are the values of all routines, routine after routine, then one node per routine for
 * what it returns. A node's type only grows, and has nine members at most, so the work is linear in
 * the uses.
 */
final class TypeInference {
    private final Program program;
    private final int[] firstNodes;
    private final ValueType[] types;
    private final boolean[] isQueued;
    // Whether an operand of the instruction that gives the value grew since it was evaluated.
    private final boolean[] isStale;
    private final IntList work = new IntList();
    private final List<Definitions> definitions = new ArrayList<>();
    private final IntList[] users;

    private TypeInference(Program program) {
        this.program = program;
        int routineCount = program.routines().size();
        this.firstNodes = new int[routineCount + 1];
        for (int r = 0; r < routineCount; r++) {
            Routine routine = program.routines().get(r);
            firstNodes[r + 1] = firstNodes[r] + routine.valueCount();
            definitions.add(Definitions.of(routine));
        }
        int nodeCount = firstNodes[routineCount] + routineCount;
        this.types = new ValueType[nodeCount];
        Arrays.fill(types, ValueType.NONE);
        this.isQueued = new boolean[nodeCount];
        this.isStale = new boolean[nodeCount];
        this.users = new IntList[nodeCount];
        Arrays.setAll(users, _ -> new IntList());
    }

    static TypeInference of(Program program) {
        TypeInference inference = new TypeInference(program);
        for (int r = 0; r < program.routines().size(); r++) {
            inference.connect(r, program.routines().get(r));
        }
        inference.openEntries();
        inference.evaluateAll();
        inference.solve();
        return inference;
    }

    /**
     * Returns what is known of the values of a routine: inferred types, and constants as defined.
     */
    ValueFacts facts(int routine) {
        return new ValueFacts() {
            @Override
            public ValueType type(int value) {
                return types[firstNodes[routine] + value];
            }

            @Override
            public Opcode.@Nullable Constant constant(int value) {
                return definitions.get(routine).constant(value);
            }
        };
    }

    private void connect(int r, Routine routine) {
        for (Block block : routine.blocks()) {
            for (Instruction instruction : block.instructions()) {
                connect(r, instruction);
            }
            for (Edge edge : block.terminator().edges()) {
                connect(r, routine, edge, 0);
            }
            if (block.onError().isPresent()) {
                connect(r, routine, block.onError().get(), 1);
            }
            if (block.terminator() instanceof Terminator.Return(var value)) {
                users[firstNodes[r] + value].add(returned(r));
            }
        }
    }

    private void connect(int r, Instruction instruction) {
        int result = firstNodes[r] + instruction.result();
        for (int i = 0; i < instruction.operandCount(); i++) {
            users[firstNodes[r] + instruction.operand(i)].addUnlessLast(result);
        }
        if (instruction.opcode() instanceof Opcode.CallRoutine(var callee)) {
            users[returned(callee)].add(result);
        }
        for (CallSite site : CallSite.of(instruction)) {
            connectArguments(r, instruction, site);
        }
    }

    private void connectArguments(int r, Instruction call, CallSite site) {
        List<BlockParameter> parameters = program.routines().get(site.routine()).parameters();
        for (int i = 0; i < site.operandCount(); i++) {
            int parameter = parameters.get(site.firstParameter() + i).value();
            users[firstNodes[r] + call.operand(site.firstOperand() + i)].add(
                    firstNodes[site.routine()] + parameter);
        }
    }

    private void connect(int r, Routine routine, Edge edge, int firstParameter) {
        List<BlockParameter> parameters = routine.blocks().get(edge.target()).parameters();
        if (firstParameter > 0) {
            grow(firstNodes[r] + parameters.getFirst().value(), ValueType.OBJECT);
        }
        for (int i = 0; i < edge.argumentCount(); i++) {
            int parameter = parameters.get(firstParameter + i).value();
            users[firstNodes[r] + edge.argument(i)].add(firstNodes[r] + parameter);
        }
    }

    /** Gives the parameters their types that no operand in the program determines. */
    private void openEntries() {
        int[] openParameters = new int[program.routines().size()];
        Arrays.fill(openParameters, Integer.MAX_VALUE);
        for (Routine routine : program.routines()) {
            for (Block block : routine.blocks()) {
                for (Instruction instruction : block.instructions()) {
                    for (CallSite site : CallSite.of(instruction)) {
                        int callee = site.routine();
                        boolean isFirst = openParameters[callee] == Integer.MAX_VALUE;
                        openParameters[callee] =
                                isFirst
                                        ? site.firstParameter()
                                        : Math.max(openParameters[callee], site.firstParameter());
                    }
                }
            }
        }
        openParameters[0] = Integer.MAX_VALUE;
        for (int r = 0; r < openParameters.length; r++) {
            List<BlockParameter> parameters = program.routines().get(r).parameters();
            for (int i = 0; i < Math.min(openParameters[r], parameters.size()); i++) {
                grow(firstNodes[r] + parameters.get(i).value(), parameters.get(i).type());
            }
        }
    }

    private void evaluateAll() {
        for (int r = 0; r < program.routines().size(); r++) {
            ValueFacts facts = facts(r);
            for (Block block : program.routines().get(r).blocks()) {
                for (Instruction instruction : block.instructions()) {
                    evaluate(r, instruction, facts);
                }
            }
        }
    }

    private void solve() {
        List<ValueFacts> facts = new ArrayList<>();
        for (int r = 0; r < program.routines().size(); r++) {
            facts.add(facts(r));
        }
        while (work.size() > 0) {
            int node = work.removeLast();
            isQueued[node] = false;
            for (int i = 0; i < users[node].size(); i++) {
                propagate(node, users[node].get(i), facts);
            }
        }
    }

    private void propagate(int node, int user, List<ValueFacts> facts) {
        int routine = routineOf(user);
        Instruction instruction =
                routine < 0
                        ? null
                        : definitions.get(routine).instruction(user - firstNodes[routine]);
        if (instruction == null) {
            grow(user, types[node]);
        } else if (isStale[user]) {
            evaluate(routine, instruction, facts.get(routine));
        }
    }

    private void evaluate(int r, Instruction instruction, ValueFacts facts) {
        isStale[firstNodes[r] + instruction.result()] = false;
        ValueType type =
                instruction.opcode() instanceof Opcode.CallRoutine(var callee)
                        ? types[returned(callee)]
                        : ResultTypes.of(instruction, facts);
        // A document cannot promise what the operands rule out.
        boolean isPromise =
                ResultTypes.mayBeNarrower(instruction.opcode())
                        && type.intersects(instruction.type());
        grow(
                firstNodes[r] + instruction.result(),
                isPromise ? type.meet(instruction.type()) : type);
    }

    private void grow(int node, ValueType type) {
        ValueType grown = types[node].join(type);
        if (grown.equals(types[node])) {
            return;
        }
        types[node] = grown;
        for (int i = 0; i < users[node].size(); i++) {
            isStale[users[node].get(i)] = true;
        }
        if (!isQueued[node]) {
            isQueued[node] = true;
            work.add(node);
        }
    }

    private int returned(int routine) {
        return firstNodes[program.routines().size()] + routine;
    }

    /**
     * Returns the routine that has the node as a value, -1 if it stands for what a routine returns.
     */
    private int routineOf(int node) {
        if (node >= firstNodes[program.routines().size()]) {
            return -1;
        }
        int found = Arrays.binarySearch(firstNodes, node);
        int routine = found >= 0 ? found : -found - 2;
        // Routines without values share their first node with the next one.
        while (firstNodes[routine + 1] <= node) {
            routine++;
        }
        return routine;
    }
}
