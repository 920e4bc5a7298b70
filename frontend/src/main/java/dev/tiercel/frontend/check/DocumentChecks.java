package dev.tiercel.frontend.check;

import dev.tiercel.frontend.document.AssignedNames;
import dev.tiercel.frontend.document.Document;
import dev.tiercel.frontend.document.ExtensionDocument;
import dev.tiercel.frontend.document.ExtensionOperation;
import dev.tiercel.frontend.document.Field;
import dev.tiercel.frontend.document.FunctionDocument;
import dev.tiercel.frontend.document.LocalFunction;
import dev.tiercel.frontend.document.NestedBlock;
import dev.tiercel.frontend.document.Operation;
import dev.tiercel.frontend.document.OperationWalk;
import dev.tiercel.frontend.document.RateLimit;
import dev.tiercel.frontend.document.RouteDocument;
import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.frontend.expression.ExpressionReader;
import dev.tiercel.frontend.syntax.Diagnostics;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.ir.Builtin;
import dev.tiercel.ir.DiagnosticCode;
import dev.tiercel.ir.ValueType;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The findings about a typed document that need to know what its names mean (documents.md, section
 * 12): unknown names and functions, wrong numbers of arguments, faulty literal arguments, and texts
 * that look like something else. A document without errors of these checks can be lowered.
 *
 * <p>The state of a connection's variables at {@code on_message} and {@code on_disconnect} is taken
 * to be that at the end of {@code on_connect}, or what earlier messages may have made of it.
 */
public final class DocumentChecks {
    private final Findings findings;
    private final Functions functions;
    private final ExpressionReader reader;
    private final AssignedNames assigned = new AssignedNames();
    private final NameState.Table table = new NameState.Table();
    private final FunctionEntries entries;
    private final Set<String> extensionOperations;
    private final CallChecks calls;
    private final DeclarationChecks declarations;
    private final ParallelChecks parallels;
    private final TextChecks texts;
    private final ComputedParts computed;
    private final ExpressionTypes types;
    private final ExpressionVisitor expressions;

    private DocumentChecks(
            Document document,
            List<List<Operation>> blocks,
            KnownFunctions known,
            CheckSettings settings,
            Diagnostics diagnostics) {
        findings = new Findings(diagnostics, document.syntax());
        functions = new Functions(known.parameterCountByName());
        Set<String> names = new HashSet<>();
        for (List<Operation> block : blocks) {
            names.addAll(assigned.of(block));
            OperationWalk.forEach(
                    block,
                    operation -> {
                        if (operation
                                instanceof Operation.DefineFunction(_, LocalFunction function)) {
                            functions.declare(function);
                            names.addAll(assigned.of(function.body()));
                        }
                    });
        }
        reader = new ExpressionReader(diagnostics, settings.limits());
        entries = new FunctionEntries(functions);
        extensionOperations = known.extensionOperations();
        var suggestions = new Suggestions();
        calls = new CallChecks(functions, findings, suggestions);
        declarations = new DeclarationChecks(findings);
        parallels = new ParallelChecks(assigned, findings);
        texts = new TextChecks(names, findings);
        computed = new ComputedParts(settings.evaluator(), functions);
        types = new ExpressionTypes(functions, computed);
        expressions =
                new ExpressionVisitor(
                        new Predicates(functions, reader, findings),
                        computed,
                        List.of(
                                calls,
                                entries,
                                new NameChecks(findings, suggestions),
                                new MemberChecks(findings),
                                new TypeChecks(types, computed, functions, findings),
                                new EnvironmentChecks(
                                        functions, settings.environmentNames(), findings),
                                new LiteralArgumentChecks(functions, findings)));
    }

    /**
     * Checks a document.
     *
     * @param known the global functions, whether or not they include the document itself
     * @param diagnostics receives the findings; its current document is this one
     */
    public static void check(
            Document document,
            KnownFunctions known,
            CheckSettings settings,
            Diagnostics diagnostics) {
        switch (document) {
            case RouteDocument route ->
                    new DocumentChecks(route, blocks(route), known, settings, diagnostics)
                            .checkRoute(route);
            case FunctionDocument function ->
                    new DocumentChecks(
                                    function,
                                    List.of(function.body()),
                                    known.with(function.name(), function.parameters().size()),
                                    settings,
                                    diagnostics)
                            .checkFunction(function);
            case ExtensionDocument extension ->
                    new DocumentChecks(extension, List.of(), known, settings, diagnostics)
                            .checkExtension(extension);
        }
    }

    private static List<List<Operation>> blocks(RouteDocument route) {
        RouteDocument.Hooks hooks = route.hooks();
        return List.of(route.logic(), hooks.onConnect(), hooks.onMessage(), hooks.onDisconnect());
    }

    private void checkRoute(RouteDocument route) {
        Set<String> variables = new HashSet<>();
        blocks(route).forEach(block -> variables.addAll(assigned.of(block)));
        var unit =
                new Unit(
                        route.isWebSocket() ? Unit.Place.HOOK : Unit.Place.HTTP,
                        false,
                        DeclaredNames.of(route),
                        variables);
        if (route.isWebSocket()) {
            checkHooks(route.hooks(), unit);
        } else {
            walk(route.logic(), unit, table.nothing());
        }
        route.options().rateLimit().ifPresent(limit -> checkRateLimit(limit, unit));
        entries.propagate(reader);
        functions.locals().forEach(function -> checkLocal(function, unit));
    }

    private void checkHooks(RouteDocument.Hooks hooks, Unit unit) {
        NameState connected = walk(hooks.onConnect(), unit, table.nothing());
        NameState received = connected.copy();
        received.maybeAssign(assigned.of(hooks.onConnect()));
        received.maybeAssign(assigned.of(hooks.onMessage()));
        walk(hooks.onMessage(), unit, received);
        walk(hooks.onDisconnect(), unit, received);
    }

    // The key is computed before the logic runs, so that no variable is known (HTTP-36).
    private void checkRateLimit(RateLimit limit, Unit unit) {
        if (limit instanceof RateLimit.Requests requests
                && requests.key() instanceof RateLimit.Key.Computed(var expression)) {
            visitWithoutVariables(expression, "/rate_limit/key", unit);
        }
    }

    private void visitWithoutVariables(Expression expression, String pointer, Unit unit) {
        expressions.visit(expression, new Site(pointer, unit, Scope.NONE, table.unreachable()));
    }

    private void checkLocal(LocalFunction function, Unit route) {
        Set<String> names = new HashSet<>(route.assigned());
        names.addAll(function.parameters());
        names.addAll(assigned.of(function.body()));
        Optional<NameState> noted = entries.find(function.name());
        NameState start = noted.orElseGet(table::nothing);
        start.assign(function.parameters());
        if (noted.isEmpty()) {
            start.assign(route.assigned());
        }
        walk(function.body(), new Unit(route.place(), true, route.declared(), names), start);
    }

    private void checkFunction(FunctionDocument function) {
        if (Builtin.find(function.name()).isPresent()) {
            findings.report(
                    DiagnosticCode.SHADOWS_BUILTIN,
                    DeclarationChecks.shadowsBuiltin(function.name()),
                    member(function, "name"));
        }
        declarations.checkParameters(function.syntax(), Unit.Place.ANYWHERE);
        Set<String> names = new HashSet<>(function.parameters());
        names.addAll(assigned.of(function.body()));
        NameState start = table.nothing();
        start.assign(function.parameters());
        walk(function.body(), new Unit(Unit.Place.ANYWHERE, true, Set.of(), names), start);
    }

    private void checkExtension(ExtensionDocument extension) {
        switch (extension.target()) {
            case ExtensionDocument.Target.Function(String name) ->
                    extension
                            .syntax()
                            .find("function")
                            .ifPresent(entry -> calls.checkTarget(name, entry.value()));
            case ExtensionDocument.Target.Webhook webhook -> checkWebhook(webhook);
        }
    }

    private void checkWebhook(ExtensionDocument.Target.Webhook webhook) {
        var unit = new Unit(Unit.Place.ANYWHERE, true, Set.of(), Set.of());
        webhook.evaluatedOnce().forEach(e -> visitWithoutVariables(e, "/webhook", unit));
        Scope outcome =
                Scope.NONE.inside(
                        Map.of(
                                "error", NestedBlock.Role.ERROR,
                                "response", NestedBlock.Role.VALUE));
        webhook.retry()
                .flatMap(Operation.Retry::when)
                .ifPresent(when ->
                        expressions.visit(
                                when, new Site("/webhook", unit, outcome, table.unreachable())));
    }

    private void checkExtensionOperation(ExtensionOperation operation) {
        if (!extensionOperations.contains(operation.operation())) {
            findings.report(
                    DiagnosticCode.UNKNOWN_OPERATION,
                    "Unknown operation `" + operation.operation() + "`",
                    operation.step());
        }
    }

    private static Node member(Document document, String key) {
        return document.syntax().find(key).map(Node.Entry::value).orElse(document.syntax());
    }

    private NameState walk(List<Operation> block, Unit unit, NameState start) {
        return new FlowWalker(assigned, table, new UnitVisitor(unit))
                .walk(block, start, Scope.NONE);
    }

    /** Leads the checks through one unit. */
    private final class UnitVisitor implements FlowWalker.Visitor {
        private final Unit unit;

        UnitVisitor(Unit unit) {
            this.unit = unit;
        }

        @Override
        public void operation(Operation operation, Scope scope, NameState state) {
            declarations.check(operation, unit.place());
            parallels.check(operation, scope);
            if (operation instanceof ExtensionOperation extension) {
                checkExtensionOperation(extension);
            }
            if (operation instanceof Operation.CallFunction call) {
                calls.check(call);
                if (!unit.isFunction()) {
                    entries.note(call.name(), state);
                }
            }
        }

        @Override
        public ValueType type(Expression expression) {
            return types.of(expression);
        }

        @Override
        public void expression(Field field, Operation operation, Scope scope, NameState state) {
            var site = new Site(operation.location().pointer(), unit, scope, state);
            types.infer(field.expression(), site);
            expressions.visit(field.expression(), site);
            if (field.isValue()) {
                texts.check(field.expression(), operation, site);
            }
        }
    }
}
