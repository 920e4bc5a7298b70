package dev.tiercel.server.assembly;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.EncoderBase;
import dev.tiercel.server.config.ServerConfig;
import java.util.List;
import java.util.logging.LogManager;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.Reporter;

/** Sets up the log of the process: one line per event on standard error. */
public final class LogSetup {
    /** Kept, because the log of the platform forgets the settings of loggers nobody holds. */
    private static final java.util.logging.Logger HELIDON =
            java.util.logging.Logger.getLogger("io.helidon");

    /**
     * Loggers of what the operations tell themselves, with a code and the place in the document:
     * that a connection broke. Both would write stack traces or nothing at all. And that of a
     * server that cannot start, which is told by its exit code and message (CFG-12).
     */
    private static final List<String> TOLD_OTHERWISE =
            List.of(
                    "io.vertx.core.net.impl.ConnectionBase",
                    "com.zaxxer.hikari.pool.ProxyConnection",
                    "io.helidon.webserver.LoomServer");

    private LogSetup() {}

    /** Replaces the set-up that was in force. */
    public static void apply(ServerConfig.Log settings) {
        takePlatformLog();
        System.setProperty(LoggerFactory.PROVIDER_PROPERTY_KEY, LogProvider.class.getName());
        // Not a word that the provider was given, and not searched for.
        System.setProperty(Reporter.SLF4J_INTERNAL_VERBOSITY_KEY, "WARN");
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        EncoderBase<ILoggingEvent> encoder =
                switch (settings.format()) {
                    case TEXT -> new TextLogEncoder();
                    case JSON -> new JsonLogEncoder();
                };
        encoder.setContext(context);
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(appender);
        TOLD_OTHERWISE.forEach(name -> context.getLogger(name).setLevel(Level.OFF));
        context.getLogger("dev.tiercel")
                .setLevel(
                        switch (settings.level()) {
                            case DEBUG -> Level.DEBUG;
                            case INFO -> Level.INFO;
                            case WARN -> Level.WARN;
                            case ERROR -> Level.ERROR;
                        });
    }

    private static void takePlatformLog() {
        LogManager platform = LogManager.getLogManager();
        // Also keeps the platform from making the handler that writes lines of its own form.
        platform.reset();
        HELIDON.setLevel(java.util.logging.Level.WARNING);
        java.util.logging.Logger.getLogger("").addHandler(new PlatformLogHandler());
    }
}
