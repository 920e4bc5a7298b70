package dev.tiercel.runtime.function;

import java.util.List;

/** English names of months, weekdays and halves of the day, in their order. */
final class DateNames {
    static final List<String> MONTHS =
            List.of(
                    "January",
                    "February",
                    "March",
                    "April",
                    "May",
                    "June",
                    "July",
                    "August",
                    "September",
                    "October",
                    "November",
                    "December");
    static final List<String> WEEKDAYS =
            List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");
    static final List<String> HALF_DAYS = List.of("AM", "PM");

    private static final int SHORT_LENGTH = 3;

    private DateNames() {}

    /** Returns the abbreviation of the name of a month or a weekday. */
    static String shortened(String name) {
        return name.substring(0, SHORT_LENGTH);
    }
}
