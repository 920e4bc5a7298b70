package dev.tiercel.frontend.document;

import static dev.tiercel.frontend.document.FieldSpec.optional;
import static dev.tiercel.frontend.document.FieldSpec.required;

import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.ir.DiagnosticCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the declared parameters of a route (DOC-22, DOC-23, DOC-26, WS-3). */
final class ParameterReader {
    static final FieldTable FIELDS =
            FieldTable.of(
                    "a parameter",
                    required("name", FieldPosition.LITERAL),
                    optional("param_type", FieldPosition.LITERAL).also("in", "location"),
                    optional("data_type", FieldPosition.LITERAL).also("type").orElse("string"),
                    optional("required", FieldPosition.LITERAL).orElse("false"),
                    optional("default_value", FieldPosition.LITERAL).also("default"),
                    optional("validation", FieldPosition.LITERAL).also("pattern"),
                    optional("description", FieldPosition.LITERAL));
    static final Map<String, RouteParameter.In> IN_BY_WORD =
            Map.of(
                    "path", RouteParameter.In.PATH,
                    "query", RouteParameter.In.QUERY,
                    "body", RouteParameter.In.BODY,
                    "header", RouteParameter.In.HEADER);
    static final Map<String, RouteParameter.DataType> TYPE_BY_WORD =
            Map.of(
                    "string", RouteParameter.DataType.STRING,
                    "number", RouteParameter.DataType.NUMBER,
                    "integer", RouteParameter.DataType.INTEGER,
                    "boolean", RouteParameter.DataType.BOOLEAN,
                    "array", RouteParameter.DataType.ARRAY,
                    "object", RouteParameter.DataType.OBJECT);
    private static final Pattern REGEX_CHARACTER = Pattern.compile("[\\^$\\[\\](){}\\\\+*?|]");

    private final Reading reading;
    private final RoutePath path;
    private final String method;
    private final boolean isWebSocket;

    ParameterReader(Reading reading, RoutePath path, String method, boolean isWebSocket) {
        this.reading = reading;
        this.path = path;
        this.method = method;
        this.isWebSocket = isWebSocket;
    }

    List<RouteParameter> read(Fields route) {
        List<RouteParameter> parameters = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Node node : route.items("parameters")) {
            route.asMapping(Reading.elementOf("parameters"), node)
                    .map(m -> parameter(Fields.ofListed(FIELDS, reading, m)))
                    .ifPresent(parameter -> {
                        parameters.add(parameter);
                        if (!seen.add(identity(parameter))) {
                            reportTwice(parameter, node);
                        }
                    });
        }
        return List.copyOf(parameters);
    }

    private static String identity(RouteParameter parameter) {
        String name =
                parameter.in() == RouteParameter.In.HEADER
                        ? parameter.name().toLowerCase(Locale.ROOT)
                        : parameter.name();
        return parameter.in() + " " + name;
    }

    private void reportTwice(RouteParameter parameter, Node node) {
        reading.report(
                DiagnosticCode.DUPLICATE_FIELD,
                "Parameter `" + parameter.name() + "` is declared twice",
                node);
    }

    private RouteParameter parameter(Fields fields) {
        String name = fields.string("name").orElse("");
        fields.node("name")
                .filter(_ -> name.isEmpty())
                .ifPresent(node ->
                        reading.report(
                                DiagnosticCode.INVALID_VALUE,
                                "A parameter must have a name",
                                node));
        RouteParameter.In in =
                fields.choice("param_type", IN_BY_WORD).orElseGet(() -> defaultPlace(name));
        checkPlace(name, in, fields);
        boolean isRequired = fields.flag("required", false);
        return new RouteParameter(
                name,
                in,
                fields.choice("data_type", TYPE_BY_WORD).orElse(RouteParameter.DataType.STRING),
                isRequired || in == RouteParameter.In.PATH,
                fields.node("default_value"),
                validation(fields),
                fields.string("description").orElse(""));
    }

    private RouteParameter.In defaultPlace(String name) {
        if (path.parameterNames().contains(name)) {
            return RouteParameter.In.PATH;
        }
        boolean hasNoBody = method.equals("GET") || method.equals("DELETE");
        return hasNoBody ? RouteParameter.In.QUERY : RouteParameter.In.BODY;
    }

    private void checkPlace(String name, RouteParameter.In in, Fields fields) {
        Node place = fields.node("param_type").orElse(fields.owner());
        boolean isUnknownSegment =
                in == RouteParameter.In.PATH
                        && !path.segments().isEmpty()
                        && !path.parameterNames().contains(name);
        if (isUnknownSegment) {
            reading.report(
                    DiagnosticCode.INVALID_VALUE,
                    "The path has no segment `" + name + "`",
                    fields.node("name").orElse(place));
        } else if (isWebSocket && in == RouteParameter.In.BODY) {
            reading.report(
                    DiagnosticCode.INVALID_VALUE,
                    "A WebSocket route has no body; use `path`, `query` or `header`",
                    place);
        }
    }

    private Optional<String> validation(Fields fields) {
        Optional<String> text = fields.string("validation");
        Node node = fields.node("validation").orElse(fields.owner());
        if (text.isPresent() && !REGEX_CHARACTER.matcher(text.get()).find()) {
            reading.report(
                    DiagnosticCode.VALIDATION_NOT_REGEX,
                    "`" + text.get() + "` is treated as a description",
                    node);
            return Optional.empty();
        }
        text.flatMap(RegexSyntax::fault)
                .ifPresent(problem -> reading.report(DiagnosticCode.INVALID_REGEX, problem, node));
        return text;
    }
}
