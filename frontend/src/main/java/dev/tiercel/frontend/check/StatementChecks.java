package dev.tiercel.frontend.check;

import dev.tiercel.frontend.document.Document;
import dev.tiercel.frontend.document.ExtensionDocument;
import dev.tiercel.frontend.document.FunctionDocument;
import dev.tiercel.frontend.document.Operation;
import dev.tiercel.frontend.document.OperationWalk;
import dev.tiercel.frontend.document.RouteDocument;
import dev.tiercel.frontend.document.SqlOperation;
import dev.tiercel.frontend.syntax.Diagnostics;
import dev.tiercel.frontend.syntax.Position;
import dev.tiercel.ir.DiagnosticCode;
import dev.tiercel.ir.SourceLocation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * ALWAYS_FAILS: statements that their database refuses, or whose parameters it counts in another
 * way than the author. WRITE_CONFLICT: columns of one name. A missing table is no finding, because
 * it may be made before the statement runs; neither is an outage.
 */
public final class StatementChecks {
    private final StatementInspector inspector;
    private final Diagnostics diagnostics;
    private final SyntaxIndex index;

    private StatementChecks(
            StatementInspector inspector, Diagnostics diagnostics, SyntaxIndex index) {
        this.inspector = inspector;
        this.diagnostics = diagnostics;
        this.index = index;
    }

    /**
     * Asks the databases about the statements of a document.
     *
     * @param diagnostics receives warnings; its current document is this one
     */
    public static void check(
            Document document, StatementInspector inspector, Diagnostics diagnostics) {
        List<SqlOperation> statements = new ArrayList<>();
        blocks(document).forEach(block -> collect(block, statements));
        if (!statements.isEmpty()) {
            StatementChecks checks =
                    new StatementChecks(inspector, diagnostics, new SyntaxIndex(document.syntax()));
            statements.forEach(checks::check);
        }
    }

    private static List<List<Operation>> blocks(Document document) {
        return switch (document) {
            case RouteDocument route ->
                    List.of(
                            route.logic(),
                            route.hooks().onConnect(),
                            route.hooks().onMessage(),
                            route.hooks().onDisconnect());
            case FunctionDocument function -> List.of(function.body());
            case ExtensionDocument _ -> List.of();
        };
    }

    private static void collect(List<Operation> block, List<SqlOperation> statements) {
        OperationWalk.forEach(
                block,
                operation -> {
                    if (operation instanceof SqlOperation statement) {
                        statements.add(statement);
                    } else if (operation instanceof Operation.DefineFunction(_, var function)) {
                        collect(function.body(), statements);
                    }
                });
    }

    private void check(SqlOperation statement) {
        switch (inspector.inspect(statement.database(), statement.statement())) {
            case StatementInspector.Answer.Unknown _ -> {}
            case StatementInspector.Answer.Refused(var reason) ->
                    report(
                            DiagnosticCode.ALWAYS_FAILS,
                            statement,
                            "Database `" + statement.database() + "` refuses this: " + reason);
            case StatementInspector.Answer.Prepared(var count, var columns) -> {
                checkCount(statement, count);
                checkColumns(statement, columns);
            }
        }
    }

    private void checkCount(SqlOperation statement, int count) {
        int given = statement.arguments().count();
        if (count != given) {
            report(
                    DiagnosticCode.ALWAYS_FAILS,
                    statement,
                    "The database sees "
                            + count
                            + (count == 1 ? " parameter" : " parameters")
                            + " in this query, not "
                            + given);
        }
    }

    private void checkColumns(SqlOperation statement, List<String> columns) {
        Set<String> seen = new HashSet<>();
        Set<String> repeated = new HashSet<>();
        for (String column : columns) {
            if (!seen.add(column) && repeated.add(column)) {
                report(
                        DiagnosticCode.WRITE_CONFLICT,
                        statement,
                        "Several columns are named `" + column + "`; rows have the last of them");
            }
        }
    }

    private void report(DiagnosticCode code, SqlOperation statement, String message) {
        SourceLocation location = statement.location();
        diagnostics.report(
                code,
                message,
                new Position(location.line(), location.column()),
                index.node(location.pointer()).pointer());
    }
}
