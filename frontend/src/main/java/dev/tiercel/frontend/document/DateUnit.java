package dev.tiercel.frontend.document;

import dev.tiercel.ir.Builtin;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The units by which {@code date_op} moves a date, from the largest to the smallest. */
enum DateUnit {
    YEARS(Builtin.ADD_YEARS, Builtin.SUBTRACT_YEARS),
    MONTHS(Builtin.ADD_MONTHS, Builtin.SUBTRACT_MONTHS),
    DAYS(Builtin.ADD_DAYS, Builtin.SUBTRACT_DAYS),
    HOURS(Builtin.ADD_HOURS, Builtin.SUBTRACT_HOURS),
    MINUTES(Builtin.ADD_MINUTES, Builtin.SUBTRACT_MINUTES),
    SECONDS(Builtin.ADD_SECONDS, Builtin.SUBTRACT_SECONDS);

    private final Builtin addition;
    private final Builtin subtraction;

    DateUnit(Builtin addition, Builtin subtraction) {
        this.addition = addition;
        this.subtraction = subtraction;
    }

    /** Returns the name of the field that gives an amount of this unit. */
    String field() {
        return name().toLowerCase(Locale.ROOT);
    }

    Builtin function(boolean isAddition) {
        return isAddition ? addition : subtraction;
    }

    static Set<String> fields() {
        return Arrays.stream(values()).map(DateUnit::field).collect(Collectors.toSet());
    }
}
