package dev.tiercel.server.http;

import dev.tiercel.server.input.InputProblem;
import dev.tiercel.server.text.JsonText;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A request that is answered with a problem document instead of being carried out. Has no stack
 * trace.
 */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final Header RETRY_SOON = HeaderValues.createCached(HeaderNames.RETRY_AFTER, 1);

    private final ProblemCode code;
    private final String title;
    private final String text;
    private final transient List<Header> headers = new ArrayList<>(1);
    private transient @Nullable Consumer<JsonText> members;
    private boolean isClosing;

    private Refusal(ProblemCode code, String title, String text) {
        super(text, null, false, false);
        this.code = code;
        this.title = title;
        this.text = text;
    }

    /** Returns a refusal whose title is that of its code. */
    public static Refusal of(ProblemCode code, String message) {
        return new Refusal(code, code.title(), message);
    }

    /** Returns a refusal with a title of its own. */
    public static Refusal of(ProblemCode code, String title, String message) {
        return new Refusal(code, title, message);
    }

    /** Returns a refusal of something that may be tried again soon. */
    static Refusal overloaded(String message) {
        return of(ProblemCode.OVERLOADED, message).with(RETRY_SOON);
    }

    /** Adds a header to the answer. */
    public Refusal with(Header header) {
        headers.add(header);
        return this;
    }

    /** Adds members to the problem document, as JSON text without the enclosing braces. */
    public Refusal withMembers(String json) {
        members = problem -> problem.rawMembers(json);
        return this;
    }

    /** Adds what is wrong with the request, or with the answer (HTTP-20). */
    public Refusal withErrors(List<InputProblem> problems) {
        members = document -> document.array("errors", list -> InputProblem.write(problems, list));
        return this;
    }

    /** Makes the connection end after the answer, because the request was not read to its end. */
    public Refusal closing() {
        isClosing = true;
        return this;
    }

    public ProblemCode code() {
        return code;
    }

    public String title() {
        return title;
    }

    public String text() {
        return text;
    }

    List<Header> headers() {
        return headers;
    }

    /** Returns what writes the added members. */
    Optional<Consumer<JsonText>> members() {
        return Optional.ofNullable(members);
    }

    boolean isClosing() {
        return isClosing;
    }
}
