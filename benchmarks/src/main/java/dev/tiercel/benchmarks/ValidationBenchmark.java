package dev.tiercel.benchmarks;

import dev.tiercel.frontend.document.RouteDocument;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.runtime.json.JsonReader;
import dev.tiercel.server.config.ServerConfig;
import dev.tiercel.server.http.ProblemCode;
import dev.tiercel.server.http.ProblemDocument;
import dev.tiercel.server.http.Refusal;
import dev.tiercel.server.input.BodySchema;
import dev.tiercel.server.input.InputProblem;
import dev.tiercel.server.input.RouteInput;
import dev.tiercel.server.input.ValueRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A registration that is checked against the schema of its route, from the bytes of the body to the
 * bytes of the problem document, without a server.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = "-XX:+UseCompactObjectHeaders")
public class ValidationBenchmark {
    private static final byte[] BAD = bytes(AccountInput.BAD_BODY);
    private static final byte[] GOOD =
            bytes("{'email':'ada@example.org','name':'Ada','age':36,'tags':['a','b','c']}");
    private static final String REQUEST_ID = "0199f1a2-5a3c-7c11-9c1f-6f1f0a7b2c3d";

    private final RouteInput input = input();
    private final ProblemDocument problems =
            new ProblemDocument(new ServerConfig.Errors(false, false));

    /** Compares the findings with those that are known. */
    @Setup
    public void prepare() {
        String codes = check(BAD).stream().map(InputProblem::code).toList().toString();
        if (!codes.equals("[format, minLength, minimum, maxItems]") || !check(GOOD).isEmpty()) {
            throw new IllegalStateException(codes + " " + check(GOOD));
        }
    }

    /** Four findings and their document. */
    @Benchmark
    public byte[] failing() {
        Refusal refusal =
                Refusal.of(ProblemCode.VALIDATION_FAILED, "Validation failed")
                        .withErrors(check(BAD));
        return problems.of(refusal, AccountInput.PATH, REQUEST_ID);
    }

    /** No finding. */
    @Benchmark
    public List<InputProblem> passing() {
        return check(GOOD);
    }

    private List<InputProblem> check(byte[] body) {
        ValueRequest.Parts parts =
                new ValueRequest.Parts(
                        JsonReader.read(body),
                        ObjectValue.EMPTY,
                        ObjectValue.EMPTY,
                        ObjectValue.EMPTY);
        ValueRequest.Head head = new ValueRequest.Head("POST", AccountInput.PATH, REQUEST_ID, 0);
        return input.check(new ValueRequest(head, parts, null));
    }

    private static RouteInput input() {
        if (!(Documents.read(AccountInput.DOCUMENT) instanceof RouteDocument route)) {
            throw new IllegalStateException("no route in the text");
        }
        return new RouteInput(Optional.empty(), BodySchema.ofRequest(route.options()));
    }

    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
