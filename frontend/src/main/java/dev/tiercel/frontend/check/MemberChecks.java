package dev.tiercel.frontend.check;

import dev.tiercel.frontend.document.NestedBlock;
import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.frontend.syntax.NearestName;
import dev.tiercel.frontend.syntax.Position;
import dev.tiercel.ir.DiagnosticCode;
import java.util.List;
import java.util.Optional;

/** UNKNOWN_MEMBER: members of objects that the server makes (HTTP-12, LANG-15, ERR-1, WS-13). */
final class MemberChecks implements PartCheck {
    private static final List<String> REQUEST =
            List.of(
                    "method",
                    "path",
                    "query",
                    "params",
                    "headers",
                    "body",
                    "payload",
                    "raw_body",
                    "cookies",
                    "ip",
                    "id",
                    "auth");
    private static final List<String> LOOP =
            List.of("index", "counter", "total", "is_first", "is_last", "depth");
    private static final List<String> ERROR =
            List.of("code", "message", "status", "source", "data", "retryable", "cause");
    private static final List<String> CONNECTION =
            List.of("id", "route", "user", "channels", "connected_at", "messages_received");

    private final Findings findings;

    MemberChecks(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void check(Expression part, Site site) {
        if (site.isInPredicate()) {
            return;
        }
        switch (part) {
            case Expression.Member(
                            Expression.Name(String target, _),
                            String member,
                            var position) ->
                    check(target, member, position, site);
            case Expression.Index(
                            Expression.Name(String target, _),
                            Expression.Literal(String member, var position, _),
                            _) ->
                    check(target, member, position, site);
            default -> {}
        }
    }

    private void check(String target, String member, Position position, Site site) {
        Optional<List<String>> members = members(target, site);
        if (members.isEmpty() || members.get().contains(member)) {
            return;
        }
        Optional<String> suggestion =
                NearestName.find(member, members.get())
                        .or(() ->
                                target.equals("request")
                                        ? requestField(member, site)
                                        : Optional.empty())
                        .map(name -> target + "." + name);
        findings.report(
                DiagnosticCode.UNKNOWN_MEMBER,
                "`"
                        + target
                        + "."
                        + member
                        + "` does not exist"
                        + suggestion.map(s -> "; did you mean " + s + "?").orElse(""),
                site,
                position,
                suggestion);
    }

    private static Optional<String> requestField(String member, Site site) {
        return Optional.of(site.unit().place().requestFields() + "." + member);
    }

    /** Returns the members of what a name holds, if they are known. */
    private static Optional<List<String>> members(String target, Site site) {
        Optional<NestedBlock.Role> role = site.scope().find(target);
        if (role.isPresent()) {
            return switch (role.get()) {
                case VALUE -> Optional.empty();
                case LOOP -> Optional.of(LOOP);
                case ERROR -> Optional.of(ERROR);
            };
        }
        if (target.equals("request")) {
            return Optional.of(REQUEST);
        }
        boolean isConnection =
                target.equals("connection")
                        && site.unit().place() == Unit.Place.HOOK
                        && !site.unit().assigned().contains(target);
        return isConnection ? Optional.of(CONNECTION) : Optional.empty();
    }
}
