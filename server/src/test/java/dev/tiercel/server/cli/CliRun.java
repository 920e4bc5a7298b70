package dev.tiercel.server.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** A command line that was run in this process. */
record CliRun(int code, String out, String err) {
    static CliRun of(Object... arguments) {
        String[] texts = new String[arguments.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = arguments[i].toString();
        }
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = TiercelCommand.run(new PrintWriter(out), new PrintWriter(err, true), texts);
        return new CliRun(code, out.toString(), err.toString());
    }
}
