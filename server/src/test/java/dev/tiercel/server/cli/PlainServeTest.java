package dev.tiercel.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Command lines of {@code serve} that are read without the parser of all others. */
class PlainServeTest {
    @Test
    void flagsAndDirectoriesMayStandInAnyOrder() {
        Optional<PlainServe> read =
                PlainServe.read(
                        "serve",
                        "a",
                        "--port=0",
                        "--host",
                        "::1",
                        "--no-watch",
                        "b",
                        "--strict",
                        "--admin-token",
                        "t=1");

        assertThat(read)
                .contains(
                        new PlainServe(
                                new GivenFlags(
                                        Map.of(
                                                ConfigFlag.PORT, "0",
                                                ConfigFlag.HOST, "::1",
                                                ConfigFlag.NO_WATCH, "false",
                                                ConfigFlag.STRICT, "true",
                                                ConfigFlag.ADMIN_TOKEN, "t=1")),
                                List.of("a", "b")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check a",
                "serve --prot 1",
                "serve --help",
                "serve -h",
                "serve --port",
                "serve --port --host x",
                "serve --port 1 --port 2",
                "serve --strict=true",
                "serve --format xml",
                "serve -- a"
            })
    void whatHasToBeExplainedIsLeftToTheOtherParser(String line) {
        assertThat(PlainServe.read(line.split(" "))).isEmpty();
    }

    @Test
    void theOtherParserKnowsTheSameFlags() {
        String help = CliRun.of("serve", "--help").out();

        for (ConfigFlag flag : ConfigFlag.values()) {
            assertThat(help).contains(flag.flag());
        }
    }
}
