package dev.tiercel.frontend.document;

import static dev.tiercel.frontend.document.FieldSpec.optional;

import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.ir.DiagnosticCode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the settings of a route (DOC-15, sections 7 and 8, WS-31). */
final class RouteOptionsReader {
    static final FieldTable LIMITS =
            FieldTable.of(
                    "`limits`",
                    optional("fuel", FieldPosition.LITERAL),
                    optional("deadline_ms", FieldPosition.LITERAL),
                    optional("memory_bytes", FieldPosition.LITERAL),
                    optional("body_bytes", FieldPosition.LITERAL));
    static final String QUEUE_POLICY = "queue_policy";
    static final FieldTable WEB_SOCKET_OPTIONS =
            FieldTable.of(
                    "`ws_options`",
                    optional("max_message_bytes", FieldPosition.LITERAL).orElse("65536"),
                    optional("queue_messages", FieldPosition.LITERAL).orElse("256"),
                    optional("queue_bytes", FieldPosition.LITERAL).orElse("1048576"),
                    optional(QUEUE_POLICY, FieldPosition.LITERAL).orElse("drop_oldest"),
                    optional("write_timeout_ms", FieldPosition.LITERAL).orElse("10000"),
                    optional("ping_interval_ms", FieldPosition.LITERAL).orElse("30000"),
                    optional("idle_timeout_ms", FieldPosition.LITERAL).orElse("90000"),
                    optional("max_connections", FieldPosition.LITERAL).orElse("10000"));
    static final Set<String> MAY_BE_OFF = Set.of("ping_interval_ms", "idle_timeout_ms");
    static final Map<String, Boolean> CLOSES_BY_POLICY =
            Map.of("drop_oldest", false, "close", true);

    private final Reading reading;
    private final Fields fields;
    private final boolean isWebSocket;

    RouteOptionsReader(Reading reading, Fields fields, boolean isWebSocket) {
        this.reading = reading;
        this.fields = fields;
        this.isWebSocket = isWebSocket;
    }

    RouteDocument.RouteOptions read(RoutePath path) {
        Optional<Node.Mapping> schema = fields.mapping("schema");
        Optional<Node.Mapping> shortSchema = schema.filter(m -> !ShortSchema.isJsonSchema(m));
        shortSchema.ifPresent(m -> new ShortSchema(reading).check(m));
        Optional<Node> requestSchema = jsonSchema("request_schema");
        if (schema.isPresent() && requestSchema.isPresent()) {
            reading.report(
                    DiagnosticCode.CONFLICTING_FIELDS,
                    "`schema` and `request_schema` exclude each other",
                    requestSchema.get());
        }
        Optional<Node> jsonSchema =
                schema.filter(ShortSchema::isJsonSchema).<Node>map(m -> m).or(() -> requestSchema);
        return new RouteDocument.RouteOptions(
                fields.flag("auth_required", false),
                shortSchema,
                jsonSchema,
                jsonSchema("response_schema"),
                new RateLimitReader(reading, isWebSocket).read(fields),
                fields.mapping("limits").map(this::limits),
                webSocketOptions(),
                fields.flag("enabled", true),
                Version.of(fields),
                new RouteTestReader(reading, path).read(fields));
    }

    private Optional<Node> jsonSchema(String field) {
        Optional<Node> schema = fields.node(field);
        schema.ifPresent(node -> JsonSchemaShape.check(field, node, reading));
        return schema;
    }

    private RouteDocument.Limits limits(Node.Mapping mapping) {
        Fields limits = Fields.ofListed(LIMITS, reading, mapping);
        return new RouteDocument.Limits(
                limit(limits, "fuel", 1),
                limit(limits, "deadline_ms", 1),
                limit(limits, "memory_bytes", 1),
                limit(limits, "body_bytes", 1));
    }

    private Optional<Node.Mapping> webSocketOptions() {
        Optional<Node.Mapping> mapping = fields.mapping("ws_options");
        mapping.ifPresent(m -> {
            Fields options = Fields.ofListed(WEB_SOCKET_OPTIONS, reading, m);
            options.choice(QUEUE_POLICY, CLOSES_BY_POLICY);
            WEB_SOCKET_OPTIONS.fields().stream()
                    .map(FieldSpec::name)
                    .filter(name -> !name.equals(QUEUE_POLICY))
                    .forEach(name -> limit(options, name, MAY_BE_OFF.contains(name) ? 0 : 1));
        });
        return mapping;
    }

    private Optional<Long> limit(Fields limits, String field, long min) {
        Optional<Long> value = limits.integer(field, min, Long.MAX_VALUE);
        Optional<Long> ceiling = Optional.ofNullable(reading.settings().limitCeilings().get(field));
        if (value.isPresent() && ceiling.isPresent() && value.get() > ceiling.get()) {
            reading.report(
                    DiagnosticCode.INVALID_VALUE,
                    String.format(
                            Locale.ROOT,
                            "`%s` is %,d; the server allows %,d",
                            field,
                            value.get(),
                            ceiling.get()),
                    limits.node(field).orElse(limits.owner()));
        }
        return value;
    }
}
