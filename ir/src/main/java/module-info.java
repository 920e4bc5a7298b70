import org.jspecify.annotations.NullMarked;

/** What a program is. Depends on nothing. */
@NullMarked
module dev.tiercel.ir {
    requires static transitive org.jspecify;

    exports dev.tiercel.ir;
    exports dev.tiercel.ir.analysis;
    exports dev.tiercel.ir.pass;
    exports dev.tiercel.ir.text;
    exports dev.tiercel.ir.verify;
}
