package dev.tiercel.server.golden;

import dev.tiercel.frontend.document.Document;
import dev.tiercel.frontend.format.JsonPrinter;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.frontend.syntax.Position;
import dev.tiercel.ir.SourceLocation;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/** Typed documents as text without the places where things stand, to compare their meaning. */
final class MeaningText {
    private MeaningText() {}

    static String of(Object value) {
        return switch (value) {
            case null -> "null";
            case Node node -> JsonPrinter.compact(node);
            case Optional<?> optional -> optional.map(MeaningText::of).orElse("-");
            case Collection<?> elements -> {
                StringJoiner text = new StringJoiner(", ", "[", "]");
                elements.forEach(element -> text.add(of(element)));
                yield text.toString();
            }
            case Map<?, ?> members -> {
                StringJoiner text = new StringJoiner(", ", "{", "}");
                members.forEach((key, member) -> text.add(key + ": " + of(member)));
                yield text.toString();
            }
            case Record record -> ofRecord(record);
            default -> value.getClass().getSimpleName() + " " + value;
        };
    }

    private static String ofRecord(Record record) {
        StringJoiner text = new StringJoiner(", ", record.getClass().getSimpleName() + "(", ")");
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            boolean isPlace =
                    component.getType() == Position.class
                            || component.getName().equals("contentPosition")
                            || component.getName().equals("step")
                            || component.getType() == SourceLocation.class
                            || (record instanceof Document && component.getName().equals("syntax"));
            if (!isPlace) {
                text.add(component.getName() + ": " + of(member(record, component)));
            }
        }
        return text.toString();
    }

    private static Object member(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
