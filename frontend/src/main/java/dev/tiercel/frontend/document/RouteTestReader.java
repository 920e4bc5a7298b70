package dev.tiercel.frontend.document;

import static dev.tiercel.frontend.document.FieldSpec.optional;
import static dev.tiercel.frontend.document.FieldSpec.required;

import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.ir.DiagnosticCode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the tests of an HTTP route (DOC-35, DOC-36). */
final class RouteTestReader {
    static final FieldTable TEST =
            FieldTable.of(
                    "a test",
                    required("name", FieldPosition.LITERAL),
                    optional("request", FieldPosition.STRUCTURE),
                    optional("input", FieldPosition.LITERAL),
                    optional("now", FieldPosition.LITERAL),
                    required("expect", FieldPosition.STRUCTURE));
    static final FieldTable REQUEST =
            FieldTable.of(
                    "`request` of a test",
                    optional("method", FieldPosition.LITERAL),
                    optional("path", FieldPosition.LITERAL),
                    optional("query", FieldPosition.LITERAL),
                    optional("headers", FieldPosition.LITERAL),
                    optional("body", FieldPosition.LITERAL).also("input"));
    static final FieldTable EXPECT =
            FieldTable.of(
                    "`expect` of a test",
                    optional("status", FieldPosition.LITERAL).orElse("200"),
                    optional("headers", FieldPosition.LITERAL),
                    optional("body", FieldPosition.LITERAL),
                    optional("body_contains", FieldPosition.LITERAL));
    private static final Pattern DATE_TIME =
            Pattern.compile(
                    "(\\d{4}-\\d{2}-\\d{2})[Tt ](\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?)"
                            + "(?:[Zz]|[+-]\\d{2}:\\d{2})?");
    private static final int STATUS_OK = 200;

    private final Reading reading;
    private final RoutePath path;

    RouteTestReader(Reading reading, RoutePath path) {
        this.reading = reading;
        this.path = path;
    }

    List<RouteTest> read(Fields route) {
        List<RouteTest> tests = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Node node : route.items("tests")) {
            route.asMapping(Reading.elementOf("tests"), node)
                    .map(m -> test(Fields.ofListed(TEST, reading, m)))
                    .ifPresent(test -> {
                        tests.add(test);
                        if (!names.add(test.name())) {
                            reading.report(
                                    DiagnosticCode.DUPLICATE_FIELD,
                                    "Test `" + test.name() + "` occurs twice",
                                    node);
                        }
                    });
        }
        return List.copyOf(tests);
    }

    private RouteTest test(Fields fields) {
        Optional<Fields> request =
                fields.mapping("request").map(m -> Fields.ofListed(REQUEST, reading, m));
        Optional<String> requestPath = request.flatMap(f -> f.string("path"));
        if (requestPath.isEmpty() && !path.parameterNames().isEmpty()) {
            reading.report(
                    DiagnosticCode.MISSING_FIELD,
                    "The test needs `request.path`, because the path has parameters",
                    fields.owner());
        }
        return new RouteTest(
                fields.string("name").orElse(Reading.NO_NAME),
                request.flatMap(f -> f.string("method")).map(m -> m.toUpperCase(Locale.ROOT)),
                requestPath,
                request.flatMap(f -> f.mapping("query")),
                request.flatMap(f -> f.mapping("headers")),
                body(fields, request),
                now(fields),
                expectation(fields));
    }

    private Optional<Node> body(Fields test, Optional<Fields> request) {
        Optional<Node> body = request.flatMap(f -> f.node("body"));
        Optional<Node> input = test.node("input");
        if (body.isPresent() && input.isPresent()) {
            reading.report(
                    DiagnosticCode.DUPLICATE_FIELD,
                    "`input` and `request.body` are the same field",
                    input.get());
        }
        return body.or(() -> input);
    }

    private Optional<String> now(Fields fields) {
        Optional<String> now = fields.string("now");
        now.filter(text -> !isDateTime(text))
                .ifPresent(text ->
                        reading.report(
                                DiagnosticCode.INVALID_VALUE,
                                "`" + text + "` is no date-time text",
                                fields.node("now").orElse(fields.owner())));
        return now;
    }

    private static boolean isDateTime(String text) {
        Matcher matcher = DATE_TIME.matcher(text);
        if (!matcher.matches()) {
            return false;
        }
        try {
            LocalDate.parse(matcher.group(1));
            LocalTime.parse(matcher.group(2));
            return true;
        } catch (DateTimeException _) {
            return false;
        }
    }

    private RouteTest.Expectation expectation(Fields test) {
        Optional<Fields> fields =
                test.mapping("expect").map(m -> Fields.ofListed(EXPECT, reading, m));
        fields.filter(f -> EXPECT.fields().stream().noneMatch(spec -> f.has(spec.name())))
                .ifPresent(f ->
                        reading.report(
                                DiagnosticCode.MISSING_FIELD,
                                "`expect` needs at least one field",
                                f.owner()));
        return new RouteTest.Expectation(
                fields.flatMap(f -> f.integer("status", 100, 599))
                        .map(Long::intValue)
                        .orElse(STATUS_OK),
                fields.flatMap(f -> f.mapping("headers")),
                fields.flatMap(f -> f.node("body")),
                fields.flatMap(f -> f.node("body_contains")));
    }
}
