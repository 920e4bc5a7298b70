package dev.tiercel.frontend.check;

import dev.tiercel.frontend.document.Operation;
import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.ir.Builtin;
import dev.tiercel.ir.DiagnosticCode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * UNKNOWN_FUNCTION and ARITY of calls in expressions and of {@code call_function} (LANG-20,
 * LANG-21, LANG-53).
 */
final class CallChecks implements PartCheck {
    private static final Set<String> ARGUMENTS = Set.of("args", "arguments");

    private final Functions functions;
    private final Findings findings;
    private final Suggestions suggestions;

    CallChecks(Functions functions, Findings findings, Suggestions suggestions) {
        this.functions = functions;
        this.findings = findings;
        this.suggestions = suggestions;
    }

    @Override
    public void check(Expression part, Site site) {
        if (!(part instanceof Expression.Call call)) {
            return;
        }
        int given = call.arguments().size();
        switch (functions.resolve(call)) {
            case Functions.Resolved.User(int count) -> {
                if (count != given) {
                    reportArity(call, arguments(Set.of(count)), site);
                }
            }
            case Functions.Resolved.WrongCount(List<Builtin> overloads) ->
                    reportArity(call, counts(overloads), site);
            case Functions.Resolved.Unknown _ -> reportUnknown(call, site);
            case Functions.Resolved.BuiltIn _ -> {}
        }
    }

    private void reportArity(Expression.Call call, String expected, Site site) {
        findings.report(
                DiagnosticCode.ARITY,
                arity(call.function(), expected, call.arguments().size()),
                site,
                call.position());
    }

    private static String arity(String function, String expected, int given) {
        return "`" + function + "` takes " + expected + ", " + given + " given";
    }

    private static String counts(List<Builtin> overloads) {
        Set<Integer> counts = new TreeSet<>();
        for (Builtin function : overloads) {
            if (function.maxArguments() == Integer.MAX_VALUE) {
                return "at least " + arguments(Set.of(function.minArguments()));
            }
            for (int n = function.minArguments(); n <= function.maxArguments(); n++) {
                counts.add(n);
            }
        }
        return arguments(counts);
    }

    private static String arguments(Set<Integer> counts) {
        List<String> texts = counts.stream().map(String::valueOf).toList();
        String numbers =
                texts.size() == 1
                        ? texts.getFirst()
                        : String.join(", ", texts.subList(0, texts.size() - 1))
                                + " or "
                                + texts.getLast();
        return numbers + (numbers.equals("1") ? " argument" : " arguments");
    }

    private void reportUnknown(Expression.Call call, Site site) {
        String name = call.function();
        Optional<String> nearest = suggestions.nearest(name, this::allNames);
        String message = "Unknown function `" + name + "`";
        if (nearest.isPresent()) {
            findings.report(
                    DiagnosticCode.UNKNOWN_FUNCTION,
                    message + "; did you mean `" + nearest.get() + "`?",
                    site,
                    call.position(),
                    nearest.get());
        } else if (isVariableBehindBar(call, site)) {
            findings.report(
                    DiagnosticCode.UNKNOWN_FUNCTION,
                    message + "; a condition is joined by ||",
                    site,
                    call.position(),
                    "||");
        } else {
            findings.report(DiagnosticCode.UNKNOWN_FUNCTION, message, site, call.position());
        }
    }

    private Set<String> allNames() {
        Set<String> names = new LinkedHashSet<>(functions.userNames());
        names.addAll(Builtin.allNames());
        return names;
    }

    /** Whether a call was written as a filter, and its name is one of a variable. */
    private static boolean isVariableBehindBar(Expression.Call call, Site site) {
        return call.arguments().size() == 1
                && call.arguments().getFirst().position().line() == call.position().line()
                && call.arguments().getFirst().position().column() < call.position().column()
                && (site.unit().assigned().contains(call.function())
                        || site.unit().declared().contains(call.function()));
    }

    /** Checks a call by an operation, which can only call user functions. */
    void check(Operation.CallFunction call) {
        String name = call.name();
        if (name.equals(Operation.CallFunction.UNREADABLE)) {
            return;
        }
        Optional<Integer> count = functions.parameterCount(name);
        int given = call.arguments().size();
        if (count.isPresent()) {
            if (count.get() != given && !findings.hasWrongType(call.location(), ARGUMENTS)) {
                findings.reportName(
                        DiagnosticCode.ARITY,
                        arity(name, arguments(Set.of(count.get())), given),
                        call.location(),
                        name,
                        Optional.empty());
            }
            return;
        }
        Optional<String> nearest = suggestions.nearest(name, functions::userNames);
        String hint =
                nearest.isEmpty() && Builtin.find(name).isPresent()
                        ? "; a built-in function is called in an expression"
                        : didYouMean(nearest);
        findings.reportName(
                DiagnosticCode.UNKNOWN_FUNCTION,
                "Unknown function `" + name + "`" + hint,
                call.location(),
                name,
                nearest);
    }

    /** Checks the function that an extension names; it has one parameter (DOC-18). */
    void checkTarget(String name, Node written) {
        Optional<Integer> count = functions.parameterCount(name);
        if (count.isPresent() && count.get() != 1) {
            findings.report(
                    DiagnosticCode.ARITY, arity(name, arguments(Set.of(count.get())), 1), written);
        }
        if (count.isEmpty()) {
            Optional<String> nearest = suggestions.nearest(name, functions::userNames);
            findings.report(
                    DiagnosticCode.UNKNOWN_FUNCTION,
                    "Unknown function `" + name + "`" + didYouMean(nearest),
                    written,
                    nearest);
        }
    }

    private static String didYouMean(Optional<String> nearest) {
        return nearest.map(n -> "; did you mean `" + n + "`?").orElse("");
    }
}
