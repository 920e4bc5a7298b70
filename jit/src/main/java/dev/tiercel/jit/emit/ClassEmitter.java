package dev.tiercel.jit.emit;

import dev.tiercel.ir.Program;
import dev.tiercel.ir.Representation;
import dev.tiercel.ir.Routine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Generates the class of a program: a static method per routine, and the methods of {@code
 * Executable} and {@code RoutineInvoker}. Thread-safe.
 */
public final class ClassEmitter {
    /** Name of the static field with the only instance of a generated class. */
    public static final String INSTANCE = ClassScope.INSTANCE;

    private static final int NAME_LENGTH_MAX = 60;

    /** The method that calls routines by index is split into one for each so many routines. */
    private static final int ROUTINES_PER_METHOD = 128;

    private final EmitLimits limits;
    private final BuiltinTarget.Table builtins;

    /**
     * @param builtins where the built-in functions are implemented
     */
    public ClassEmitter(EmitLimits limits, BuiltinTarget.Table builtins) {
        this.limits = limits;
        this.builtins = builtins;
    }

    /**
     * Generates a class.
     *
     * @param program verified, its values typed
     * @throws CodeTooLargeException if the program does not fit
     */
    public EmittedClass emit(Program program) {
        LineTable lines = LineTable.of(program);
        EmitLimits attempted = limits;
        Draft draft = draft(program, lines, attempted);
        while (draft.hasTooLargeMethod(attempted) && attempted.allowsSmallerParts()) {
            attempted = attempted.withSmallerParts();
            draft = draft(program, lines, attempted);
        }
        if (draft.hasTooLargeMethod(attempted)) {
            throw draft.tooLarge(attempted);
        }
        return draft.finish();
    }

    /** A class as far as it is written. */
    private record Draft(
            ProgramClassWriter writer, ClassConstants constants, RoutineEmitter routines) {
        boolean hasTooLargeMethod(EmitLimits limits) {
            return routines.largestMethodBytes() > limits.methodBytesMax();
        }

        CodeTooLargeException tooLarge(EmitLimits limits) {
            return new CodeTooLargeException(
                    "The method "
                            + routines.largestMethod()
                            + " would have "
                            + routines.largestMethodBytes()
                            + " bytes, more than "
                            + limits.methodBytesMax());
        }

        EmittedClass finish() {
            return new EmittedClass(
                    writer.toByteArray(), constants.values(), routines.largestMethodBytes());
        }
    }

    private Draft draft(Program program, LineTable lines, EmitLimits attempted) {
        String className = Names.HOST_PACKAGE + "Logic_" + word(program.name());
        List<LoweredRoutine> lowered = new ArrayList<>();
        List<RoutineSignature> signatures = new ArrayList<>();
        for (Routine routine : program.routines()) {
            LoweredRoutine code = LowerRoutine.lower(routine, attempted);
            String method = "r" + lowered.size() + "_" + word(routine.name());
            lowered.add(code);
            signatures.add(RoutineSignature.of(routine, method, code.values()::type));
        }
        ClassConstants constants = new ClassConstants(className);
        ClassScope scope =
                new ClassScope(className, constants, signatures, lines, builtins, attempted);
        ProgramClassWriter writer = new ProgramClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(
                Opcodes.V25,
                Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
                className,
                null,
                Names.OBJECT,
                new String[] {Names.EXECUTABLE, Names.ROUTINE_INVOKER});
        writer.visitSource(lines.source(), lines.sourceMap().orElse(null));
        RoutineEmitter routines = new RoutineEmitter(writer, scope);
        for (int i = 0; i < lowered.size(); i++) {
            routines.emit(lowered.get(i), signatures.get(i));
        }
        emitConstructor(writer);
        emitExecute(writer, scope);
        emitInvoke(writer, scope);
        emitInitializer(writer, scope);
        writer.visitEnd();
        return new Draft(writer, constants, routines);
    }

    /** Returns a name with the characters that names of classes and methods may have. */
    private static String word(String name) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < Math.min(name.length(), NAME_LENGTH_MAX); i++) {
            char c = name.charAt(i);
            boolean isPlain =
                    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            word.append(isPlain ? c : '_');
        }
        return word.toString();
    }

    private static void emitConstructor(ProgramClassWriter writer) {
        Code code = begin(writer, Opcodes.ACC_PRIVATE, "<init>", "()V");
        code.loadReference(0);
        code.visitor().visitMethodInsn(Opcodes.INVOKESPECIAL, Names.OBJECT, "<init>", "()V", false);
        code.op(Opcodes.RETURN);
        end(code);
    }

    /** Runs the main routine; an error that leaves it gets its source. */
    private static void emitExecute(ProgramClassWriter writer, ClassScope scope) {
        Code code = begin(writer, Opcodes.ACC_PUBLIC, "execute", Names.EXECUTE);
        MethodVisitor visitor = code.visitor();
        Label start = new Label();
        Label end = new Label();
        Label handler = new Label();
        visitor.visitTryCatchBlock(start, end, handler, Names.LOGIC_ERROR);
        RoutineSignature main = scope.signatures().getFirst();
        visitor.visitLabel(start);
        code.loadReference(1);
        visitor.visitMethodInsn(
                Opcodes.INVOKESTATIC, scope.className(), main.method(), main.descriptor(), false);
        code.convert(main.result(), Representation.REFERENCE);
        code.op(Opcodes.ARETURN);
        visitor.visitLabel(end);
        visitor.visitLabel(handler);
        visitor.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {Names.LOGIC_ERROR});
        code.loadReference(1);
        code.op(Opcodes.SWAP);
        code.callVirtual(
                Names.CONTEXT,
                "complete",
                "(" + Names.type(Names.LOGIC_ERROR) + ")" + Names.type(Names.LOGIC_ERROR));
        code.op(Opcodes.ATHROW);
        end(code);
    }

    private static void emitInvoke(ProgramClassWriter writer, ClassScope scope) {
        Code code = begin(writer, Opcodes.ACC_PUBLIC, "invoke", Names.INVOKE);
        int count = scope.signatures().size();
        if (count <= ROUTINES_PER_METHOD) {
            emitCalls(code, scope, new Part(0, count), 1);
            end(code);
            return;
        }
        int methods = (count + ROUTINES_PER_METHOD - 1) / ROUTINES_PER_METHOD;
        code.visitor().visitVarInsn(Opcodes.ILOAD, 2);
        code.push(ROUTINES_PER_METHOD);
        code.op(Opcodes.IDIV);
        Label[] labels = labels(methods);
        code.visitor().visitTableSwitchInsn(0, methods - 1, labels[0], labels);
        for (int i = 0; i < methods; i++) {
            code.visitor().visitLabel(labels[i]);
            code.visitor().visitFrame(Opcodes.F_SAME, 0, null, 0, null);
            code.loadReference(1);
            code.visitor().visitVarInsn(Opcodes.ILOAD, 2);
            code.loadReference(3);
            code.callStatic(scope.className(), "invoke" + i, Names.INVOKE);
            code.op(Opcodes.ARETURN);
        }
        end(code);
        for (int i = 0; i < methods; i++) {
            int first = i * ROUTINES_PER_METHOD;
            Code part =
                    begin(
                            writer,
                            Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC,
                            "invoke" + i,
                            Names.INVOKE);
            emitCalls(
                    part, scope, new Part(first, Math.min(count, first + ROUTINES_PER_METHOD)), 0);
            end(part);
        }
    }

    /**
     * Calls the routine with an index.
     *
     * @param routines the routines that it may be
     * @param contextSlot local of the context; the index and the arguments are in the next ones
     */
    private static void emitCalls(Code code, ClassScope scope, Part routines, int contextSlot) {
        code.visitor().visitVarInsn(Opcodes.ILOAD, contextSlot + 1);
        Label[] labels = labels(routines.end() - routines.first());
        code.visitor()
                .visitTableSwitchInsn(routines.first(), routines.end() - 1, labels[0], labels);
        for (int i = 0; i < labels.length; i++) {
            code.visitor().visitLabel(labels[i]);
            code.visitor().visitFrame(Opcodes.F_SAME, 0, null, 0, null);
            RoutineSignature signature = scope.signatures().get(routines.first() + i);
            code.loadReference(contextSlot);
            if (signature.takesArray()) {
                code.loadReference(contextSlot + 2);
            } else {
                for (int p = 0; p < signature.parameters().size(); p++) {
                    code.loadReference(contextSlot + 2);
                    code.push(p);
                    code.op(Opcodes.AALOAD);
                    code.convert(Representation.REFERENCE, signature.parameters().get(p));
                }
            }
            code.callStatic(scope.className(), signature.method(), signature.descriptor());
            code.convert(signature.result(), Representation.REFERENCE);
            code.op(Opcodes.ARETURN);
        }
    }

    private static Label[] labels(int count) {
        Label[] labels = new Label[count];
        Arrays.setAll(labels, _ -> new Label());
        return labels;
    }

    private static void emitInitializer(ProgramClassWriter writer, ClassScope scope) {
        writer.visitField(
                        Opcodes.ACC_STATIC | Opcodes.ACC_FINAL,
                        ClassScope.INSTANCE,
                        Names.type(Names.ROUTINE_INVOKER),
                        null,
                        null)
                .visitEnd();
        Code code = begin(writer, Opcodes.ACC_STATIC, "<clinit>", "()V");
        scope.constants().emit(writer, code);
        code.visitor().visitTypeInsn(Opcodes.NEW, scope.className());
        code.op(Opcodes.DUP);
        code.visitor()
                .visitMethodInsn(Opcodes.INVOKESPECIAL, scope.className(), "<init>", "()V", false);
        code.visitor()
                .visitFieldInsn(
                        Opcodes.PUTSTATIC,
                        scope.className(),
                        ClassScope.INSTANCE,
                        Names.type(Names.ROUTINE_INVOKER));
        code.op(Opcodes.RETURN);
        end(code);
    }

    private static Code begin(
            ProgramClassWriter writer, int access, String name, String descriptor) {
        MethodVisitor visitor = writer.visitMethod(access, name, descriptor, null, null);
        visitor.visitCode();
        return new Code(visitor);
    }

    private static void end(Code code) {
        code.visitor().visitMaxs(0, 0);
        code.visitor().visitEnd();
    }
}
