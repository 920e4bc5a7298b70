package dev.tiercel.server.route;

import dev.tiercel.frontend.lower.CompiledUnit;
import dev.tiercel.server.store.StoredDocument;

/** Makes units runnable, and takes back those that no release serves any more. Thread-safe. */
public interface LiveUnits {
    /** Returns a unit that can run at once. */
    LiveUnit start(StoredDocument route, CompiledUnit unit);

    /** Returns a unit that can run at its first request, or before that if there is time. */
    LiveUnit startLater(StoredDocument route, CompiledUnit unit);

    /** Starts the units that wait in the background. */
    void startWaiting();

    /** Ends the care for a unit; requests that still run it may end. */
    void retire(LiveUnit unit);
}
