package dev.tiercel.server.auth;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of a JWKS file, read again when the file changes (CFG-5); an unreadable file leaves the
 * keys as they were. Thread-safe.
 */
final class KeyFile {
    private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);
    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(500).toNanos();

    private final Path file;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile List<JWK> keys = List.of();
    private volatile long lookedNanos = System.nanoTime() - LOOK_AGAIN_NANOS;
    private @Nullable FileTime modified;
    private long size = -1;

    KeyFile(Path file) {
        this.file = file;
        look();
    }

    List<JWK> keys() {
        if (System.nanoTime() - lookedNanos >= LOOK_AGAIN_NANOS && lock.tryLock()) {
            try {
                look();
            } finally {
                lock.unlock();
            }
        }
        return keys;
    }

    private void look() {
        lookedNanos = System.nanoTime();
        try {
            FileTime newModified = Files.getLastModifiedTime(file);
            long newSize = Files.size(file);
            if (!newModified.equals(modified) || newSize != size) {
                modified = newModified;
                size = newSize;
                keys = List.copyOf(JWKSet.parse(Files.readString(file)).getKeys());
            }
        } catch (IOException | ParseException e) {
            LOG.error("The keys of {} cannot be read: {}", file, e.toString());
        }
    }
}
