package dev.tiercel.frontend.document;

import dev.tiercel.frontend.syntax.NearestName;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.ir.DiagnosticCode;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A literal word out of a fixed set. */
final class Choice {
    private Choice() {}

    /** Returns what a word means; an unknown word is reported with the nearest one. */
    static <T> Optional<T> find(
            String word, Map<String, T> valueByWord, Node node, Reading reading) {
        Optional<T> value = Optional.ofNullable(valueByWord.get(word));
        if (value.isEmpty()) {
            String allowed =
                    valueByWord.keySet().stream().sorted().collect(Collectors.joining("`, `"));
            String message = "`" + word + "` is none of `" + allowed + "`";
            NearestName.find(word, valueByWord.keySet().stream().sorted().toList())
                    .ifPresentOrElse(
                            s -> reading.report(DiagnosticCode.INVALID_VALUE, message, node, s),
                            () -> reading.report(DiagnosticCode.INVALID_VALUE, message, node));
        }
        return value;
    }
}
