package dev.tiercel.server;

import dev.tiercel.ir.SuppressForbidden;
import java.util.Objects;

/** Entry point of the command {@code tiercel}. */
public final class Main {

    private Main() {}

    @SuppressForbidden(reason = "a command answers on standard output")
    public static void main(String[] arguments) {
        String version = Main.class.getPackage().getImplementationVersion();
        System.out.println("tiercel " + Objects.requireNonNullElse(version, "(not packaged)"));
    }
}
