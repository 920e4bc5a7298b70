package dev.tiercel.runtime.connector;

import dev.tiercel.runtime.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of a result, as members of an object: of equal labels the last column counts, at the
 * place of the first (OP-26). Immutable.
 */
final class ColumnTable {
    static final ColumnTable NONE = of(List.of());

    private final List<String> labels;
    private final Shape shape;
    private final int[] columns;

    private ColumnTable(List<String> labels, Shape shape, int[] columns) {
        this.labels = labels;
        this.shape = shape;
        this.columns = columns;
    }

    static ColumnTable of(List<String> labels) {
        List<String> keys = new ArrayList<>();
        List<Integer> columns = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            int known = keys.indexOf(labels.get(i));
            if (known < 0) {
                keys.add(labels.get(i));
                columns.add(i);
            } else {
                columns.set(known, i);
            }
        }
        int[] columnOfKey = columns.stream().mapToInt(Integer::intValue).toArray();
        return new ColumnTable(List.copyOf(labels), Shape.of(keys).share(), columnOfKey);
    }

    /** Returns the table of these labels, this one if it is. */
    ColumnTable with(List<String> newLabels) {
        return labels.equals(newLabels) ? this : of(newLabels);
    }

    Shape shape() {
        return shape;
    }

    /** Returns which column gives a member. */
    int column(int member) {
        return columns[member];
    }
}
