package dev.tiercel.frontend.document;

import dev.tiercel.frontend.syntax.NearestName;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.ir.DiagnosticCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads {@code sql_op}, {@code query_db} and {@code transaction} (OP-22 to OP-31). */
final class SqlOperations {
    private static final String DEFAULT_DATABASE = "default";
    private static final NumberRule TIMEOUT = NumberRule.atLeast(1);
    private static final Map<String, String> OPERATIONS = words("execute", "query");
    private static final Map<String, String> ISOLATIONS =
            words("read_uncommitted", "read_committed", "repeatable_read", "serializable");
    // Only for suggestions: a template in quotes is replaced with its quotes.
    private static final Pattern TEMPLATE = Pattern.compile("'?\\{\\{(.*?)\\}\\}'?");
    private static final SqlText NOTHING =
            new SqlText(
                    "",
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    true,
                    false);

    private final Reading reading;
    private final OperationReader blocks;

    SqlOperations(Reading reading, OperationReader blocks) {
        this.reading = reading;
        this.blocks = blocks;
    }

    Operation statement(Step step, boolean isTable) {
        Fields fields = step.fields(reading);
        fields.choice("operation", OPERATIONS);
        String database = database(fields);
        SqlDialect dialect =
                reading.settings().databases().getOrDefault(database, SqlDialect.SQLITE);
        SqlText text = fields.node("query").flatMap(node -> text(node, dialect)).orElse(NOTHING);
        SqlOperation.Arguments arguments =
                new SqlArguments(reading, text).read(fields, text.style());
        return new SqlOperation(
                step.location(reading),
                isTable,
                database,
                text.text(),
                arguments,
                fields.number("timeout_ms", TIMEOUT),
                fields.optionalVariable(OperationKind.OUTPUT));
    }

    Operation transaction(Step step, BlockScope scope) {
        Fields fields = step.fields(reading);
        String database = database(fields);
        if (scope.transactions().contains(database)) {
            reading.report(
                    DiagnosticCode.TRANSACTION_NESTED,
                    "`transaction` inside `transaction` on `" + database + "`",
                    step.node());
        }
        return new Operation.Transaction(
                step.location(reading),
                database,
                fields.choice("isolation", ISOLATIONS),
                blocks.block(fields, "body", scope.transaction(database)));
    }

    private String database(Fields fields) {
        String database = fields.string("database").orElse(DEFAULT_DATABASE);
        Set<String> known = reading.settings().databases().keySet();
        if (!known.contains(database)) {
            Node node = fields.node("database").orElse(fields.owner());
            String message = "Unknown database `" + database + "`";
            NearestName.find(database, known)
                    .ifPresentOrElse(
                            name ->
                                    reading.report(
                                            DiagnosticCode.UNKNOWN_DATABASE, message, node, name),
                            () -> reading.report(DiagnosticCode.UNKNOWN_DATABASE, message, node));
        }
        return database;
    }

    /** Returns what is known of a query; nothing if that has been reported. */
    private Optional<SqlText> text(Node node, SqlDialect dialect) {
        if (!(node instanceof Node.Scalar scalar && scalar.value() instanceof String source)) {
            reading.reportType("query", "a string", node);
            return Optional.empty();
        }
        if (source.contains("{{")) {
            reportTemplate(source, node);
            return Optional.empty();
        }
        SqlText text = SqlText.of(source, dialect);
        if (source.isBlank()) {
            reading.report(DiagnosticCode.INVALID_VALUE, "`query` is empty", node);
        } else if (text.isEmpty() && !text.hasSeveral()) {
            reading.report(DiagnosticCode.SQL_STATEMENT, "`query` has no statement", node);
        }
        text.refused()
                .ifPresent(word ->
                        reading.report(
                                DiagnosticCode.SQL_STATEMENT,
                                "`" + word + "` is not allowed; use `transaction`",
                                node));
        if (text.hasSeveral()) {
            reading.report(
                    DiagnosticCode.SQL_STATEMENT,
                    "`query` must be one statement; another one follows `;`",
                    node);
        }
        text.foreign()
                .ifPresent(written ->
                        reading.report(
                                DiagnosticCode.SQL_PLACEHOLDERS,
                                "`" + written + "` is no placeholder; write `?`, `$1` or `:name`",
                                node));
        text.mixed()
                .ifPresent(pair ->
                        reading.report(
                                DiagnosticCode.SQL_PLACEHOLDERS,
                                "`" + pair.get(0) + "` and `" + pair.get(1) + "` in one query",
                                node));
        return Optional.of(text);
    }

    private void reportTemplate(String source, Node node) {
        Matcher templates = TEMPLATE.matcher(source);
        String arguments =
                TEMPLATE.matcher(source)
                        .results()
                        .map(found -> "\"{{" + found.group(1) + "}}\"")
                        .collect(Collectors.joining(", ", "[", "]"));
        String bound = templates.replaceAll("?");
        reading.report(
                DiagnosticCode.SQL_TEMPLATE,
                "Bind the value: `" + bound + "`, args: " + arguments,
                node,
                "query: \"" + bound.replace("\"", "\\\"") + "\", args: " + arguments);
    }

    private static Map<String, String> words(String... words) {
        return List.of(words).stream()
                .collect(Collectors.toMap(Function.identity(), Function.identity()));
    }
}
