package dev.tiercel.server.websocket;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A real Chromium without a window, in which a test runs scripts (Chrome DevTools Protocol). */
final class Browser implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("DevTools listening on (ws://\\S+)");
    private static final Pattern VALUE = Pattern.compile("\"value\":\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern TARGET = Pattern.compile("\"targetId\":\"([^\"]+)\"");
    private static final Pattern SESSION = Pattern.compile("\"sessionId\":\"([^\"]+)\"");
    private static final long WAIT_SECONDS_MAX = 60;

    private final Process process;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final WebSocket socket;
    private int commands;

    private Browser(Process process, String address) {
        this.process = process;
        this.socket =
                HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .buildAsync(URI.create(address), new Listener())
                        .join();
    }

    /** A tab with a page. */
    final class Page {
        private final String session;

        private Page(String session) {
            this.session = session;
        }

        /**
         * Runs a script and waits for its promise.
         *
         * @return the text that it gives
         */
        String run(String script) {
            String answer =
                    command(
                            "Runtime.evaluate",
                            "\"awaitPromise\":true,\"returnByValue\":true,\"expression\":"
                                    + quoted(script),
                            session);
            Matcher value = VALUE.matcher(answer);
            return value.find() ? value.group(1) : answer;
        }
    }

    /**
     * Starts a browser.
     *
     * @param profile an empty directory
     */
    static Browser start(Path profile) {
        try {
            Process process =
                    new ProcessBuilder(
                                    "chromium",
                                    "--headless=new",
                                    "--no-sandbox",
                                    "--disable-gpu",
                                    "--disable-dev-shm-usage",
                                    "--no-first-run",
                                    "--disable-extensions",
                                    "--disable-background-networking",
                                    "--disable-component-update",
                                    "--remote-debugging-port=0",
                                    "--user-data-dir=" + profile,
                                    "about:blank")
                            .redirectErrorStream(true)
                            .start();
            BufferedReader output =
                    new BufferedReader(
                            new InputStreamReader(
                                    process.getInputStream(), StandardCharsets.UTF_8));
            StringBuilder seen = new StringBuilder();
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                Matcher address = ADDRESS.matcher(line);
                if (address.find()) {
                    Thread.ofVirtual().start(() -> output.lines().forEach(_ -> {}));
                    return new Browser(process, address.group(1));
                }
                seen.append(line).append('\n');
            }
            throw new IllegalStateException("The browser has not started: " + seen);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens a page in a tab of its own and waits until it is loaded. */
    Page open(String address) {
        String created = command("Target.createTarget", "\"url\":\"about:blank\"", "");
        String target = group(TARGET, created);
        String attached =
                command(
                        "Target.attachToTarget",
                        "\"flatten\":true,\"targetId\":\"" + target + "\"",
                        "");
        Page page = new Page(group(SESSION, attached));
        command("Page.enable", "", page.session);
        command("Page.navigate", "\"url\":" + quoted(address), page.session);
        while (!page.run("document.readyState + ' ' + location.pathname")
                .matches("complete (?!blank).*")) {
            Thread.onSpinWait();
        }
        return page;
    }

    @Override
    public void close() {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String command(String method, String parameters, String session) {
        commands++;
        String id = "{\"id\":" + commands + ",";
        String to = session.isEmpty() ? "" : "\"sessionId\":\"" + session + "\",";
        socket.sendText(
                        id + to + "\"method\":\"" + method + "\",\"params\":{" + parameters + "}}",
                        true)
                .join();
        try {
            String answer = answers.poll(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
            while (answer != null && !answer.startsWith(id)) {
                answer = answers.poll(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
            }
            return answer == null ? "no answer to " + method : answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String group(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException(text);
        }
        return matcher.group(1);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket from, CharSequence data, boolean isLast) {
            text.append(data);
            if (isLast) {
                answers.add(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }
}
