package dev.tiercel.server.http;

import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.NioSocket;
import java.lang.reflect.Field;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes the channel out of a socket of Helidon, with the buffers that the socket would keep as long
 * as its connection lives. Helidon offers neither, so that reflection does it (ADR 9). Thread-safe.
 */
final class ChannelOfSocket {
    private static final @Nullable ChannelOfSocket FIELDS = find();

    private final Field channel;
    private final List<Field> buffers;

    private ChannelOfSocket(Field channel, List<Field> buffers) {
        this.channel = channel;
        this.buffers = buffers;
    }

    /**
     * Takes the channel; nothing must be read or written through the socket afterwards. A socket
     * with TLS loses the two buffers as well: it has others of its own, and never uses these.
     *
     * @return nothing if there is TLS between the socket and its channel, or Helidon is another one
     *     than expected
     */
    static Optional<SocketChannel> take(HelidonSocket socket) {
        return find(socket, true).filter(_ -> socket.getClass() == NioSocket.class);
    }

    /**
     * Returns the channel below a socket, also one with TLS, to be closed and nothing else.
     *
     * @return nothing if Helidon is another one than expected
     */
    static Optional<SocketChannel> below(HelidonSocket socket) {
        return find(socket, false);
    }

    private static Optional<SocketChannel> find(HelidonSocket socket, boolean takesBuffers) {
        ChannelOfSocket fields = FIELDS;
        if (fields == null || !(socket instanceof NioSocket)) {
            return Optional.empty();
        }
        try {
            if (takesBuffers) {
                for (Field buffer : fields.buffers) {
                    buffer.set(socket, null);
                }
            }
            return Optional.of((SocketChannel) fields.channel.get(socket));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable ChannelOfSocket find() {
        try {
            return new ChannelOfSocket(
                    field("delegate"), List.of(field("readBuffer"), field("writeBuffer")));
        } catch (NoSuchFieldException | RuntimeException e) {
            return null;
        }
    }

    private static Field field(String name) throws NoSuchFieldException {
        Field field = NioSocket.class.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }
}
