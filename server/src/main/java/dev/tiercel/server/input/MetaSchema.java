package dev.tiercel.server.input;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.path.PathType;
import java.util.List;
import java.util.Locale;

/** What JSON Schemas of 2020-12 must be: the schema of schemas that the standard comes with. */
final class MetaSchema {
    private static final Schema SCHEMA = schema();

    private MetaSchema() {}

    /** Returns what is wrong with the JSON text of a schema. */
    static List<InputProblem> problems(String schema) {
        return SCHEMA.validate(schema, InputFormat.JSON).stream().map(BodySchema::problem).toList();
    }

    private static Schema schema() {
        Dialect standard = Dialects.getDraft202012();
        SchemaRegistryConfig config =
                SchemaRegistryConfig.builder()
                        .pathType(PathType.JSON_POINTER)
                        .locale(Locale.ROOT)
                        .build();
        return SchemaRegistry.withDefaultDialect(
                        standard, builder -> builder.schemaRegistryConfig(config))
                .getSchema(SchemaLocation.of(standard.getId()));
    }
}
