package dev.tiercel.server.cli;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.slf4j.LoggerFactory;

/** A command line that was run in this process. */
record CliRun(int code, String out, String err) {
    static CliRun of(Object... arguments) {
        String[] texts = new String[arguments.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = arguments[i].toString();
        }
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        try {
            int code = TiercelCommand.run(new PrintWriter(out), new PrintWriter(err, true), texts);
            return new CliRun(code, out.toString(), err.toString());
        } finally {
            restoreLog();
        }
    }

    /** Gives the log back the form that it has in tests; a command has a log of its own. */
    private static void restoreLog() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        try {
            new ContextInitializer(context).autoConfig();
        } catch (JoranException e) {
            throw new IllegalStateException(e);
        }
    }
}
