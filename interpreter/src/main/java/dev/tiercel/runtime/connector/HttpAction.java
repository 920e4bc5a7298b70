package dev.tiercel.runtime.connector;

import dev.tiercel.ir.RequestMethod;
import dev.tiercel.ir.Root;
import dev.tiercel.runtime.ErrorCode;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.LogicError;
import dev.tiercel.runtime.effect.EffectFailure;
import dev.tiercel.runtime.effect.HttpCall;
import dev.tiercel.runtime.effect.HttpReply;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One attempt of {@code http_request} (OP-14 to OP-17). */
final class HttpAction implements EffectAction {
    private final String method;
    private final int queryAt;
    private final int headersAt;
    private final int bodyAt;

    /**
     * @param plan method, then names of the fields that are present, in order
     */
    HttpAction(List<String> plan) {
        method = plan.getFirst();
        queryAt = Math.max(0, plan.indexOf("query"));
        headersAt = Math.max(0, plan.indexOf("headers"));
        bodyAt = Math.max(0, plan.indexOf("body"));
    }

    @Override
    public @Nullable Object run(ExecutionContext context, @Nullable Object[] operands) {
        String url =
                OutgoingUrl.of(
                        context,
                        (String) Objects.requireNonNull(operands[0]),
                        queryAt > 0 ? operands[queryAt] : null);
        OutgoingHeaders headers =
                OutgoingHeaders.of(context, headersAt > 0 ? operands[headersAt] : null);
        byte[] body = null;
        if (bodyAt > 0) {
            OutgoingBody content = OutgoingBody.of(context, operands[bodyAt]);
            body = content.octets();
            headers.addUnlessPresent("content-type", content.mediaType());
        }
        propagate(context, headers);
        HttpCall call = new HttpCall(method, url, headers.list(), body);
        return HttpResponses.value(context, method, send(context, call, operands));
    }

    private HttpReply send(ExecutionContext context, HttpCall call, @Nullable Object[] operands) {
        try {
            return context.environment()
                    .connectors()
                    .http()
                    .send(call, TimeLimits.of(context, operands[operands.length - 1]));
        } catch (EffectFailure failure) {
            LogicError error = Failures.toError(context, failure);
            boolean mayRepeat =
                    failure.kind() == EffectFailure.Kind.HTTP_TRANSFER
                            && RequestMethod.isIdempotent(method);
            throw mayRepeat ? Failures.retryable(error) : error;
        }
    }

    /** Lets the called system join the trace and the logs of the request. */
    private static void propagate(ExecutionContext context, OutgoingHeaders headers) {
        if (context.root(Root.ID) instanceof String id && !id.isEmpty()) {
            headers.addUnlessPresent("x-request-id", id);
        }
        if (context.rootMember(Root.HEADERS, "traceparent") instanceof String trace
                && TraceParent.traceId(trace).isPresent()
                && headers.addUnlessPresent("traceparent", trace)
                && context.rootMember(Root.HEADERS, "tracestate") instanceof String state
                && OutgoingHeaders.isText(state)) {
            headers.addUnlessPresent("tracestate", state);
        }
    }

    /** Returns the error of a field that cannot be sent. */
    static LogicError invalid(String message) {
        return LogicError.of(ErrorCode.INVALID_ARGUMENT, message);
    }
}
