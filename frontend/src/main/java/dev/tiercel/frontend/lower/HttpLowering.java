package dev.tiercel.frontend.lower;

import dev.tiercel.frontend.document.ExtensionDocument.Target;
import dev.tiercel.frontend.document.HttpOperation;
import dev.tiercel.frontend.document.Operation;
import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.frontend.lower.OpenBlock.OpenEdge;
import dev.tiercel.ir.BinaryOperator;
import dev.tiercel.ir.EffectKind;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.RequestMethod;
import dev.tiercel.ir.UnaryOperator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lowers {@code http_request} and requests to webhooks: one attempt, or a loop of attempts that
 * ends with the last response or error (OP-18, OP-19, OP-33).
 */
final class HttpLowering {
    private static final long TIMEOUT_MILLIS_DEFAULT = 30_000;
    private static final long WEBHOOK_TIMEOUT_MILLIS_DEFAULT = 10_000;
    private static final List<Long> RETRIED_STATUSES = List.of(429L, 502L, 503L, 504L);
    private static final int UNKNOWN_SLOT = -1;

    private final Frame frame;
    private final RoutineBuilder builder;
    private final ExpressionLowering expressions;

    HttpLowering(Frame frame, ExpressionLowering expressions) {
        this.frame = frame;
        this.builder = frame.builder();
        this.expressions = expressions;
    }

    /**
     * The effect with its operands, which are evaluated once for all attempts.
     *
     * @param continuesOnError whether an error is part of the value instead of being raised
     */
    private record Attempt(
            String method,
            Opcode effect,
            int[] operands,
            Optional<Operation.Retry> retry,
            boolean continuesOnError) {
        int url() {
            return operands[0];
        }
    }

    /** Emits a request and returns its response. */
    int lower(HttpOperation request) {
        List<String> plan = new ArrayList<>(List.of(request.method()));
        List<Integer> operands = new ArrayList<>(List.of(url(request.url())));
        Map<String, Optional<Expression>> content = new LinkedHashMap<>();
        content.put("query", request.content().query());
        content.put("headers", request.content().headers());
        content.put("body", request.content().body());
        content.forEach((field, expression) ->
                expression.ifPresent(e -> {
                    plan.add(field);
                    operands.add(expressions.lower(e));
                }));
        operands.add(timeout(request.timeoutMillis(), TIMEOUT_MILLIS_DEFAULT));
        Attempt attempt = attempt(plan, operands, request.retry(), request.continuesOnError());
        return attempt.retry().isEmpty() && !attempt.continuesOnError()
                ? builder.emit(attempt.effect(), attempt.operands())
                : outcome(attempt, exchange(attempt));
    }

    /**
     * Emits a request to a webhook and returns the value of the operation.
     *
     * @param operation its canonical name
     * @param body value: what is sent
     */
    int lower(Target.Webhook webhook, String operation, int body) {
        List<String> plan = new ArrayList<>(List.of(webhook.method()));
        List<Integer> operands = new ArrayList<>(List.of(url(webhook.url())));
        webhook.headers()
                .ifPresent(headers -> {
                    plan.add("headers");
                    operands.add(expressions.lower(headers));
                });
        plan.add("body");
        operands.add(body);
        operands.add(timeout(webhook.timeoutMillis(), WEBHOOK_TIMEOUT_MILLIS_DEFAULT));
        Attempt attempt = attempt(plan, operands, webhook.retry(), webhook.continuesOnError());
        if (attempt.retry().isEmpty() && !attempt.continuesOnError()) {
            int response = builder.emit(attempt.effect(), attempt.operands());
            return builder.emit(valueOf(operation), response);
        }
        Exchange exchange = exchange(attempt);
        takeValue(operation, exchange);
        return outcome(attempt, exchange);
    }

    private static Opcode valueOf(String operation) {
        return new Opcode.CallEffect(EffectKind.WEBHOOK_VALUE, List.of(operation));
    }

    private int url(Expression url) {
        return builder.emit(new Opcode.ConvertKey("url"), expressions.lower(url));
    }

    private int timeout(Optional<Expression> millis, long otherwise) {
        return millis.isPresent()
                ? ConnectorLowering.timeout(millis, builder, expressions)
                : builder.constant(otherwise);
    }

    private static Attempt attempt(
            List<String> plan,
            List<Integer> operands,
            Optional<Operation.Retry> retry,
            boolean continuesOnError) {
        String method = plan.getFirst();
        return new Attempt(
                method,
                new Opcode.CallEffect(EffectKind.HTTP, plan),
                operands.stream().mapToInt(Integer::intValue).toArray(),
                retry.filter(r -> r.when().isPresent() || RequestMethod.isIdempotent(method)),
                continuesOnError);
    }

    /** What came of the attempts: the error is null, or it is what happened. */
    private record Exchange(Variable error, Variable response) {}

    private Exchange exchange(Attempt attempt) {
        Variable error = frame.newVariable("error");
        Variable response = frame.newVariable("response");
        if (attempt.retry().isEmpty()) {
            send(attempt, error, response);
        } else {
            repeat(attempt, attempt.retry().get(), error, response);
        }
        return new Exchange(error, response);
    }

    /** Puts the value of a webhook in the place of its response, or the error that it means. */
    private void takeValue(String operation, Exchange exchange) {
        Join taken = new Join(builder);
        int answered = builder.newBlock();
        int isNull =
                builder.emit(
                        new Opcode.Unary(UnaryOperator.IS_NULL), builder.read(exchange.error()));
        builder.branch(isNull, new OpenEdge(answered), taken.edge());
        builder.enter(answered);
        ErrorRegion region = builder.openRegion(Set.of());
        int value = builder.emit(valueOf(operation), builder.read(exchange.response()));
        builder.closeRegion(region);
        builder.write(exchange.response(), value);
        taken.arrive();
        if (region.isEntered()) {
            builder.write(exchange.error(), builder.enterHandler(region));
            taken.arrive();
        } else {
            builder.abandonHandler(region);
        }
        taken.complete();
    }

    /** Emits one attempt, after which exactly one of error and response is not null. */
    private void send(Attempt attempt, Variable error, Variable response) {
        Join sent = new Join(builder);
        ErrorRegion region = builder.openRegion(Set.of());
        int received = builder.emit(attempt.effect(), attempt.operands());
        builder.closeRegion(region);
        builder.write(response, received);
        builder.write(error, builder.constant(null));
        sent.arrive();
        if (region.isEntered()) {
            int raised = builder.enterHandler(region);
            builder.write(error, raised);
            builder.write(response, builder.constant(null));
            sent.arrive();
        } else {
            builder.abandonHandler(region);
        }
        sent.complete();
    }

    private void repeat(Attempt attempt, Operation.Retry retry, Variable error, Variable response) {
        RetryFields fields = new RetryFields(frame, retry);
        LoopHeader header = new LoopHeader(builder, fields.variables());
        send(attempt, error, response);
        Join done = new Join(builder);
        leaveIfReserved(builder.read(error), done);
        ErrorRegion region = builder.openRegion(Set.of());
        test(retry, error, response, done);
        fields.evaluateOnce(header, expressions);
        int number = builder.emit(new Opcode.Increment(), header.counter());
        int isAllowed =
                builder.emit(
                        new Opcode.Binary(BinaryOperator.LESS_OR_EQUAL),
                        number,
                        builder.read(fields.attempts()));
        continueIf(isAllowed, done);
        int waited =
                builder.emit(
                        new Opcode.CallEffect(
                                EffectKind.WAIT_BEFORE_RETRY,
                                List.of(retry.fullJitter() ? "full" : "none")),
                        number,
                        builder.read(fields.delay()),
                        builder.read(fields.multiplier()),
                        builder.read(fields.maxDelay()),
                        builder.read(response));
        continueIf(builder.emit(new Opcode.Unary(UnaryOperator.TRUTH), waited), done);
        int failed = builder.read(error);
        builder.closeRegion(region);
        header.repeat(number);
        if (region.isEntered()) {
            raiseWithCause(builder.enterHandler(region), failed);
        } else {
            builder.abandonHandler(region);
        }
        done.complete();
    }

    /** Limits and cancellation are never followed by another attempt (ERR-11). */
    private void leaveIfReserved(int error, Join done) {
        int isNull = builder.emit(new Opcode.Unary(UnaryOperator.IS_NULL), error);
        int failed = builder.newBlock();
        int test = builder.newBlock();
        builder.branch(isNull, new OpenEdge(test), new OpenEdge(failed));
        builder.enter(failed);
        int matches = builder.emit(new Opcode.ErrorMatches(List.of()), error);
        builder.branch(matches, new OpenEdge(test), done.edge());
        builder.enter(test);
    }

    /** Goes on if the outcome asks for another attempt. */
    private void test(Operation.Retry retry, Variable error, Variable response, Join done) {
        if (retry.when().isPresent()) {
            frame.enterScope(new Scope().declare("error", error).declare("response", response));
            int accepted = builder.newBlock();
            int refused = builder.newBlock();
            expressions.branchOn(retry.when().get(), accepted, refused);
            frame.leaveScope();
            builder.enter(refused);
            done.arrive();
            builder.enter(accepted);
            return;
        }
        int accepted = builder.newBlock();
        int otherwise = builder.newBlock();
        int retryable =
                builder.emit(new Opcode.GetMember("retryable", UNKNOWN_SLOT), builder.read(error));
        int isRetryable = builder.emit(new Opcode.Unary(UnaryOperator.TRUTH), retryable);
        builder.branch(isRetryable, new OpenEdge(accepted), new OpenEdge(otherwise));
        builder.enter(otherwise);
        int status =
                builder.emit(new Opcode.GetMember("status", UNKNOWN_SLOT), builder.read(response));
        int isRetried =
                builder.emit(
                        new Opcode.Binary(BinaryOperator.IN),
                        status,
                        builder.constant(RETRIED_STATUSES));
        builder.branch(isRetried, new OpenEdge(accepted), done.edge());
        builder.enter(accepted);
    }

    private void continueIf(int condition, Join done) {
        int next = builder.newBlock();
        builder.branch(condition, new OpenEdge(next), done.edge());
        builder.enter(next);
    }

    private void raiseWithCause(int raised, int error) {
        int isNull = builder.emit(new Opcode.Unary(UnaryOperator.IS_NULL), error);
        int alone = builder.newBlock();
        int caused = builder.newBlock();
        builder.branch(isNull, new OpenEdge(alone), new OpenEdge(caused));
        builder.enter(caused);
        builder.raise(builder.emit(new Opcode.SetCause(), raised, error));
        builder.enter(alone);
        builder.raise(raised);
    }

    /** Gives the response, or what the operation makes of the error. */
    private int outcome(Attempt attempt, Exchange exchange) {
        int failure = builder.read(exchange.error());
        int received = builder.read(exchange.response());
        Join result = new Join(builder);
        int failed = builder.newBlock();
        int isNull = builder.emit(new Opcode.Unary(UnaryOperator.IS_NULL), failure);
        builder.branch(isNull, result.edge(received), new OpenEdge(failed));
        builder.enter(failed);
        if (attempt.continuesOnError()) {
            int described = builder.newBlock();
            int reserved = builder.newBlock();
            int matches = builder.emit(new Opcode.ErrorMatches(List.of()), failure);
            builder.branch(matches, new OpenEdge(described), new OpenEdge(reserved));
            builder.enter(described);
            result.arrive(describe(attempt, failure));
            builder.enter(reserved);
        }
        builder.raise(failure);
        result.complete();
        return result.value();
    }

    private int describe(Attempt attempt, int failure) {
        return builder.emit(
                new Opcode.MakeObject(
                        List.of("status", "headers", "body", "url", "method", "error")),
                builder.constant(0L),
                builder.emit(new Opcode.MakeObject(List.of())),
                builder.constant(null),
                attempt.url(),
                builder.constant(attempt.method()),
                failure);
    }
}
