package dev.tiercel.frontend.lower;

import dev.tiercel.frontend.document.HttpOperation;
import dev.tiercel.frontend.document.Operation;
import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.frontend.lower.OpenBlock.OpenEdge;
import dev.tiercel.ir.BinaryOperator;
import dev.tiercel.ir.EffectKind;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.UnaryOperator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lowers {@code http_request}: one attempt, or a loop of attempts that ends with the last response
 * or error (OP-18, OP-19).
 */
final class HttpLowering {
    private static final long TIMEOUT_MILLIS_DEFAULT = 30_000;
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "PUT", "DELETE", "OPTIONS");
    private static final List<Long> RETRIED_STATUSES = List.of(429L, 502L, 503L, 504L);
    private static final int UNKNOWN_SLOT = -1;

    private final Frame frame;
    private final RoutineBuilder builder;
    private final BlockLowering blocks;

    HttpLowering(Frame frame, BlockLowering blocks) {
        this.frame = frame;
        this.builder = frame.builder();
        this.blocks = blocks;
    }

    /** The operands of the effect, which are evaluated once for all attempts. */
    private record Attempt(Opcode effect, int[] operands) {
        int url() {
            return operands[0];
        }
    }

    int lower(HttpOperation request) {
        Attempt attempt = evaluate(request);
        Optional<Operation.Retry> retry =
                request.retry()
                        .filter(r -> r.when().isPresent() || IDEMPOTENT.contains(request.method()));
        if (retry.isEmpty() && !request.continuesOnError()) {
            return builder.emit(attempt.effect(), attempt.operands());
        }
        Variable error = frame.newVariable("error");
        Variable response = frame.newVariable("response");
        if (retry.isEmpty()) {
            send(attempt, error, response);
        } else {
            repeat(attempt, retry.get(), error, response);
        }
        return outcome(request, attempt, error, response);
    }

    private Attempt evaluate(HttpOperation request) {
        List<String> plan = new ArrayList<>(List.of(request.method()));
        List<Integer> operands = new ArrayList<>();
        int url = blocks.expressions().lower(request.url());
        operands.add(builder.emit(new Opcode.ConvertKey("url"), url));
        Map<String, Optional<Expression>> content = new LinkedHashMap<>();
        content.put("query", request.content().query());
        content.put("headers", request.content().headers());
        content.put("body", request.content().body());
        content.forEach((field, expression) ->
                expression.ifPresent(e -> {
                    plan.add(field);
                    operands.add(blocks.expressions().lower(e));
                }));
        operands.add(
                request.timeoutMillis().isPresent()
                        ? ConnectorLowering.timeout(
                                request.timeoutMillis(), builder, blocks.expressions())
                        : builder.constant(TIMEOUT_MILLIS_DEFAULT));
        return new Attempt(
                new Opcode.CallEffect(EffectKind.HTTP, plan),
                operands.stream().mapToInt(Integer::intValue).toArray());
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
        fields.evaluateOnce(header, blocks.expressions());
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
            blocks.expressions().branchOn(retry.when().get(), accepted, refused);
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
    private int outcome(HttpOperation request, Attempt attempt, Variable error, Variable response) {
        int failure = builder.read(error);
        int received = builder.read(response);
        Join result = new Join(builder);
        int failed = builder.newBlock();
        int isNull = builder.emit(new Opcode.Unary(UnaryOperator.IS_NULL), failure);
        builder.branch(isNull, result.edge(received), new OpenEdge(failed));
        builder.enter(failed);
        if (request.continuesOnError()) {
            int described = builder.newBlock();
            int reserved = builder.newBlock();
            int matches = builder.emit(new Opcode.ErrorMatches(List.of()), failure);
            builder.branch(matches, new OpenEdge(described), new OpenEdge(reserved));
            builder.enter(described);
            result.arrive(describe(request, attempt, failure));
            builder.enter(reserved);
        }
        builder.raise(failure);
        result.complete();
        return result.value();
    }

    private int describe(HttpOperation request, Attempt attempt, int failure) {
        return builder.emit(
                new Opcode.MakeObject(
                        List.of("status", "headers", "body", "url", "method", "error")),
                builder.constant(0L),
                builder.emit(new Opcode.MakeObject(List.of())),
                builder.constant(null),
                attempt.url(),
                builder.constant(request.method()),
                failure);
    }
}
