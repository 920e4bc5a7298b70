import org.jspecify.annotations.NullMarked;

/** What operations mean, and how to run a program at once. */
@NullMarked
module dev.tiercel.interpreter {
    requires transitive dev.tiercel.ir;
    requires bcrypt;
    requires re2j;
    requires static transitive org.jspecify;

    exports dev.tiercel.interpreter;
    exports dev.tiercel.runtime;
    exports dev.tiercel.runtime.connector;
    exports dev.tiercel.runtime.effect;
    exports dev.tiercel.runtime.function;
    exports dev.tiercel.runtime.json;
}
