package dev.tiercel.server.profile;

import dev.tiercel.frontend.syntax.Format;
import dev.tiercel.jit.tier.ChunkEvent;
import dev.tiercel.server.route.Registered;
import dev.tiercel.server.route.Registry;
import dev.tiercel.server.store.StoredDocument;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;

/** Events about documents for JDK Flight Recorder. */
public final class DocumentEvents {
    static final String DOCUMENT = "dev.tiercel.Document";

    private DocumentEvents() {}

    /** A document that is registered when a chunk of a recording begins or ends. */
    @Name(DOCUMENT)
    @Label("Document")
    @Category("Tiercel")
    @Period("everyChunk")
    @StackTrace(false)
    static final class Document extends Event {
        @Label("Kind")
        @SuppressWarnings("UnusedVariable") // read by the recorder
        String kind = "";

        @Label("Name")
        @SuppressWarnings("UnusedVariable") // read by the recorder
        String name = "";

        @Label("File")
        @Description("Relative to its directory; of a document that came over the API, its name")
        @SuppressWarnings("UnusedVariable") // read by the recorder
        String file = "";
    }

    /** Returns what tells each chunk of a recording about the documents. */
    public static ChunkEvent of(Registry registry) {
        return ChunkEvent.of(
                () -> Document.class,
                () -> registry.current().documents().forEach(DocumentEvents::commit));
    }

    private static void commit(Registered registered) {
        StoredDocument stored =
                registered.version().map(Registered.Version::stored).orElse(registered.stored());
        Document event = new Document();
        event.kind = stored.kind().text();
        event.name = stored.name();
        event.file = file(stored);
        event.commit();
    }

    private static String file(StoredDocument stored) {
        return stored.file()
                .orElseGet(
                        () -> stored.name() + (stored.format() == Format.JSON ? ".json" : ".yaml"));
    }
}
