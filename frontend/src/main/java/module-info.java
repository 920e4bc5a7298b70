import org.jspecify.annotations.NullMarked;

/** From a document to a program. */
@NullMarked
module dev.tiercel.frontend {
    requires transitive dev.tiercel.ir;
    requires re2j;
    requires tools.jackson.core;
    requires org.snakeyaml.engine;
    requires static transitive org.jspecify;

    exports dev.tiercel.frontend;
    exports dev.tiercel.frontend.check;
    exports dev.tiercel.frontend.document;
    exports dev.tiercel.frontend.expression;
    exports dev.tiercel.frontend.format;
    exports dev.tiercel.frontend.lower;
    exports dev.tiercel.frontend.syntax;
}
