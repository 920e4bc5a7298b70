package dev.tiercel.server.assembly;

import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands what libraries write to the log of the platform to that of the server. */
final class PlatformLogHandler extends Handler {
    private static final Formatter TEXT = new SimpleFormatter();

    @Override
    public void publish(LogRecord record) {
        String name = record.getLoggerName();
        Logger logger = LoggerFactory.getLogger(name == null ? Logger.ROOT_LOGGER_NAME : name);
        logger.atLevel(level(record.getLevel()))
                .setCause(record.getThrown())
                .log(TEXT.formatMessage(record));
    }

    private static org.slf4j.event.Level level(Level level) {
        int severity = level.intValue();
        if (severity >= Level.SEVERE.intValue()) {
            return org.slf4j.event.Level.ERROR;
        }
        if (severity >= Level.WARNING.intValue()) {
            return org.slf4j.event.Level.WARN;
        }
        return severity >= Level.INFO.intValue()
                ? org.slf4j.event.Level.INFO
                : org.slf4j.event.Level.DEBUG;
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
