package dev.tiercel.server.http;

import dev.tiercel.server.config.ServerConfig;

/** How answers are written. Thread-safe. */
record HttpAnswers(AnswerWriter writer, ProblemDocument problems, Cors cors) {
    static HttpAnswers of(ServerConfig config) {
        return new HttpAnswers(
                new AnswerWriter(config.server()),
                new ProblemDocument(config.errors()),
                new Cors(config.cors()));
    }
}
