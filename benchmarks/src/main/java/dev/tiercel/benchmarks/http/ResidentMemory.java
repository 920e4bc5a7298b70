package dev.tiercel.benchmarks.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux says a process has in memory. */
final class ResidentMemory {
    private static final long BYTES_PER_KIBIBYTE = 1024;

    private ResidentMemory() {}

    /** Returns the number of bytes, 0 on other systems. */
    static long bytes(long process) throws IOException {
        Path status = Path.of("/proc", String.valueOf(process), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(kibibytes -> Long.parseLong(kibibytes) * BYTES_PER_KIBIBYTE)
                .findFirst()
                .orElse(0);
    }
}
