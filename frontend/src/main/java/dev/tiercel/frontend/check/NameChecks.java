package dev.tiercel.frontend.check;

import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.frontend.syntax.NearestName;
import dev.tiercel.ir.BinaryOperator;
import dev.tiercel.ir.DiagnosticCode;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** UNKNOWN_NAME and MAYBE_UNASSIGNED (LANG-9 to LANG-11, LANG-35). */
final class NameChecks implements PartCheck {
    private final Findings findings;
    private final Suggestions suggestions;
    private final Set<Expression> comparedWords =
            Collections.newSetFromMap(new IdentityHashMap<>());

    NameChecks(Findings findings, Suggestions suggestions) {
        this.findings = findings;
        this.suggestions = suggestions;
    }

    @Override
    public void check(Expression part, Site site) {
        if (site.isInPredicate() || !site.state().isReachable()) {
            return;
        }
        switch (part) {
            case Expression.Binary binary -> noteWords(binary);
            case Expression.Name name -> check(name, site);
            default -> {}
        }
    }

    /** Notes the names that stand where a comparison has its constant (LANG-35). */
    private void noteWords(Expression.Binary binary) {
        boolean isMembership =
                binary.operator() == BinaryOperator.IN
                        || binary.operator() == BinaryOperator.NOT_IN;
        if (binary.operator().isEquality()) {
            comparedWords.add(binary.right());
        } else if (isMembership && binary.right() instanceof Expression.ArrayLiteral array) {
            comparedWords.addAll(array.elements());
        }
    }

    private void check(Expression.Name name, Site site) {
        String text = name.name();
        NameState state = site.state();
        boolean isKnown =
                site.scope().find(text).isPresent()
                        || state.isAlways(text)
                        || site.unit().declared().contains(text)
                        || site.unit().place().roots().contains(text);
        if (isKnown) {
            return;
        }
        if (state.isSometimes(text)) {
            findings.report(
                    DiagnosticCode.MAYBE_UNASSIGNED,
                    "`" + text + "` is assigned on some paths only; a request could supply it",
                    site,
                    name.position());
        } else {
            reportUnknown(name, site);
        }
    }

    private void reportUnknown(Expression.Name name, Site site) {
        String text = name.name();
        Unit unit = site.unit();
        Optional<String> field =
                unit.isFunction()
                        ? Optional.empty()
                        : Optional.of(unit.place().requestFields() + "." + text);
        Optional<String> suggestion =
                comparedWords.contains(name)
                        ? Optional.of("'" + text + "'")
                        : suggestions
                                .nearest(text, () -> visible(text, site))
                                .filter(near -> isMisspelt(text, near))
                                .or(() -> field);
        String message =
                "`"
                        + text
                        + "` is read from the request; "
                        + field.map(f -> "declare it or write " + f).orElse("make it a parameter");
        findings.report(DiagnosticCode.UNKNOWN_NAME, message, site, name.position(), suggestion);
    }

    /**
     * Whether a name is rather a misspelt one than another one. A short name of the request differs
     * from every short variable by two letters.
     */
    private static boolean isMisspelt(String name, String near) {
        return 2 * NearestName.distance(name, near) <= name.length();
    }

    private static Set<String> visible(String except, Site site) {
        Set<String> names = new LinkedHashSet<>(site.scope().names());
        names.addAll(site.unit().assigned());
        names.addAll(site.unit().declared());
        names.addAll(site.unit().place().roots());
        names.remove(except);
        return names;
    }
}
