package dev.tiercel.frontend.check;

import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.frontend.syntax.NearestName;
import dev.tiercel.frontend.syntax.Position;
import dev.tiercel.ir.Builtin;
import dev.tiercel.ir.DiagnosticCode;
import java.util.Set;

/**
 * ENV_NOT_ALLOWED: literal names of the environment that the configuration does not list (LANG-69).
 */
final class EnvironmentChecks implements PartCheck {
    private final Functions functions;
    private final Set<String> allowed;
    private final Findings findings;

    EnvironmentChecks(Functions functions, Set<String> allowed, Findings findings) {
        this.functions = functions;
        this.allowed = allowed;
        this.findings = findings;
    }

    @Override
    public void check(Expression part, Site site) {
        switch (part) {
            case Expression.Member(
                            Expression.Name(String target, _),
                            String name,
                            var position) -> {
                if (target.equals("env") && !site.isInPredicate()) {
                    check(name, position, site);
                }
            }
            case Expression.Index(
                            Expression.Name(String target, _),
                            Expression.Literal(String name, var position, _),
                            _) -> {
                if (target.equals("env") && !site.isInPredicate()) {
                    check(name, position, site);
                }
            }
            case Expression.Call call -> {
                if (functions.resolve(call)
                                instanceof Functions.Resolved.BuiltIn(Builtin function, _)
                        && function == Builtin.ENV
                        && call.arguments().getFirst()
                                instanceof Expression.Literal(String name, var position, _)) {
                    check(name, position, site);
                }
            }
            default -> {}
        }
    }

    private void check(String name, Position position, Site site) {
        if (!allowed.contains(name)) {
            findings.report(
                    DiagnosticCode.ENV_NOT_ALLOWED,
                    "`" + name + "` is not readable",
                    site,
                    position,
                    NearestName.find(name, allowed.stream().sorted().toList()));
        }
    }
}
