package dev.tiercel.server.input;

import com.google.re2j.Pattern;
import com.networknt.schema.Error;
import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.path.PathType;
import dev.tiercel.frontend.document.RouteDocument;
import dev.tiercel.ir.Absent;
import dev.tiercel.runtime.JsonBuffer;
import dev.tiercel.runtime.ObjectBuilder;
import dev.tiercel.runtime.ObjectValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Checks a body against a JSON Schema of 2020-12 (DOC-28 to DOC-31). Immutable and thread-safe. */
public final class BodySchema {
    private static final Set<String> ASSERTED_FORMATS =
            Set.of("email", "uri", "uuid", "date", "time", "date-time", "ipv4", "ipv6", "hostname");
    private static final SchemaRegistry REGISTRY = registry();
    private static final ExecutionConfig EXECUTION =
            ExecutionConfig.builder().locale(Locale.ROOT).formatAssertionsEnabled(true).build();

    private final Schema schema;
    private final ObjectValue defaults;

    private BodySchema(Object schema, ObjectValue defaults) {
        this(json(schema), defaults);
    }

    private BodySchema(String schema, ObjectValue defaults) {
        this.schema = REGISTRY.getSchema(schema, InputFormat.JSON);
        this.defaults = defaults;
    }

    /** Returns the JSON Schema that JSON text is. */
    static BodySchema ofText(String schema) {
        return new BodySchema(schema, ObjectValue.EMPTY);
    }

    /** Returns the schema of a route's request bodies. */
    public static Optional<BodySchema> ofRequest(RouteDocument.RouteOptions options) {
        return SchemaText.ofBody(options)
                .map(schema -> new BodySchema(schema, SchemaText.defaults(options)));
    }

    /** Returns the schema of a route's answers. */
    public static Optional<BodySchema> ofResponse(RouteDocument.RouteOptions options) {
        return options.responseSchema()
                .map(SchemaText::ofJsonSchema)
                .map(schema -> new BodySchema(schema, ObjectValue.EMPTY));
    }

    /** Fills in what is missing, and adds what is wrong to the problems. */
    void check(InputRoots roots, List<InputProblem> problems) {
        if (!defaults.isEmpty() && roots.body() instanceof ObjectValue body) {
            roots.replaceBody(withDefaults(body));
        }
        List<Error> errors = errors(InstanceTree.of(roots.body()));
        // What is listed is put into words, and not what is counted only.
        int count = Math.min(errors.size(), InputProblem.LISTED_MAX);
        for (int i = 0; i < count; i++) {
            problems.add(problem(errors.get(i)));
        }
    }

    /** Returns what is wrong with JSON text. */
    public List<InputProblem> problems(String json) {
        return errors(InstanceTree.parse(json)).stream().map(BodySchema::problem).toList();
    }

    private List<Error> errors(JsonNode tree) {
        ExecutionContext execution = new ExecutionContext(EXECUTION);
        schema.validate(execution, tree);
        return execution.getErrors();
    }

    /** Returns what an error of the validator says. */
    static InputProblem problem(Error error) {
        return new InputProblem(
                "body",
                new InputProblem.Place.Pointer(pointer(error)),
                error.getKeyword(),
                message(error));
    }

    private ObjectValue withDefaults(ObjectValue body) {
        ObjectBuilder filled = new ObjectBuilder(body.slotCount() + defaults.slotCount());
        filled.putAll(body);
        for (int i = 0; i < defaults.slotCount(); i++) {
            if (filled.find(defaults.key(i)) == Absent.ABSENT) {
                filled.put(defaults.key(i), defaults.slot(i));
            }
        }
        return filled.build();
    }

    private static String pointer(Error error) {
        String owner = error.getInstanceLocation().toString();
        String property = error.getProperty();
        return property == null ? owner : owner + "/" + escaped(property);
    }

    private static String message(Error error) {
        return switch (error.getKeyword()) {
            case "required" -> "is required";
            case "false" -> "is not allowed";
            default -> error.getMessage();
        };
    }

    private static String escaped(String property) {
        return property.replace("~", "~0").replace("/", "~1");
    }

    private static String json(@Nullable Object value) {
        JsonBuffer buffer = new JsonBuffer();
        buffer.value(value);
        return buffer.text();
    }

    private static SchemaRegistry registry() {
        Dialect standard = Dialects.getDraft202012();
        Dialect dialect =
                Dialect.builder(standard.getId(), standard)
                        .formats(formats -> formats.keySet().retainAll(ASSERTED_FORMATS))
                        .format(new MailAddress())
                        .build();
        SchemaRegistryConfig config =
                SchemaRegistryConfig.builder()
                        .formatAssertionsEnabled(true)
                        .losslessNarrowing(true)
                        .locale(Locale.ROOT)
                        .messageSource(new SchemaMessages())
                        .pathType(PathType.JSON_POINTER)
                        .regularExpressionFactory(pattern -> {
                            Pattern compiled = Pattern.compile(pattern);
                            return text -> compiled.matcher(text).find();
                        })
                        .build();
        return SchemaRegistry.withDialect(
                dialect,
                builder ->
                        builder.schemaRegistryConfig(config)
                                .schemaCacheEnabled(false)
                                .schemaLoader(loader -> loader.block(_ -> true)));
    }
}
