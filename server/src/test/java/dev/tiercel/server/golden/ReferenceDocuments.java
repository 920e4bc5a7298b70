package dev.tiercel.server.golden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * The documents that users of Worpen have (documents.md, appendix A). They are no part of the
 * project: the folder {@code shared/reference} has to stand beside it; {@code -Dreference=…} names
 * another.
 */
public final class ReferenceDocuments {
    private static final Path FOLDER =
            Path.of(System.getProperty("reference", "../../shared/reference"));

    private ReferenceDocuments() {}

    /** Returns the files in the order of their names, none if the folder is missing. */
    public static List<Path> files() throws IOException {
        if (!Files.isDirectory(FOLDER)) {
            LoggerFactory.getLogger(ReferenceDocuments.class)
                    .warn("{} is missing: the documents of the seed are not tested", FOLDER);
            return List.of();
        }
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().matches(".*\\.(json|yaml)"))
                    .sorted()
                    .toList();
        }
    }
}
