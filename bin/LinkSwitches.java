import java.io.IOException;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.RuntimeVisibleTypeAnnotationsAttribute;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Part of the build: links switches over types in compiled classes before they run.
 *
 * <p>javac leaves it to the JVM to make the code that finds the case of such a switch ({@code
 * SwitchBootstraps.typeSwitch}). A start of the server comes across about a hundred switches, for
 * each of which the JVM generates, verifies and links a class; that is a fifth of the main thread's
 * time until the first answer, and its cache of linked classes does not keep them (JEP 483). Here
 * each becomes a method of its own class that asks for one type after the other, as the generated
 * class does.
 *
 * <p>{@code java -cp CLASSPATH LinkSwitches.java DIRECTORY} changes the class files of a directory
 * in place; to do it again changes nothing. Classes must be found on the class path, because the
 * frames of methods need to know which is above which.
 */
class LinkSwitches {
    private static final ClassDesc BOOTSTRAPS =
            ClassDesc.of("java.lang.runtime", "SwitchBootstraps");
    private static final String TYPE_SWITCH = "typeSwitch";
    private static final int OBJECT = 0;
    private static final int FIRST_CASE = 1;
    private static final int NULL_CASE = -1;

    private final ClassFile format =
            ClassFile.of(
                    ClassFile.ClassHierarchyResolverOption.of(
                            ClassHierarchyResolver.ofResourceParsing(
                                            ClassLoader.getSystemClassLoader())
                                    .orElse(ClassHierarchyResolver.defaultResolver())));

    void main(String[] arguments) throws IOException {
        List<Path> classes;
        try (Stream<Path> files = Files.walk(Path.of(arguments[0]))) {
            classes = files.filter(file -> file.toString().endsWith(".class")).toList();
        }
        for (Path file : classes) {
            ClassModel model = format.parse(Files.readAllBytes(file));
            List<InvokeDynamicInstruction> switches = switches(model);
            if (!switches.isEmpty()) {
                Files.write(file, link(model, switches));
            }
        }
    }

    private static List<InvokeDynamicInstruction> switches(ClassModel model) {
        List<InvokeDynamicInstruction> switches = new ArrayList<>();
        for (MethodModel method : model.methods()) {
            method.code()
                    .ifPresent(
                            code ->
                                    code.forEach(
                                            element -> {
                                                if (element instanceof InvokeDynamicInstruction call
                                                        && isSwitch(call)) {
                                                    switches.add(call);
                                                }
                                            }));
        }
        return switches;
    }

    /** Whether a call finds the case of a switch whose cases are types only. */
    private static boolean isSwitch(InvokeDynamicInstruction call) {
        DirectMethodHandleDesc bootstrap = call.bootstrapMethod();
        return bootstrap.owner().equals(BOOTSTRAPS)
                && bootstrap.methodName().equals(TYPE_SWITCH)
                && call.bootstrapArgs().stream().allMatch(label -> label instanceof ClassDesc);
    }

    private byte[] link(ClassModel model, List<InvokeDynamicInstruction> switches) {
        ClassDesc owner = model.thisClass().asSymbol();
        boolean isInterface = model.flags().has(AccessFlag.INTERFACE);
        AtomicInteger next = new AtomicInteger();
        CodeTransform calls =
                (code, element) -> {
                    if (element instanceof InvokeDynamicInstruction call && isSwitch(call)) {
                        String method = name(next.getAndIncrement());
                        code.invokestatic(owner, method, call.typeSymbol(), isInterface);
                    } else if (!(element instanceof RuntimeVisibleTypeAnnotationsAttribute)) {
                        // Those of locals are for compilers, and would keep their old ranges.
                        code.with(element);
                    }
                };
        return format.transformClass(
                model,
                ClassTransform.transformingMethodBodies(calls)
                        .andThen(ClassTransform.endHandler(builder -> addMethods(builder, switches))));
    }

    private static String name(int index) {
        return TYPE_SWITCH + "$" + index;
    }

    private static void addMethods(ClassBuilder builder, List<InvokeDynamicInstruction> switches) {
        int flags = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;
        for (int i = 0; i < switches.size(); i++) {
            InvokeDynamicInstruction call = switches.get(i);
            builder.withMethodBody(
                    name(i), call.typeSymbol(), flags, code -> find(call.bootstrapArgs(), code));
        }
    }

    /** Returns the first case from one on that an object belongs to, or the number of cases. */
    private static void find(List<ConstantDesc> types, CodeBuilder code) {
        Label isObject = code.newLabel();
        code.aload(OBJECT).ifnonnull(isObject);
        code.loadConstant(NULL_CASE).ireturn();
        code.labelBinding(isObject);
        for (int i = 0; i < types.size(); i++) {
            Label next = code.newLabel();
            code.iload(FIRST_CASE).loadConstant(i).if_icmpgt(next);
            ClassDesc type = (ClassDesc) types.get(i);
            if (!type.equals(ConstantDescs.CD_Object)) {
                code.aload(OBJECT).instanceOf(type).ifeq(next);
            }
            code.loadConstant(i).ireturn();
            code.labelBinding(next);
        }
        code.loadConstant(types.size()).ireturn();
    }
}
