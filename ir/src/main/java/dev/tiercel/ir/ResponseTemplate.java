package dev.tiercel.ir;

import java.util.ArrayList;
import java.util.List;

/**
 * JSON text with holes: fragment 0, hole 0, fragment 1, hole 1, …, last fragment. A hole is filled
 * with the JSON form of an operand.
 *
 * @param fragments constant JSON text around the holes, one more than there are holes
 * @param holeDepths for each hole, how many objects and arrays of the text it stands in
 */
public record ResponseTemplate(List<String> fragments, List<Integer> holeDepths) {
    public ResponseTemplate {
        fragments = List.copyOf(fragments);
        holeDepths = List.copyOf(holeDepths);
        if (fragments.size() != holeDepths.size() + 1) {
            throw new IllegalArgumentException("a template has one fragment more than holes");
        }
    }

    /** Makes the template of a text, whose brackets tell how deep its holes are. */
    public static ResponseTemplate of(List<String> fragments) {
        List<Integer> depths = new ArrayList<>();
        int depth = 0;
        for (String fragment : fragments.subList(0, fragments.size() - 1)) {
            depth += opened(fragment);
            depths.add(depth);
        }
        return new ResponseTemplate(fragments, depths);
    }

    public int holeCount() {
        return holeDepths.size();
    }

    // Holes never stand in a string, so that each fragment holds whole strings.
    private static int opened(String fragment) {
        int opened = 0;
        boolean isInString = false;
        for (int i = 0; i < fragment.length(); i++) {
            switch (fragment.charAt(i)) {
                case '"' -> isInString = !isInString;
                case '\\' -> i++;
                case '[', '{' -> opened += isInString ? 0 : 1;
                case ']', '}' -> opened -= isInString ? 0 : 1;
                default -> {}
            }
        }
        return opened;
    }
}
