package dev.tiercel.server.route;

import java.util.Map;

/** Documents of a data directory that tests change. */
sealed interface ChangedDocuments extends AutoCloseable permits StoredDocuments, StoredTexts {
    /** Returns the registered texts by name. */
    Map<String, String> texts();

    /** Makes the documents those whose texts are given, in one release. */
    void change(Map<String, String> texts);

    @Override
    void close();
}
