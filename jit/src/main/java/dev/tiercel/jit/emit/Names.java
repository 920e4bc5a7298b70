package dev.tiercel.jit.emit;

/** Internal names and descriptors of what generated code refers to. */
final class Names {
    static final String OBJECT = "java/lang/Object";
    static final String STRING = "java/lang/String";
    static final String LONG = "java/lang/Long";
    static final String DOUBLE = "java/lang/Double";
    static final String BOOLEAN = "java/lang/Boolean";
    static final String OBJECTS = "[Ljava/lang/Object;";
    static final String LONGS = "[J";

    static final String ABSENT = "dev/tiercel/ir/Absent";
    static final String LOG_LEVEL = "dev/tiercel/ir/LogLevel";
    static final String MATH_FUNCTION = "dev/tiercel/ir/MathFunction";
    static final String ROOT = "dev/tiercel/ir/Root";
    static final String RUN_TASKS = "dev/tiercel/ir/Opcode$RunTasks";
    static final String RUN_TASK_FOR_EACH = "dev/tiercel/ir/Opcode$RunTaskForEach";

    static final String RUNTIME = "dev/tiercel/runtime/";
    static final String ARITHMETIC = RUNTIME + "Arithmetic";
    static final String ARRAY_VALUE = RUNTIME + "ArrayValue";
    static final String BUILDING = RUNTIME + "Building";
    static final String COMPARISONS = RUNTIME + "Comparisons";
    static final String CONTEXT = RUNTIME + "ExecutionContext";
    static final String CONVERSIONS = RUNTIME + "Conversions";
    static final String EFFECT_ACTION = RUNTIME + "connector/EffectAction";
    static final String EFFECT_ACTIONS = RUNTIME + "connector/EffectActions";
    static final String ERROR_VALUE = RUNTIME + "ErrorValue";
    static final String ERRORS = RUNTIME + "Errors";
    static final String EXECUTABLE = RUNTIME + "Executable";
    static final String ITERATION = RUNTIME + "Iteration";
    static final String LOGIC_ERROR = RUNTIME + "LogicError";
    static final String MATH_OPERATIONS = RUNTIME + "MathOperations";
    static final String MEMBERS = RUNTIME + "Members";
    static final String OBJECT_VALUE = RUNTIME + "ObjectValue";
    static final String PREDICATE = RUNTIME + "Predicate";
    static final String RESPONSE_BUFFER = RUNTIME + "ResponseBuffer";
    static final String RESPONSES = RUNTIME + "Responses";
    static final String ROUTINE_INVOKER = RUNTIME + "RoutineInvoker";
    static final String SHAPE = RUNTIME + "Shape";
    static final String TASKS = RUNTIME + "Tasks";
    static final String TEXT_FORM = RUNTIME + "TextForm";
    static final String TRUTH = RUNTIME + "Truth";

    /** The package of generated classes, which is that of the class that defines them. */
    static final String HOST_PACKAGE = "dev/tiercel/jit/define/";

    static final String SUPPORT = HOST_PACKAGE + "GeneratedSupport";

    static final String EXECUTE = "(" + type(CONTEXT) + ")" + type(OBJECT);
    static final String INVOKE = "(" + type(CONTEXT) + "I" + OBJECTS + ")" + type(OBJECT);

    private Names() {}

    /** Returns the descriptor of a class. */
    static String type(String internalName) {
        return internalName.startsWith("[") ? internalName : "L" + internalName + ";";
    }
}
