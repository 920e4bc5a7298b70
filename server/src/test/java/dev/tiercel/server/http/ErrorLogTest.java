package dev.tiercel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the log says of errors that leave the logic of a route. */
class ErrorLogTest {
    private static final String ROUTES =
            """
            name: chain
            path: /chain
            method: GET
            logic:
              - try:
                  - throw: {message: no stock, code: NO_STOCK, status: 409}
                catch:
                  - throw: {message: no answer, code: NO_ANSWER, status: 502}
            ---
            name: refused
            path: /refused
            method: GET
            logic: [{throw: {message: no stock, code: NO_STOCK, status: 409}}]
            ---
            name: handled
            path: /handled
            method: GET
            logic: [{try: [{throw: lost}], catch: [{return: 1}]}]
            """;

    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.tiercel.logic");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Level level = logger.getLevel();

    @BeforeEach
    void listen() {
        log.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(log);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(log);
        logger.setLevel(level);
    }

    @Test
    @DisplayName(
            "ERR-19: uncaught errors are logged with their causes, at `error` from status 500 on")
    void uncaughtErrorsAreLogged() {
        try (RunningServer server = RunningServer.with(ROUTES)) {
            assertThat(server.get("/chain").status()).isEqualTo(502);
            assertThat(server.get("/refused").status()).isEqualTo(409);
            assertThat(server.get("/handled").status()).isEqualTo(200);
        }

        assertThat(log.list)
                .extracting(event -> event.getLevel() + " " + event.getFormattedMessage())
                .containsExactly(
                        "ERROR NO_ANSWER: no answer, caused by NO_STOCK: no stock",
                        "INFO NO_STOCK: no stock");
    }
}
