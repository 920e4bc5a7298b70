import org.jspecify.annotations.NullMarked;

/** HTTP, WebSocket, administration, storage, connectors and the command line. */
@NullMarked
module dev.tiercel.server {
    requires dev.tiercel.frontend;
    requires dev.tiercel.interpreter;
    requires dev.tiercel.ir;
    requires dev.tiercel.jit;
    requires static transitive org.jspecify;
}
