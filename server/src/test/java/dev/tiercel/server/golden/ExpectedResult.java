package dev.tiercel.server.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.runtime.ErrorValue;
import dev.tiercel.runtime.ObjectValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a case says about the result of one request. */
sealed interface ExpectedResult {
    /** Compares with what happened. */
    void check(Outcome outcome);

    /** Compares with what a client received. */
    void check(HttpAnswer answer);

    /**
     * Sections {@code expect status}, {@code expect status matching} and {@code expect status no
     * content}: an answer of the logic.
     *
     * @param body the whole body; empty for no content
     * @param isPattern whether {@code "…"} in the body stands for any text
     */
    record Answer(OptionalInt status, Map<String, String> headers, String body, boolean isPattern)
            implements ExpectedResult {
        @Override
        public void check(Outcome outcome) {
            assertThat(outcome.error()).as("error").isEmpty();
            check(new HttpAnswer(outcome.status(), outcome.headers(), outcome.body()));
        }

        @Override
        public void check(HttpAnswer outcome) {
            if (status.isPresent()) {
                assertThat(outcome.status()).as("status").isEqualTo(status.getAsInt());
            } else {
                assertThat(outcome.headers().get("content-type"))
                        .as(outcome.body())
                        .isNotEqualTo("application/problem+json");
            }
            if (isPattern) {
                String regex =
                        Stream.of(body.split("…", -1))
                                .map(Pattern::quote)
                                .collect(Collectors.joining("[^\"]*"));
                assertThat(outcome.body()).matches(regex);
            } else {
                assertThat(outcome.body()).isEqualTo(body);
            }
            headers.forEach((name, value) ->
                    assertThat(outcome.headers().get(name)).as(name).isEqualTo(value));
        }
    }

    /**
     * Section {@code error CODE status at line /pointer}: an error that leaves the logic.
     *
     * @param details lines {@code name: value}
     */
    record Failure(
            String code,
            OptionalInt status,
            Optional<String> place,
            Optional<String> data,
            Map<String, String> details)
            implements ExpectedResult {
        @Override
        public void check(Outcome outcome) {
            assertThat(outcome.error())
                    .as("error, instead of answer %s", outcome.body())
                    .isPresent();
            ErrorValue error = outcome.error().get().value();
            assertThat(error.code()).as(error.message()).isEqualTo(code);
            if (status.isPresent()) {
                assertThat(error.status()).isEqualTo(status.getAsInt());
            }
            place.ifPresent(wanted -> assertThat(placeOf(error)).isEqualTo(wanted));
            data.ifPresent(
                    wanted -> assertThat(Outcome.json(error.data())).as("data").isEqualTo(wanted));
            details.forEach(
                    (name, value) -> assertThat(detail(error, name)).as(name).isEqualTo(value));
        }

        @Override
        public void check(HttpAnswer answer) {
            ObjectValue problem = answer.object();
            assertThat(problem.get("code")).as(answer.body()).isEqualTo(code);
            status.ifPresent(wanted -> assertThat(answer.status()).isEqualTo(wanted));
            place.ifPresent(wanted -> {
                ObjectValue location = HttpAnswer.object(problem.get("location"));
                assertThat(location.get("line") + " " + location.get("pointer")).isEqualTo(wanted);
            });
            if (details.containsKey("message")) {
                assertThat(problem.get("detail")).isEqualTo(details.get("message"));
            }
        }

        private static String placeOf(ErrorValue error) {
            return error.location().map(place -> place.line() + " " + place.pointer()).orElse("");
        }

        private static @Nullable String detail(ErrorValue error, String name) {
            return switch (name) {
                case "message" -> error.message();
                case "data" -> Outcome.json(error.data());
                case "cause" -> error.cause().map(ErrorValue::code).orElse("none");
                case "operation" -> error.location().map(place -> place.operation()).orElse(null);
                case "document" -> error.location().map(place -> place.document()).orElse(null);
                default -> throw new IllegalArgumentException(name);
            };
        }
    }

    Pattern FAILURE = Pattern.compile("(\\S+)(?: (\\d{3}))?(?: at (\\d+ \\S*))?");

    static ExpectedResult parse(CaseSection section) {
        return section.kind().equals("error") ? failure(section) : answer(section);
    }

    /** Reads what stands behind the arrow of a line: {@code !CODE}, or the body of an answer. */
    static ExpectedResult ofLine(String text) {
        if (!text.startsWith("!")) {
            return new Answer(OptionalInt.empty(), Map.of(), text, false);
        }
        int space = text.indexOf(' ');
        return new Failure(
                text.substring(1, space < 0 ? text.length() : space),
                OptionalInt.empty(),
                Optional.empty(),
                space < 0 ? Optional.empty() : Optional.of(text.substring(space + 1)),
                Map.of());
    }

    private static ExpectedResult answer(CaseSection section) {
        String[] words = section.argument().split(" ", 2);
        List<String> lines = section.lines();
        int start = 0;
        while (start < lines.size() && lines.get(start).matches("[a-zA-Z][a-zA-Z0-9-]*: .*")) {
            start++;
        }
        String body = String.join("\n", lines.subList(start, lines.size()));
        return new Answer(
                OptionalInt.of(Integer.parseInt(words[0])),
                CaseRequest.headers(lines.subList(0, start)),
                body.strip(),
                words.length > 1 && words[1].equals("matching"));
    }

    private static ExpectedResult failure(CaseSection section) {
        Matcher parts = FAILURE.matcher(section.argument());
        assertThat(parts.matches()).as("line %d", section.line()).isTrue();
        Map<String, String> details = new LinkedHashMap<>();
        for (String line : section.lines()) {
            if (!line.isBlank()) {
                int colon = line.indexOf(": ");
                details.put(line.substring(0, colon), line.substring(colon + 2));
            }
        }
        return new Failure(
                String.valueOf(parts.group(1)),
                parts.group(2) == null
                        ? OptionalInt.empty()
                        : OptionalInt.of(Integer.parseInt(parts.group(2))),
                Optional.ofNullable(parts.group(3)),
                Optional.empty(),
                details);
    }
}
