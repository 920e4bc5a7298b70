package dev.tiercel.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.server.http.RawAnswer;
import dev.tiercel.server.http.RunningServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Servers to which a warning is as bad as an error. */
class StrictDocumentsTest {
    private static final String ROUTES = "/api/v1/dynamic-routes";
    private static final String DOUBTFUL =
            "path: /t\nmethod: GET\nlogic: [{set: {n: 1}}, {return: \"{{n}} + 1\"}]\n";
    private static final String CLEAN =
            "path: /t\nmethod: GET\nlogic: [{set: {n: 1}}, {return: \"{{n + 1}}\"}]\n";

    @Test
    @DisplayName("DOC-53: warnings reject where documents are strict, and only there")
    void warningsReject() {
        try (RunningServer strict = RunningServer.configured("documents: {strict: true}");
                RunningServer lenient = RunningServer.with()) {
            RawAnswer refused = strict.request("POST", ROUTES, DOUBTFUL);

            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.member("code")).isEqualTo("DOCUMENT_REJECTED");
            assertThat(refused.body())
                    .contains("\"severity\":\"warning\"")
                    .contains("\"code\":\"LOOKS_LIKE_ARITHMETIC\"");
            assertThat(strict.get("/t").status()).isEqualTo(404);
            assertThat(strict.request("POST", ROUTES, CLEAN).status()).isEqualTo(201);
            assertThat(lenient.request("POST", ROUTES, DOUBTFUL).status()).isEqualTo(201);
        }
    }
}
