package dev.tiercel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.server.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers on machines with other languages, time zones and character sets. */
class SurroundingsTest {
    private static final String ROUTE =
            """
            name: ıstanbul
            path: /grüße
            method: POST
            schema: {text: {type: string, max_length: 1500}}
            logic:
              - return:
                  upper: "{{ 'title ß' | upper }}"
                  lower: "{{ 'TITLE I' | lower }}"
                  number: "{{ 1234567.5 }}"
                  fixed: "{{ format_number(1234.5) }}"
                  text: "{{ 'n: ' }}{{ 1234.5 }}"
                  date: "{{ format_date('2025-03-30T01:30:00', '%A %d %B %Y %H:%M %Z') }}"
                  added: "{{ add_hours('2025-03-30T01:30:00', 2) }}"
                  sorted: "{{ ['ä', 'z', 'I', 'i'] | sort }}"
                  echo: "{{ body.text }}"
                  length: "{{ length(body.text) }}"
            """;

    private static final String INVALID =
            """
            {"name": "invalid", "path": "/invalid", "method": "POST", "logic": [{"return": 1}],
             "request_schema": {"minimum": "1"}}
            """;
    private static final String PATH = "/gr%C3%BC%C3%9Fe";

    @TempDir Path directory;

    @Test
    @DisplayName(
            "GEN-6: results do not depend on the locale, time zone or character set of the machine")
    void resultsAreTheSame() throws IOException {
        Files.createDirectory(directory.resolve("routes"));
        Files.writeString(directory.resolve("routes/a.yaml"), ROUTE);
        List<String> options =
                List.of(
                        "-Duser.language=tr",
                        "-Duser.country=TR",
                        "-Duser.timezone=Europe/Berlin",
                        "-Dfile.encoding=ISO-8859-1");
        try (ServerProcess server =
                        ServerProcess.start(directory, options, "routes", "--port", "0");
                RawConnection connection = RawConnection.to(server.port())) {
            RawAnswer answer = post(connection, PATH, "{\"text\":\"ıİ €\"}");

            assertThat(answer.body())
                    .isEqualTo(
                            "{\"upper\":\"TITLE SS\",\"lower\":\"title i\",\"number\":1234567.5,"
                                    + "\"fixed\":\"1,234.50\",\"text\":\"n: 1234.5\","
                                    + "\"date\":\"Sunday 30 March 2025 01:30 UTC\","
                                    + "\"added\":\"2025-03-30T03:30:00Z\","
                                    + "\"sorted\":[\"I\",\"i\",\"z\",\"ä\"],"
                                    + "\"echo\":\"ıİ €\",\"length\":4}");

            assertThat(post(connection, PATH, "{\"text\":\"" + "x".repeat(1501) + "\"}").body())
                    .contains("must be at most 1500 characters long");
            assertThat(post(connection, "/api/v1/dynamic-routes", INVALID).body())
                    .contains("`minimum`: string found, number expected");
        }
    }

    private static RawAnswer post(RawConnection connection, String path, String body)
            throws IOException {
        String type = "Content-Type: application/json";
        return connection.send(RawConnection.request("POST", path, body, type)).answer();
    }
}
