package dev.tiercel.server.websocket;

import java.util.function.IntSupplier;

/** Counts nothing. */
final class NoSocketMetrics implements SocketMetrics, SocketMetrics.Meters {
    @Override
    public Meters route(String pattern, IntSupplier connections, IntSupplier largestQueue) {
        return this;
    }

    @Override
    public void channels(IntSupplier count) {}

    @Override
    public void handshake(int status) {}

    @Override
    public void received(boolean isText, int bytes) {}

    @Override
    public void sent(int texts, int binaries, long bytes) {}

    @Override
    public void dropped(Loss reason, long count) {}

    @Override
    public void ran(String hook, int tier, long nanos) {}

    @Override
    public void failed(String hook, String code) {}

    @Override
    public void closed(int code) {}
}
