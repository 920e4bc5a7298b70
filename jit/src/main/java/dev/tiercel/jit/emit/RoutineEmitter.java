package dev.tiercel.jit.emit;

import dev.tiercel.ir.BlockParameter;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Representation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Writes the methods of routines into a class: one per routine, or several if one would be too
 * large.
 */
final class RoutineEmitter {
    private static final int STATIC = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC;
    private static final int FIRST_ARGUMENT_SLOT = 1;

    /** The locals of a part's method after the context. */
    private static final int STATE_SLOT = 1;

    private static final int REFERENCES_SLOT = 2;
    private static final int BITS_SLOT = 3;
    private static final int FIRST_PART_SLOT = 4;

    /**
     * Most bytes that an instruction takes, apart from its operands, and that an operand or edge
     * argument takes.
     */
    private static final int INSTRUCTION_BYTES_MAX = 24;

    private static final int OPERAND_BYTES_MAX = 12;

    private final ProgramClassWriter target;
    private final ClassScope scope;
    private int largestMethodBytes;
    private String largestMethod = "";

    RoutineEmitter(ProgramClassWriter target, ClassScope scope) {
        this.target = target;
        this.scope = scope;
    }

    /** Returns the size of the largest method that was written. */
    int largestMethodBytes() {
        return largestMethodBytes;
    }

    String largestMethod() {
        return largestMethod;
    }

    void emit(LoweredRoutine routine, RoutineSignature signature) {
        if (bytesMax(routine) > scope.limits().splitBytes()) {
            CodeSizes sizes = measure(routine, signature);
            if (sizes.total() > scope.limits().splitBytes()) {
                SplitPlan plan = SplitPlan.of(routine, sizes, scope.limits());
                if (plan.parts().size() > 1) {
                    emitSplit(plan, signature);
                    return;
                }
            }
        }
        emitWhole(routine, signature, new CodeSizes());
    }

    /** Returns a bound of the size of the code that needs no generation of code. */
    private static int bytesMax(LoweredRoutine routine) {
        int bytes = 0;
        ValueTable values = routine.values();
        for (int value = 0; value < values.size(); value++) {
            Instruction definition = values.definition(value);
            if (definition != null) {
                bytes += INSTRUCTION_BYTES_MAX + OPERAND_BYTES_MAX * definition.operandCount();
            }
        }
        for (CodeBlock block : routine.blocks()) {
            bytes += INSTRUCTION_BYTES_MAX;
            bytes += OPERAND_BYTES_MAX * block.parameters().size();
            for (var edge : block.terminator().edges()) {
                bytes += OPERAND_BYTES_MAX * (1 + edge.argumentCount());
            }
            bytes +=
                    block.onError().map(e -> OPERAND_BYTES_MAX * (2 + e.argumentCount())).orElse(0);
        }
        return bytes;
    }

    private CodeSizes measure(LoweredRoutine routine, RoutineSignature signature) {
        ClassScope scratch =
                new ClassScope(
                        scope.className(),
                        new ClassConstants(scope.className()),
                        scope.signatures(),
                        scope.lines(),
                        scope.builtins(),
                        scope.limits());
        CodeSizes sizes = new CodeSizes();
        ProgramClassWriter writer = new ProgramClassWriter(0);
        writer.visit(Opcodes.V25, Opcodes.ACC_FINAL, scope.className(), null, Names.OBJECT, null);
        new RoutineEmitter(writer, scratch).emitWhole(routine, signature, sizes);
        return sizes;
    }

    private void emitWhole(LoweredRoutine routine, RoutineSignature signature, CodeSizes sizes) {
        Part part = new Part(0, routine.blocks().size());
        BlockGraph graph = BlockGraph.of(routine);
        Liveness liveness = Liveness.of(routine, graph, part);
        List<LocalAllocation.Fixed> arguments = arguments(signature);
        LocalAllocation locals =
                LocalAllocation.of(
                        routine,
                        part,
                        liveness,
                        signature.takesArray() ? List.of() : arguments,
                        firstFreeSlot(signature));
        MethodVisitor visitor = begin(signature.method(), signature.descriptor());
        Code code = new Code(visitor);
        List<Object> types = new ArrayList<>(List.of(Names.CONTEXT));
        List<LocalAllocation.Fixed> fixed = locals.fixed();
        if (signature.takesArray()) {
            types.add(Names.OBJECTS);
            initialise(code, fixed);
            unpack(code, routine, locals);
        } else {
            initialise(code, fixed.subList(arguments.size(), fixed.size()));
        }
        FrameWriter frames = new FrameWriter(visitor, FrameWriter.locals(types, fixed));
        PartEmitter emitter =
                new PartEmitter(
                        new MethodPlan(routine, graph, part, liveness, locals, signature.result()),
                        null,
                        code,
                        scope,
                        frames);
        emitter.measure(sizes);
        emitter.emit();
        end(signature.method(), visitor);
    }

    private static List<LocalAllocation.Fixed> arguments(RoutineSignature signature) {
        List<LocalAllocation.Fixed> arguments = new ArrayList<>();
        int slot = FIRST_ARGUMENT_SLOT;
        for (Representation parameter : signature.parameters()) {
            LocalKind kind = LocalKind.of(parameter);
            arguments.add(new LocalAllocation.Fixed(slot, kind));
            slot += kind.slots();
        }
        return arguments;
    }

    private static int firstFreeSlot(RoutineSignature signature) {
        if (signature.takesArray() || signature.parameters().isEmpty()) {
            return FIRST_ARGUMENT_SLOT + (signature.takesArray() ? 1 : 0);
        }
        LocalAllocation.Fixed last = arguments(signature).getLast();
        return last.slot() + last.kind().slots();
    }

    /** Gives locals that appear in frames a value from the beginning. */
    private static void initialise(Code code, List<LocalAllocation.Fixed> locals) {
        for (LocalAllocation.Fixed local : locals) {
            switch (local.kind()) {
                case LONG -> code.push(0L);
                case DOUBLE -> code.push(0.0);
                case BOOLEAN -> code.push(false);
                case REFERENCE -> code.pushNull();
            }
            code.store(local.kind(), local.slot());
        }
    }

    private static void unpack(Code code, LoweredRoutine routine, LocalAllocation locals) {
        List<BlockParameter> parameters = routine.blocks().getFirst().parameters();
        for (int i = 0; i < parameters.size(); i++) {
            int slot = locals.slot(parameters.get(i).value());
            if (slot != LocalAllocation.NONE) {
                Representation held = parameters.get(i).type().representation();
                pushPacked(code, i, held);
                code.store(LocalKind.of(held), slot);
            }
        }
    }

    private static void pushPacked(Code code, int index, Representation wanted) {
        code.loadReference(FIRST_ARGUMENT_SLOT);
        code.push(index);
        code.op(Opcodes.AALOAD);
        code.convert(Representation.REFERENCE, wanted);
    }

    private void emitSplit(SplitPlan plan, RoutineSignature signature) {
        BlockGraph graph = BlockGraph.of(plan.routine());
        for (int i = 0; i < plan.parts().size(); i++) {
            emitPart(plan, i, graph, signature);
        }
        emitDispatcher(plan, signature);
    }

    private static String partMethod(RoutineSignature signature, int part) {
        return signature.method() + "$" + part;
    }

    private static String partDescriptor() {
        return "(" + Names.type(Names.CONTEXT) + "I" + Names.OBJECTS + Names.LONGS + ")I";
    }

    private void emitPart(SplitPlan plan, int index, BlockGraph graph, RoutineSignature signature) {
        Part part = plan.parts().get(index);
        Liveness liveness = plan.liveness().get(index);
        LocalAllocation locals =
                LocalAllocation.of(plan.routine(), part, liveness, List.of(), FIRST_PART_SLOT);
        String method = partMethod(signature, index);
        MethodVisitor visitor = begin(method, partDescriptor());
        Code code = new Code(visitor);
        SpillAccess access = new SpillAccess(code, plan.frame(), REFERENCES_SLOT, BITS_SLOT);
        initialise(code, locals.fixed());
        liveness.entering().stream()
                .forEach(value -> {
                    access.load(value);
                    code.store(
                            LocalKind.of(plan.frame().representation(value)), locals.slot(value));
                });
        FrameWriter frames =
                new FrameWriter(
                        visitor,
                        FrameWriter.locals(
                                List.of(Names.CONTEXT, Opcodes.INTEGER, Names.OBJECTS, Names.LONGS),
                                locals.fixed()));
        PartEmitter emitter =
                new PartEmitter(
                        new MethodPlan(
                                plan.routine(), graph, part, liveness, locals, signature.result()),
                        new PartBoundary(plan, access),
                        code,
                        scope,
                        frames);
        enter(code, plan, part, emitter);
        emitter.emit();
        end(method, visitor);
    }

    /** Jumps to the block that the state says. */
    private static void enter(Code code, SplitPlan plan, Part part, PartEmitter emitter) {
        List<Integer> entries = plan.entries(part);
        if (entries.equals(List.of(part.first()))) {
            return;
        }
        Label[] labels = entries.stream().map(emitter::start).toArray(Label[]::new);
        int lowest = plan.stateByBlock()[entries.getFirst()];
        code.visitor().visitVarInsn(Opcodes.ILOAD, STATE_SLOT);
        code.visitor().visitTableSwitchInsn(lowest, lowest + labels.length - 1, labels[0], labels);
    }

    /**
     * Writes the method of a split routine: it makes the frame and calls one part after another.
     */
    private void emitDispatcher(SplitPlan plan, RoutineSignature signature) {
        MethodVisitor visitor = begin(signature.method(), signature.descriptor());
        Code code = new Code(visitor);
        int references = firstFreeSlot(signature);
        int bits = references + 1;
        int state = bits + 1;
        code.newObjects(plan.frame().referenceCount());
        code.store(LocalKind.REFERENCE, references);
        code.push(plan.frame().bitsCount());
        visitor.visitIntInsn(Opcodes.NEWARRAY, Opcodes.T_LONG);
        code.store(LocalKind.REFERENCE, bits);
        SpillAccess access = new SpillAccess(code, plan.frame(), references, bits);
        storeParameters(plan, signature, access);
        code.push(plan.stateByBlock()[0]);
        visitor.visitVarInsn(Opcodes.ISTORE, state);
        List<Object> types = new ArrayList<>(List.of(Names.CONTEXT));
        if (signature.takesArray()) {
            types.add(Names.OBJECTS);
        } else {
            arguments(signature).forEach(argument -> types.add(argument.kind().frameType()));
        }
        types.addAll(List.of(Names.OBJECTS, Names.LONGS, Opcodes.INTEGER));
        FrameWriter frames = new FrameWriter(visitor, types);
        Label next = new Label();
        visitor.visitLabel(next);
        frames.atLabel();
        code.context();
        visitor.visitVarInsn(Opcodes.ILOAD, state);
        code.loadReference(references);
        code.loadReference(bits);
        visitor.visitVarInsn(Opcodes.ILOAD, state);
        code.push(plan.entryBits());
        visitor.visitInsn(Opcodes.ISHR);
        callPart(plan, signature, visitor, frames);
        visitor.visitInsn(Opcodes.DUP);
        visitor.visitVarInsn(Opcodes.ISTORE, state);
        visitor.visitJumpInsn(Opcodes.IFGE, next);
        access.loadResult(signature.result());
        code.returnValue(signature.result());
        end(signature.method(), visitor);
    }

    private static void storeParameters(
            SplitPlan plan, RoutineSignature signature, SpillAccess access) {
        List<BlockParameter> parameters = plan.routine().blocks().getFirst().parameters();
        List<LocalAllocation.Fixed> arguments = arguments(signature);
        for (int i = 0; i < parameters.size(); i++) {
            int index = i;
            int value = parameters.get(i).value();
            if (!plan.frame().holds(value)) {
                continue;
            }
            LocalAllocation.Fixed argument = arguments.get(i);
            access.store(
                    value,
                    () -> {
                        if (signature.takesArray()) {
                            pushPacked(access.code(), index, signature.parameters().get(index));
                        } else {
                            access.code().load(argument.kind(), argument.slot());
                        }
                    });
        }
    }

    /** Calls the part with a number; takes the arguments and the number, leaves the next state. */
    private void callPart(
            SplitPlan plan, RoutineSignature signature, MethodVisitor visitor, FrameWriter frames) {
        Label[] calls = new Label[plan.parts().size()];
        Arrays.setAll(calls, _ -> new Label());
        Label done = new Label();
        visitor.visitTableSwitchInsn(0, calls.length - 1, calls[0], calls);
        for (int i = 0; i < calls.length; i++) {
            visitor.visitLabel(calls[i]);
            frames.atLabel(Names.CONTEXT, Opcodes.INTEGER, Names.OBJECTS, Names.LONGS);
            visitor.visitMethodInsn(
                    Opcodes.INVOKESTATIC,
                    scope.className(),
                    partMethod(signature, i),
                    partDescriptor(),
                    false);
            visitor.visitJumpInsn(Opcodes.GOTO, done);
        }
        visitor.visitLabel(done);
        frames.atLabel(Opcodes.INTEGER);
    }

    private MethodVisitor begin(String method, String descriptor) {
        MethodVisitor visitor = target.visitMethod(STATIC, method, descriptor, null, null);
        visitor.visitCode();
        return visitor;
    }

    private void end(String method, MethodVisitor visitor) {
        int bytes = CodeSizes.offset(visitor);
        if (bytes > largestMethodBytes) {
            largestMethodBytes = bytes;
            largestMethod = method;
        }
        visitor.visitMaxs(0, 0);
        visitor.visitEnd();
    }
}
