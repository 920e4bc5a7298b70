package dev.tiercel.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** Colours and progress, which only a person at a terminal gets. */
class TerminalTest {
    @Test
    void coloursAreWrittenOnATerminalOnly() {
        assertThat(Terminal.of(true).red("no")).isEqualTo("\u001b[31mno\u001b[0m");
        assertThat(Terminal.of(true).green("ok")).isEqualTo("\u001b[32mok\u001b[0m");
        assertThat(Terminal.of(true).yellow("hm")).isEqualTo("\u001b[33mhm\u001b[0m");
        assertThat(Terminal.of(false).red("no")).isEqualTo("no");
    }

    @Test
    void progressReplacesItsLineOnATerminalOnly() {
        assertThat(progress(Terminal.of(true))).isEqualTo("\r\u001b[Khalf\r\u001b[K");
        assertThat(progress(Terminal.of(false))).isEmpty();
    }

    @Test
    void thisProcessHasNoTerminal() {
        assertThat(Terminal.current().green("ok")).isEqualTo("ok");
    }

    private static String progress(Terminal terminal) {
        StringWriter written = new StringWriter();
        PrintWriter err = new PrintWriter(written);
        terminal.progress("half", err);
        terminal.progress("", err);
        err.flush();
        return written.toString();
    }
}
