package dev.tiercel.runtime.effect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a URL of HTTP, and where it leads (OP-14, OP-20). */
class HttpTargetTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "http://a.example, a.example, 80, /",
        "HTTPS://A.example:8443/b?c#d, A.example, 8443, /b?c",
        "http://a?b=[c], a, 80, /?b=[c]",
        "http://[::1]:8080/a//b/../c, [::1], 8080, /a//b/../c",
        "http://stock_service:8080/items, stock_service, 8080, /items",
        "https://a_b.internal/, a_b.internal, 443, /",
        "http://a/ü?ü=€, a, 80, /%C3%BC?%C3%BC=%E2%82%AC",
        "http://a:/b, a, 80, /b"
    })
    @DisplayName("host, port and path of a URL")
    void reads(String url, String host, int port, String path) {
        assertThat(HttpTarget.of(url))
                .hasValueSatisfying(target -> {
                    assertThat(target.host()).isEqualTo(host);
                    assertThat(target.port()).isEqualTo(port);
                    assertThat(target.path()).isEqualTo(path);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://a/",
                "//a/b",
                "a",
                "http://",
                "http:///a",
                "http://a:0/",
                "http://a:65536/",
                "http://a_b:65536/",
                "http://u:p@a/",
                "http://u@a_b/",
                "http://0251.0376.0251.0376/",
                "http://a..b/",
                "http://a b/",
                "http://a/\r\nX: y",
                "http://a/%zz",
                "http://a_b\\@c/"
            })
    @DisplayName("what is no URL of HTTP, or could be read in two ways")
    void refuses(String url) {
        assertThat(HttpTarget.of(url)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "/b, http://a:8080/b",
        "c, http://a:8080/x/c",
        "?q=1, http://a:8080/x/?q=1",
        "//other/b#f, http://other/b",
        "https://b_c/ü, https://b_c/%C3%BC"
    })
    @DisplayName("OP-20: references are resolved against the URL that was asked")
    void resolves(String reference, String url) {
        HttpTarget from = HttpTarget.of("http://a:8080/x/y?z").orElseThrow();

        assertThat(from.resolve(reference).orElseThrow().uri()).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://a/", "http://a:99999/", "http://a b/", "file:///etc/passwd"})
    @DisplayName("OP-20: what is none of HTTP is not followed")
    void followsNoOthers(String reference) {
        HttpTarget from = HttpTarget.of("http://a:8080/x/y?z").orElseThrow();

        assertThat(from.resolve(reference)).isEmpty();
    }
}
