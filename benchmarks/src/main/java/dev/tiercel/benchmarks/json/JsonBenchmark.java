package dev.tiercel.benchmarks.json;

import com.alibaba.fastjson2.JSON;
import com.dslplatform.json.DslJson;
import com.dslplatform.json.JsonWriter;
import com.dslplatform.json.runtime.Settings;
import dev.tiercel.benchmarks.Documents;
import dev.tiercel.runtime.JsonBuffer;
import dev.tiercel.runtime.json.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.databind.json.JsonMapper;

/** An order as JSON, read into the values of each library and written from them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = "-XX:+UseCompactObjectHeaders")
public class JsonBenchmark {
    /** Lines of the order. */
    @Param({"1", "10", "100"})
    public int lines;

    private final JsonMapper jackson = JsonMapper.shared();
    private final DslJson<Object> dslJson = new DslJson<>(Settings.withRuntime());
    private final JsonWriter dslWriter = dslJson.newWriter();

    private byte[] text = {};
    private @Nullable Object value;
    private Map<?, ?> map = Map.of();
    private Map<?, ?> dslMap = Map.of();
    private @Nullable Object fastjsonValue;

    /** Reads the order with each library. */
    @Setup
    public void prepare() throws IOException {
        text = Documents.orderBody(lines);
        value = JsonReader.read(text);
        map = readWithJackson();
        dslMap = readWithDslJson();
        fastjsonValue = JSON.parse(text);
        compare(writeWithTiercel());
        compare(writeWithJackson());
        compare(writeWithFastjson());
        compare(writeWithDslJson());
    }

    private void compare(byte[] written) {
        if (!jackson.readTree(written).equals(jackson.readTree(text))) {
            throw new IllegalStateException(
                    "written is " + new String(written, StandardCharsets.UTF_8));
        }
    }

    /** The language's values. */
    @Benchmark
    public @Nullable Object readWithTiercel() {
        return JsonReader.read(text);
    }

    /** Maps and lists. */
    @Benchmark
    public Map<?, ?> readWithJackson() {
        return jackson.readValue(text, Map.class);
    }

    /** Maps and lists. */
    @Benchmark
    public @Nullable Object readWithFastjson() {
        return JSON.parse(text);
    }

    /** Maps and lists. */
    @Benchmark
    public Map<?, ?> readWithDslJson() throws IOException {
        return Objects.requireNonNull(dslJson.deserialize(Map.class, text, text.length));
    }

    /** From the language's values. */
    @Benchmark
    public byte[] writeWithTiercel() {
        JsonBuffer buffer = new JsonBuffer();
        buffer.value(value);
        return Arrays.copyOf(buffer.bytes(), buffer.length());
    }

    /** From maps and lists. */
    @Benchmark
    public byte[] writeWithJackson() {
        return jackson.writeValueAsBytes(map);
    }

    /** From its own objects. */
    @Benchmark
    public byte[] writeWithFastjson() {
        return JSON.toJSONBytes(fastjsonValue);
    }

    /** From maps and lists, with a writer that is used again. */
    @Benchmark
    public byte[] writeWithDslJson() throws IOException {
        dslWriter.reset();
        dslJson.serialize(dslWriter, dslMap);
        return dslWriter.toByteArray();
    }
}
