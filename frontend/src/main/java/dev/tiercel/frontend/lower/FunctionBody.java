package dev.tiercel.frontend.lower;

import dev.tiercel.frontend.document.FunctionDocument;
import dev.tiercel.frontend.document.LocalFunction;
import dev.tiercel.frontend.document.Operation;
import java.util.List;

/** A user function as its callers see it; compared by identity. */
final class FunctionBody {
    private final String name;
    private final List<String> parameters;
    private final List<Operation> body;
    private final boolean isLocal;

    private FunctionBody(
            String name, List<String> parameters, List<Operation> body, boolean isLocal) {
        this.name = name;
        this.parameters = parameters;
        this.body = body;
        this.isLocal = isLocal;
    }

    static FunctionBody of(FunctionDocument document) {
        return new FunctionBody(document.name(), document.parameters(), document.body(), false);
    }

    static FunctionBody of(LocalFunction function) {
        return new FunctionBody(function.name(), function.parameters(), function.body(), true);
    }

    String name() {
        return name;
    }

    List<String> parameters() {
        return parameters;
    }

    List<Operation> body() {
        return body;
    }

    /**
     * Whether it is declared in the document of the unit, so that its own calls see local
     * functions.
     */
    boolean isLocal() {
        return isLocal;
    }
}
