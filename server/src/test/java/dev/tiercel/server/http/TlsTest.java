package dev.tiercel.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tiercel.server.config.ConfigException;
import dev.tiercel.server.websocket.StallingRoute;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTPS with certificates that are made for the test (HTTP-2). */
class TlsTest {
    private static final String ROUTE = "{path: /hello, method: GET, logic: [{return: hello}]}";

    private static final String WATCH = "{name: watch, path: /watch, ws_hooks: {}}";

    private static final int MESSAGES = 20;

    @TempDir Path directory;
    private Path certificate;
    private Path key;

    @BeforeEach
    void nameFiles() {
        certificate = directory.resolve("cert.pem");
        key = directory.resolve("key.pem");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    @DisplayName("HTTP-2: HTTPS with HTTP/2 by ALPN")
    void http2(String algorithm) throws Exception {
        make(algorithm, "first");
        try (RunningServer server = RunningServer.configured(configuration(), ROUTE);
                HttpClient client = HttpClient.newBuilder().sslContext(trusting()).build()) {
            HttpResponse<String> answer =
                    client.send(
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    "https://localhost:"
                                                            + server.port()
                                                            + "/hello"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());

            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(answer.body()).isEqualTo("\"hello\"");
        }
    }

    @Test
    @DisplayName("HTTP-2, WS-1: WebSocket routes over TLS")
    void webSockets() throws Exception {
        make("EC", "first");
        String echo = "{path: /echo, ws_hooks: {on_message: [{return: \"{{ message }}\"}]}}";
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        try (RunningServer server = RunningServer.configured(configuration(), echo);
                HttpClient client = HttpClient.newBuilder().sslContext(trusting()).build()) {
            URI address = URI.create("wss://localhost:" + server.port() + "/echo");
            WebSocket socket =
                    client.newWebSocketBuilder()
                            .buildAsync(address, new TextListener(received))
                            .join();
            for (String text : List.of("short", "x".repeat(60_000))) {
                socket.sendText(text, true).join();
                assertThat(received.poll(20, TimeUnit.SECONDS)).isEqualTo(text);
            }
            socket.sendClose(4000, "enough").join();
            assertThat(received.poll(20, TimeUnit.SECONDS)).isEqualTo("closed 4000");
            client.shutdownNow();
        }
    }

    @Test
    @DisplayName(
            "WS-30: over TLS too a peer that does not read is dropped, and costs others nothing")
    void stalledPeer() throws Exception {
        make("EC", "first");
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        try (RunningServer server =
                        RunningServer.configured(configuration(), WATCH, StallingRoute.DOCUMENT);
                HttpClient client = HttpClient.newBuilder().sslContext(trusting()).build()) {
            String origin = "wss://localhost:" + server.port();
            client.newWebSocketBuilder()
                    .buildAsync(URI.create(origin + "/watch"), new TextListener(received))
                    .join();
            WebSocket stalled =
                    client.newWebSocketBuilder()
                            .buildAsync(URI.create(origin + "/ws/slow"), new NoReading())
                            .join();
            for (int i = 0; i < MESSAGES; i++) {
                stalled.sendText("go", true).join();
            }

            assertThat(received.poll(20, TimeUnit.SECONDS)).isEqualTo("slow 1006");
            client.shutdownNow();
        }
    }

    /** Asks for no message. */
    private record NoReading() implements WebSocket.Listener {
        @Override
        public void onOpen(WebSocket socket) {}
    }

    /** Notes whole messages, and the code of the close frame. */
    private record TextListener(BlockingQueue<String> received, StringBuilder text)
            implements WebSocket.Listener {
        TextListener(BlockingQueue<String> received) {
            this(received, new StringBuilder());
        }

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket from, CharSequence data, boolean isLast) {
            text.append(data);
            if (isLast) {
                received.add(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            received.add("closed " + code);
            return null;
        }
    }

    @Test
    @DisplayName("HTTP-2: HTTP/1.1 over TLS, and a new certificate for later connections")
    void certificateIsReadAgain() throws Exception {
        make("EC", "first");
        try (RunningServer server = RunningServer.configured(configuration(), ROUTE)) {
            try (SSLSocket before = connect(server)) {
                assertThat(subject(before)).isEqualTo("CN=first");
                make("RSA", "second");
                String subject = "CN=first";
                long end = System.nanoTime() + 10_000_000_000L;
                while (subject.equals("CN=first") && System.nanoTime() < end) {
                    try (SSLSocket next = connect(server)) {
                        subject = subject(next);
                    }
                }
                assertThat(subject).isEqualTo("CN=second");
                RawAnswer answer =
                        RawConnection.over(before)
                                .send(RawConnection.request("GET", "/hello", ""))
                                .answer();
                assertThat(answer.body()).isEqualTo("\"hello\"");
            }
            Files.writeString(key, "broken");
            Files.setLastModifiedTime(key, FileTime.fromMillis(System.currentTimeMillis() + 5000));
            try (SSLSocket after = connect(server)) {
                assertThat(subject(after)).isEqualTo("CN=second");
            }
        }
    }

    @Test
    @DisplayName("HTTP-2: files that cannot be read prevent the start")
    void unreadableFiles() throws IOException {
        Files.writeString(certificate, "x");
        Files.writeString(key, "y");

        assertThatThrownBy(() -> RunningServer.configured(configuration(), ROUTE))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("TLS");
    }

    @Test
    @DisplayName(
            "HTTP-2: a key of another certificate prevents the start, and a reload until it fits")
    void keyOfAnotherCertificate() throws Exception {
        make("EC", "first");
        TestCertificate second = TestCertificate.make(directory, "EC", "second");
        Path other = directory.resolve("other.pem");
        try (RunningServer server = RunningServer.configured(configuration(), ROUTE)) {
            second.write(certificate, other);
            Files.setLastModifiedTime(
                    certificate, FileTime.fromMillis(System.currentTimeMillis() + 5000));
            // For longer than the server goes without a look at the files.
            long end = System.nanoTime() + 700_000_000L;
            while (System.nanoTime() < end) {
                try (SSLSocket meanwhile = connect(server)) {
                    assertThat(subject(meanwhile)).isEqualTo("CN=first");
                }
            }
        }

        assertThatThrownBy(() -> RunningServer.configured(configuration(), ROUTE))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key + " is not the key of the certificate in " + certificate);
    }

    private String configuration() {
        return "server: {tls: {cert_file: \"%1$s\", key_file: \"%2$s\"}}"
                .replace("%1$s", certificate.toString())
                .replace("%2$s", key.toString());
    }

    private static SSLSocket connect(RunningServer server) throws Exception {
        SSLSocket socket =
                (SSLSocket) trusting().getSocketFactory().createSocket("127.0.0.1", server.port());
        socket.startHandshake();
        return socket;
    }

    private static String subject(SSLSocket socket) throws IOException {
        return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                .getSubjectX500Principal()
                .getName();
    }

    private void make(String algorithm, String name) throws Exception {
        TestCertificate.make(directory, algorithm, name).write(certificate, key);
    }

    /** A client that looks at certificates but believes them all. */
    private static SSLContext trusting() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, List.of(new Believer()).toArray(TrustManager[]::new), null);
        return context;
    }

    private static final class Believer implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
