package dev.tiercel.server.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.server.http.RunningServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who gets which messages, over sockets. */
class DeliveryTest {
    /** Does what the message says: JSON with the fields of {@code ws_op}. */
    private static final String DESK =
            """
            name: desk
            path: /ws/desk
            ws_hooks:
              on_connect:
                - ws_op: {command: identify, user: "{{ query.user }}"}
              on_message:
                - set: {m: "{{ message_json }}"}
                - switch: "{{ m.do }}"
                  cases:
                    - value: id
                      do: [{return: "{{ connection_id }}"}]
                    - value: channel
                      do: [{ws_op: {command: broadcast, channel: "{{ m.channel }}", message: "{{ m.text }}", exclude_self: "m.alone == true"}}]
                    - value: all
                      do: [{ws_op: {command: broadcast, message: "{{ m.text }}"}}]
                    - value: raw
                      do: [{ws_op: {command: broadcast}}]
                    - value: everywhere
                      do: [{WsOp: {command: broadcast, scope: global, message: "{{ m.text }}", excludeSelf: true}}]
                    - value: named
                      do: [{ws_op: {command: broadcast, route: The other desk, message: "{{ m.text }}"}}]
                    - value: at_path
                      do: [{ws_op: {command: broadcast, route: "/ws/other/:n", message: "{{ m.text }}"}}]
                    - value: join
                      do: [{ws_op: {command: subscribe, channel: "{{ m.channel }}", to: "{{ m.to }}"}}]
                    - value: enter
                      do: [{ws_op: {command: join, channel: "{{ m.channel }}"}}]
                    - value: leave
                      do: [{ws_op: {command: unsubscribe, channel: "{{ m.channel }}"}}]
                    - value: lobby
                      do: [{ws_op: {command: broadcast, channel: lobby, message: "{{ m.text }}"}}]
                    - value: leave_lobby
                      do: [{ws_op: {command: leave, channel: lobby}}]
                    - value: send
                      do: [{ws_op: {command: send, to: "{{ m.to }}", message: "{{ m.text }}"}}]
                    - value: close
                      do: [{ws_op: {command: close, to: "{{ m.to }}", code: "m.code", reason: bye}}]
                    - value: who
                      do: [{ws_op: {command: members, output_var: all}}, {return: "{{ all | map('item.user') }}"}]
                - return: "{{ ws_result.delivered }}/{{ ws_result.dropped }}"
            """;

    private static final String OTHER =
            """
            name: The other desk
            path: /ws/other/:n
            ws_hooks: {}
            """;

    private static final String GLOBAL =
            """
            name: announce
            kind: function
            params: [text]
            logic:
              - ws_op: {command: broadcast, message: "{{ text }}"}
            """;

    private static final String HTTP =
            """
            name: announce over HTTP
            path: /announce
            method: POST
            logic:
              - try: [{call_function: {name: announce, args: [x]}}]
                catch: [{return: "{{ error.code }}"}]
              - return: none
            """;

    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.with(DESK, OTHER, GLOBAL, HTTP);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @DisplayName("WS-20, WS-22: channels, routes and everybody, with the sender or without")
    void reachesAudiences() {
        try (SocketClient ada = desk("ada");
                SocketClient bob = desk("bob");
                SocketClient far = SocketClient.connect(server.port(), "/ws/other/1")) {
            tell(
                    ada,
                    "{\"do\":\"channel\",\"channel\":\"c1\",\"text\":\"alone\",\"alone\":true}",
                    "0/0");
            tell(bob, "{\"do\":\"channel\",\"channel\":\"c1\",\"text\":\"both\"}", "both", "2/0");
            assertThat(ada.next()).isEqualTo("both");
            tell(ada, "{\"do\":\"all\",\"text\":\"desk\"}", "desk", "2/0");
            assertThat(bob.next()).isEqualTo("desk");
            tell(bob, "{\"do\":\"raw\"}", "{\"do\":\"raw\"}", "2/0");
            assertThat(ada.next()).isEqualTo("{\"do\":\"raw\"}");
            tell(ada, "{\"do\":\"everywhere\",\"text\":\"all\"}", "2/0");
            assertThat(bob.next()).isEqualTo("all");
            assertThat(far.next()).isEqualTo("all");
            tell(ada, "{\"do\":\"named\",\"text\":\"by name\"}", "1/0");
            tell(ada, "{\"do\":\"at_path\",\"text\":\"by path\"}", "1/0");
            assertThat(far.next()).isEqualTo("by name");
            assertThat(far.next()).isEqualTo("by path");
            tell(ada, "{\"do\":\"who\"}", "[\"ada\",\"bob\"]");
        }
    }

    @Test
    @DisplayName("WS-20, WS-21, WS-26: one connection by its id, all of a user, or none")
    void reachesSingleConnections() {
        try (SocketClient ada = desk("ada");
                SocketClient first = desk("eve");
                SocketClient second = desk("eve")) {
            tell(ada, "{\"do\":\"send\",\"to\":\"eve\",\"text\":\"psst\"}", "2/0");
            assertThat(first.next()).isEqualTo("psst");
            assertThat(second.next()).isEqualTo("psst");
            second.send("{\"do\":\"id\"}");
            String id = second.next();
            tell(ada, "{\"do\":\"send\",\"to\":\"" + id + "\",\"text\":\"you\"}", "1/0");
            assertThat(second.next()).isEqualTo("you");
            tell(ada, "{\"do\":\"join\",\"to\":\"" + id + "\",\"channel\":\"c2\"}", "1/0");
            tell(
                    ada,
                    "{\"do\":\"channel\",\"channel\":\"c2\",\"text\":\"two\",\"alone\":true}",
                    "1/0");
            assertThat(second.next()).isEqualTo("two");
            tell(ada, "{\"do\":\"close\",\"to\":\"" + id + "\",\"code\":3999}", "1/0");
            assertThat(second.next()).isEqualTo("closed: 3999 bye");
            tell(ada, "{\"do\":\"send\",\"to\":\"eve\",\"text\":\"left\"}", "1/0");
            assertThat(first.next()).isEqualTo("left");
            ada.send("{\"do\":\"close\",\"to\":\"" + id + "\",\"code\":2999}");
            ada.send("{\"do\":\"send\",\"to\":\"nobody\",\"text\":\"x\"}");
            tell(ada, "{\"do\":\"who\"}", "[\"ada\",\"eve\"]");
        }
    }

    @Test
    @DisplayName("WS-24, WS-25: a literal channel is joined at connect, left, and joined again")
    void leavesAndJoinsAgain() {
        try (SocketClient ada = desk("ada");
                SocketClient bob = desk("bob")) {
            tell(ada, "{\"do\":\"leave_lobby\"}", "1/0");
            tell(bob, "{\"do\":\"lobby\",\"text\":\"one\"}", "one", "1/0");
            tell(ada, "{\"do\":\"lobby\",\"text\":\"two\"}", "two", "2/0");
            assertThat(bob.next()).isEqualTo("two");
            tell(bob, "{\"do\":\"lobby\",\"text\":\"three\"}", "three", "2/0");
            assertThat(ada.next()).isEqualTo("three");
        }
    }

    @Test
    @DisplayName(
            "WS-27, WS-28: a member gets what is sent while it is one, in order, nothing before")
    void keepsNoHistory() {
        try (SocketClient ada = desk("ada");
                SocketClient bob = desk("bob")) {
            tell(
                    ada,
                    "{\"do\":\"channel\",\"channel\":\"c3\",\"text\":\"early\",\"alone\":true}",
                    "0/0");
            tell(bob, "{\"do\":\"enter\",\"channel\":\"c3\"}", "1/0");
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                ada.send(
                        "{\"do\":\"channel\",\"channel\":\"c3\",\"alone\":true,\"text\":\""
                                + i
                                + "\"}");
                expected.add(Integer.toString(i));
            }
            for (String message : expected) {
                assertThat(bob.next()).isEqualTo(message);
                assertThat(ada.next()).isEqualTo("1/0");
            }
        }
    }

    @Test
    @DisplayName(
            "WS-23: a global function that says no audience raises INVALID_ARGUMENT outside hooks")
    void needsAnAudienceOutsideHooks() {
        assertThat(server.postJson("/announce", "{}").body()).isEqualTo("\"INVALID_ARGUMENT\"");
    }

    private static SocketClient desk(String user) {
        return SocketClient.connect(server.port(), "/ws/desk?user=" + user);
    }

    private static void tell(SocketClient client, String message, String... answers) {
        client.send(message);
        for (String answer : answers) {
            assertThat(client.next()).isEqualTo(answer);
        }
    }
}
