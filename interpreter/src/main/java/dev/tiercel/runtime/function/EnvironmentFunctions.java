package dev.tiercel.runtime.function;

import dev.tiercel.runtime.ExecutionContext;
import org.jspecify.annotations.Nullable;

/** Access to allow-listed environment variables (LANG-69). */
public final class EnvironmentFunctions {
    private EnvironmentFunctions() {}

    public static @Nullable Object env(ExecutionContext context, @Nullable Object name) {
        return name == null
                ? null
                : context.environment().variables().get(Arguments.name("env", name));
    }
}
