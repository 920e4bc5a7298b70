package dev.tiercel.server.input;

import dev.tiercel.runtime.ObjectValue;
import org.jspecify.annotations.Nullable;

/** The roots of a request that parameters read and replace (DOC-24). */
public interface InputRoots {
    ObjectValue params();

    ObjectValue query();

    ObjectValue headers();

    @Nullable Object body();

    void replaceParams(ObjectValue params);

    void replaceQuery(ObjectValue query);

    void replaceHeaders(ObjectValue headers);

    void replaceBody(@Nullable Object body);
}
