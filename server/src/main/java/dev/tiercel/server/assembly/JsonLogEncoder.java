package dev.tiercel.server.assembly;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import dev.tiercel.server.text.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Log lines for machines: one JSON object each. */
final class JsonLogEncoder extends EncoderBase<ILoggingEvent> {
    private static final byte[] NOTHING = {};

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        String json =
                JsonText.object(line -> {
                    line.field("time", event.getInstant().toString())
                            .field("level", event.getLevel().toString().toLowerCase(Locale.ROOT))
                            .field("logger", event.getLoggerName())
                            .field("message", event.getFormattedMessage());
                    if (event.getKeyValuePairs() != null) {
                        event.getKeyValuePairs().forEach(pair -> line.data(pair.key, pair.value));
                    }
                    if (event.getThrowableProxy() != null) {
                        line.field("error", ThrowableProxyUtil.asString(event.getThrowableProxy()));
                    }
                });
        return (json + "\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }
}
