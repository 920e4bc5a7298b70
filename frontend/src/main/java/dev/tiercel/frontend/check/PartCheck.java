package dev.tiercel.frontend.check;

import dev.tiercel.frontend.expression.Expression;

/** Looks at every part of every expression for one family of findings. */
interface PartCheck {
    void check(Expression part, Site site);
}
