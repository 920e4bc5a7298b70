package dev.tiercel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.common.socket.NioSocket;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;

class ChannelOfSocketTest {
    @Test
    void takesTheChannelOfASocketWithoutTls() throws IOException {
        try (SocketChannel channel = SocketChannel.open()) {
            NioSocket socket = NioSocket.server(channel, "connection", "server");

            assertThat(ChannelOfSocket.take(socket)).containsSame(channel);
            assertThat(socket.isConnected()).isTrue();
        }
    }
}
