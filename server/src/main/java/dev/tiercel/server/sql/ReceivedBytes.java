package dev.tiercel.server.sql;

import java.io.IOException;
import java.lang.ScopedValue.CallableOp;

/**
 * What the driver of PostgreSQL receives for one statement. It keeps all rows before it gives the
 * first, so that they have to be bounded while they come. A cursor would bound them too, at the
 * price of another round trip to the server for each statement. Belongs to one thread.
 */
final class ReceivedBytes {
    private static final ScopedValue<ReceivedBytes> CURRENT = ScopedValue.newInstance();

    /** Bytes on the connection for a byte of a value, which may come as two digits. */
    private static final int BYTES_PER_BYTE = 2;

    /** What belongs to an answer besides its rows. */
    private static final int MARGIN_BYTES = 65_536;

    /** The part of the heap that one result may fill. */
    private static final int HEAP_SHARE = 4;

    private long left;

    private ReceivedBytes(long left) {
        this.left = left;
    }

    /**
     * @param memory how many bytes of memory the values may take
     */
    static ReceivedBytes within(long memory) {
        long heap = Runtime.getRuntime().maxMemory() / HEAP_SHARE;
        return new ReceivedBytes(
                Math.min(memory, heap / BYTES_PER_BYTE) * BYTES_PER_BYTE + MARGIN_BYTES);
    }

    /** Counts what is received in a call. */
    <T, E extends Throwable> T during(CallableOp<T, E> call) throws E {
        return ScopedValue.where(CURRENT, this).call(call);
    }

    /** Whether the call has failed because it received too much. */
    boolean isExceeded() {
        return left < 0;
    }

    /** Counts what has been read from a connection, if the current thread runs a statement. */
    static void count(int bytes) throws IOException {
        if (!CURRENT.isBound()) {
            return;
        }
        ReceivedBytes current = CURRENT.get();
        current.left -= bytes;
        if (current.isExceeded()) {
            throw new IOException("The result is too large");
        }
    }
}
