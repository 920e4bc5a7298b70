package dev.tiercel.ir;

import java.util.List;

/**
 * JSON text with holes: fragment 0, hole 0, fragment 1, hole 1, …, last fragment. A hole is filled
 * with the JSON form of an operand.
 *
 * @param fragments constant JSON text around the holes, one more than there are holes
 */
public record ResponseTemplate(List<String> fragments) {
    public ResponseTemplate {
        fragments = List.copyOf(fragments);
        if (fragments.isEmpty()) {
            throw new IllegalArgumentException("a template has at least one fragment");
        }
    }

    public int holeCount() {
        return fragments.size() - 1;
    }
}
