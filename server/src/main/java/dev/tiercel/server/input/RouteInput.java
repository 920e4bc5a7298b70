package dev.tiercel.server.input;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a route expects of its requests (HTTP-19). Immutable and thread-safe. */
public record RouteInput(Optional<ParameterBinder> parameters, Optional<BodySchema> schema) {
    /** Whether the logic must see the whole body, and not only the parts that it reads. */
    public boolean needsWholeBody() {
        return schema.isPresent() || parameters.filter(ParameterBinder::bindsBody).isPresent();
    }

    /** Whether there is nothing to check. */
    public boolean isEmpty() {
        return parameters.isEmpty() && schema.isEmpty();
    }

    /** Coerces and checks a request; returns everything that is wrong with it (HTTP-20). */
    public List<InputProblem> check(InputRoots roots) {
        List<InputProblem> problems = new ArrayList<>();
        parameters.ifPresent(binder -> binder.bind(roots, problems));
        schema.ifPresent(validator -> validator.check(roots, problems));
        return problems;
    }
}
