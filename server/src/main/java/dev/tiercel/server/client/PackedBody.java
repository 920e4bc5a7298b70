package dev.tiercel.server.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** The codings in which bodies of responses may come (RFC 9110, section 8.4.1). */
enum PackedBody {
    GZIP {
        @Override
        InputStream open(byte[] octets) throws IOException {
            return new GZIPInputStream(new ByteArrayInputStream(octets));
        }
    },
    /** With the frame of zlib, or as some servers send it, without. */
    DEFLATE {
        @Override
        InputStream open(byte[] octets) {
            Inflater inflater = new Inflater(!isZlib(octets));
            return new InflaterInputStream(new ByteArrayInputStream(octets), inflater) {
                @Override
                public void close() throws IOException {
                    super.close();
                    inflater.end();
                }
            };
        }
    },
    /** As it is, also in codings that were not asked for. */
    NONE {
        @Override
        InputStream open(byte[] octets) {
            return new ByteArrayInputStream(octets);
        }
    };

    /** What requests say that they accept. */
    static final String ACCEPTED = "deflate, gzip";

    private static final int ZLIB_METHOD = 8;
    private static final int ZLIB_CHECK = 31;

    /** Returns the coding that a header names. */
    static PackedBody of(String header) {
        return switch (header.strip().toLowerCase(Locale.ROOT)) {
            case "gzip", "x-gzip" -> GZIP;
            case "deflate" -> DEFLATE;
            default -> NONE;
        };
    }

    abstract InputStream open(byte[] octets) throws IOException;

    /**
     * Returns what a body was before.
     *
     * @param bytesMax the result may have one byte more, by which it is known to be too large
     * @throws IOException if the body is not packed like this, or not whole
     */
    byte[] unpack(byte[] octets, int bytesMax) throws IOException {
        if (this == NONE || octets.length == 0) {
            return octets;
        }
        try (InputStream in = open(octets)) {
            return in.readNBytes((int) Math.min(Integer.MAX_VALUE, bytesMax + 1L));
        }
    }

    private static boolean isZlib(byte[] octets) {
        return octets.length > 1
                && (octets[0] & 0xF) == ZLIB_METHOD
                && (Byte.toUnsignedInt(octets[0]) * 256 + Byte.toUnsignedInt(octets[1]))
                                % ZLIB_CHECK
                        == 0;
    }
}
