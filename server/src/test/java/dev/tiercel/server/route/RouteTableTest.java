package dev.tiercel.server.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tiercel.frontend.document.RoutePath;
import dev.tiercel.frontend.document.RoutePath.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {
    /** Reads a pattern whose literals need no decoding. */
    static RoutePath path(String pattern) {
        List<Segment> segments = new ArrayList<>();
        for (String part : pattern.substring(1).split("/", -1)) {
            if (part.startsWith(":")) {
                segments.add(new Segment.Parameter(part.substring(1)));
            } else if (part.startsWith("*")) {
                segments.add(new Segment.Wildcard(part.substring(1)));
            } else {
                segments.add(new Segment.Literal(part));
            }
        }
        return new RoutePath(pattern, segments);
    }

    private static RouteTable<String> table(String... patterns) {
        RouteTable.Change<String> change = RouteTable.<String>empty().change();
        for (String pattern : patterns) {
            change.put(path(pattern), RouteMethod.GET, pattern);
        }
        return change.table();
    }

    private static @Nullable String get(RouteTable<String> table, String path) {
        return table.find(RouteMethod.GET, RequestPath.parse(path));
    }

    @ParameterizedTest(name = "HTTP-6: {0} | {1}, {2} -> {3}")
    @CsvSource({
        "/users/me,/users/:id,/users/me,/users/me",
        "/users/me,/users/:id,/users/7,/users/:id",
        "/users/:id,/users/*rest,/users/7/x,/users/*rest",
        "/users/:id,/users/*rest,/users/7,/users/:id",
        "/:a/x,/users/:id,/users/x,/users/:id",
        "/:a/x,/users/:id,/shops/x,/:a/x",
        "/users/me/edit,/users/:id,/users/me,/users/:id",
        "/users/me/edit,/users/:id,/users/me/edit,/users/me/edit",
        "/:a/:b/c,/x/*rest,/x/y/z,/x/*rest",
        "/:a/:b/c,/x/y,/x/y/c,/:a/:b/c",
    })
    void theMostSpecificBranchThatMatchesWins(
            String first, String second, String request, String expected) {
        assertThat(get(table(first, second), request)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} does not match {1}")
    @CsvSource({
        "/a,/a/",
        "/a/,/a",
        "/a,/A",
        "/a/b,/a//b",
        "/a/:id,/a/",
        "/a/:id,/a/b/c",
        "/a/*rest,/a",
        "/a,/",
        "/a%2Fb,/a/b",
    })
    @DisplayName("HTTP-3, HTTP-7: no match")
    void pathsThatOnlyLookAlikeDoNotMatch(String pattern, String request) {
        assertThat(get(table(pattern), request)).isNull();
    }

    @Test
    @DisplayName("HTTP-3: literals are compared decoded")
    void escapedLiteralMatches() {
        assertThat(get(table("/caf\u00e9"), "/caf%C3%A9")).isEqualTo("/caf\u00e9");
        assertThat(get(table("/a b"), "/a%20b")).isEqualTo("/a b");
    }

    @Test
    void rootIsAPathOfItsOwn() {
        assertThat(get(table("/", "/:x"), "/")).isEqualTo("/");
        assertThat(get(table("/:x"), "/")).isNull();
    }

    @Test
    @DisplayName("HTTP-9: the search for the request's method comes first")
    void methodsHaveMatchesOfTheirOwn() {
        RouteTable<String> table =
                RouteTable.<String>empty()
                        .change()
                        .put(path("/users/me"), RouteMethod.GET, "get me")
                        .put(path("/users/:id"), RouteMethod.DELETE, "delete one")
                        .put(path("/users/*rest"), RouteMethod.WS, "socket")
                        .table();
        RequestPath me = RequestPath.parse("/users/me");

        assertThat(table.find(RouteMethod.DELETE, me)).isEqualTo("delete one");
        assertThat(table.find(RouteMethod.POST, me)).isNull();
        assertThat(table.methods(me))
                .isEqualTo(Set.of(RouteMethod.GET, RouteMethod.DELETE, RouteMethod.WS));
        assertThat(table.methods(RequestPath.parse("/users"))).isEmpty();
    }

    @Test
    void aChangeDoesNotTouchTheTableBefore() {
        RouteTable<String> before = table("/a/b", "/a/:x");

        RouteTable<String> after =
                before.change()
                        .put(path("/a/b"), RouteMethod.GET, "new")
                        .put(path("/a/c"), RouteMethod.GET, "more")
                        .remove(path("/a/:x"), RouteMethod.GET)
                        .table();

        assertThat(get(before, "/a/b")).isEqualTo("/a/b");
        assertThat(get(before, "/a/c")).isEqualTo("/a/:x");
        assertThat(get(after, "/a/b")).isEqualTo("new");
        assertThat(get(after, "/a/c")).isEqualTo("more");
        assertThat(get(after, "/a/d")).isNull();
    }

    @Test
    void removingWhatIsNotThereChangesNothing() {
        RouteTable<String> table =
                table("/a")
                        .change()
                        .remove(path("/b/c"), RouteMethod.GET)
                        .remove(path("/a"), RouteMethod.POST)
                        .remove(path("/:x/y"), RouteMethod.GET)
                        .table();

        assertThat(get(table, "/a")).isEqualTo("/a");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void manyRoutesAreFoundAfterRandomChanges(long seed) {
        Random random = new Random(seed);
        RouteTable<String> table = RouteTable.empty();
        boolean[] present = new boolean[500];
        for (int round = 0; round < 40; round++) {
            RouteTable.Change<String> change = table.change();
            for (int i = 0; i < 50; i++) {
                int route = random.nextInt(present.length);
                present[route] = random.nextBoolean();
                RoutePath path = path("/r/" + route + "/:id");
                if (present[route]) {
                    change.put(path, RouteMethod.GET, "route " + route);
                } else {
                    change.remove(path, RouteMethod.GET);
                }
            }
            table = change.table();
        }
        for (int route = 0; route < present.length; route++) {
            String expected = present[route] ? "route " + route : null;
            assertThat(get(table, "/r/" + route + "/x")).isEqualTo(expected);
        }
    }

    @Test
    @DisplayName("HTTP-3: segments are split first and then decoded")
    void escapedSlashBelongsToItsSegment() {
        RequestPath path = RequestPath.parse("/a%2Fb/c//d");

        assertThat(path.size()).isEqualTo(4);
        assertThat(path.segment(0)).isEqualTo("a/b");
        assertThat(path.segment(2)).isEmpty();
        assertThat(path.rest(1)).isEqualTo("c//d");
        assertThat(path.decodedText()).isEqualTo("/a/b/c//d");
    }

    @Test
    void aPathOfManySegmentsIsSplit() {
        RequestPath path = RequestPath.parse("/x".repeat(100) + "/y");

        assertThat(path.size()).isEqualTo(101);
        assertThat(path.segment(100)).isEqualTo("y");
        assertThat(path.segment(99)).isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "a/b", "/%", "/%4", "/%zz", "/a/%C3", "/%ff%fe", "/%c0%80"})
    @DisplayName("HTTP-3: an invalid escape, or text that is not UTF-8")
    void malformedPathsAreRefused(String text) {
        assertThatThrownBy(() -> RequestPath.parse(text))
                .isInstanceOf(MalformedPathException.class);
    }
}
