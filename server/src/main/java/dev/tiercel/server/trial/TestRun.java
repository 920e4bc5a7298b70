package dev.tiercel.server.trial;

import java.util.Optional;

/**
 * A test that was run.
 *
 * @param answer nothing if the request could not be sent
 */
public record TestRun(TestResult result, Optional<LocalClient.Answer> answer) {}
