package dev.tiercel.server.http;

import dev.tiercel.server.config.ServerConfig;

/** How answers are written. */
record HttpAnswers(AnswerWriter writer, ProblemDocument problems) {
    static HttpAnswers of(ServerConfig config) {
        return new HttpAnswers(
                new AnswerWriter(config.server()), new ProblemDocument(config.errors()));
    }
}
