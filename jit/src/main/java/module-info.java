import org.jspecify.annotations.NullMarked;

/** How a hot program becomes a hidden class. */
@NullMarked
module dev.tiercel.jit {
    requires transitive dev.tiercel.ir;
    requires transitive dev.tiercel.interpreter;
    requires transitive jdk.jfr;
    requires org.objectweb.asm;
    requires org.objectweb.asm.util;
    requires static transitive org.jspecify;

    exports dev.tiercel.jit;
    exports dev.tiercel.jit.emit;
    exports dev.tiercel.jit.tier;
}
