package dev.tiercel.frontend.document;

import dev.tiercel.frontend.syntax.Node;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The canonical form of documents (ADM-16, CFG-25): canonical names of operations, fields and
 * words, one operation key per step with all fields below it, blocks as lists, and top-level keys
 * in the order of DOC-12. Texts of expressions and the choice between a mapping of fields and the
 * principal argument stay as written. Reading it gives the same typed document.
 */
public final class CanonicalForm {
    private CanonicalForm() {}

    /** Returns a document in canonical form; its nodes keep the positions they were written at. */
    public static Node.Mapping of(Document document) {
        return DocumentReader.canonical(
                document, extensionsOf(document), new CanonicalShapes(false));
    }

    /**
     * Returns a document in canonical form, but with fields beside their operation where they are.
     */
    public static Node.Mapping withSiblings(Document document) {
        return DocumentReader.canonical(
                document, extensionsOf(document), new CanonicalShapes(true));
    }

    /** Returns the operations of extensions that a document uses. */
    private static Set<String> extensionsOf(Document document) {
        Set<String> names = new HashSet<>();
        Deque<List<Operation>> blocks = new ArrayDeque<>();
        switch (document) {
            case RouteDocument route -> {
                RouteDocument.Hooks hooks = route.hooks();
                blocks.addAll(
                        List.of(
                                route.logic(),
                                hooks.onConnect(),
                                hooks.onMessage(),
                                hooks.onDisconnect()));
            }
            case FunctionDocument function -> blocks.add(function.body());
            case ExtensionDocument _ -> {}
        }
        while (!blocks.isEmpty()) {
            OperationWalk.forEach(
                    blocks.pop(),
                    operation -> {
                        if (operation instanceof ExtensionOperation extension) {
                            names.add(extension.operation());
                        } else if (operation instanceof Operation.DefineFunction define) {
                            blocks.add(define.function().body());
                        }
                    });
        }
        return names;
    }
}
