package dev.tiercel.server.http;

import dev.tiercel.frontend.document.*;
import dev.tiercel.frontend.syntax.*;
import dev.tiercel.ir.SourceLocation;
import dev.tiercel.runtime.*;
import dev.tiercel.runtime.json.ProjectionReader;
import dev.tiercel.server.config.*;
import dev.tiercel.server.input.*;
import dev.tiercel.server.route.*;
import java.time.*;
import java.util.*;

public class SmokeMain {
    public static void main(String[] a) throws Exception {
        ServerConfig config =
                ConfigReader.read(Optional.empty(), Map.of(), Map.of("server.port", a[0]), "1");
        RoutePath path =
                new RoutePath(
                        "/hello/:name",
                        List.of(
                                new RoutePath.Segment.Literal("hello"),
                                new RoutePath.Segment.Parameter("name")));
        RouteDocument doc =
                new RouteDocument(
                        Optional.empty(),
                        "hello",
                        "",
                        path,
                        "GET",
                        false,
                        List.of(),
                        new RouteDocument.Hooks(List.of(), List.of(), List.of()),
                        List.of(),
                        new RouteDocument.RouteOptions(
                                false,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                true,
                                "1",
                                List.of()),
                        new Node.Mapping(
                                List.of(), new Position(1, 1), Pointer.ROOT, Optional.empty()));
        byte[] f1 = "{\"hello\":".getBytes(), f2 = "}".getBytes();
        Executable exe =
                c -> {
                    ResponseBuffer b = Responses.beginJson(c, 200);
                    b.fragment(f1);
                    b.value(c.rootMember(dev.tiercel.ir.Root.PARAMS, "name"));
                    b.fragment(f2);
                    Responses.endJson(c);
                    return null;
                };
        LiveUnit unit =
                new LiveUnit() {
                    public String name() {
                        return "logic";
                    }

                    public Executable target() {
                        return exe;
                    }

                    public List<SourceLocation> locations() {
                        return List.of();
                    }

                    public ProjectionReader projection() {
                        return null;
                    }
                };
        ServedRoute route =
                new ServedRoute(
                        "1",
                        doc,
                        PathParameters.of(path),
                        List.of(unit),
                        new RouteInput(Optional.empty(), Optional.empty()),
                        BudgetLimits.DEFAULTS,
                        1 << 20);
        RouteTable<ServedRoute> table =
                RouteTable.<ServedRoute>empty()
                        .change()
                        .put(path, RouteMethod.GET, route)
                        .put(path, RouteMethod.POST, route)
                        .table();
        ExecutionEnvironment env =
                new ExecutionEnvironment(
                        CoarseClock.ticking(Duration.ofMillis(4)),
                        InstantSource.system(),
                        RandomSource.system(),
                        ObjectValue.EMPTY,
                        10);
        HttpListener l = HttpListener.start(config, env, () -> table, (e, p) -> false);
        System.out.println(l.port());
    }
}
