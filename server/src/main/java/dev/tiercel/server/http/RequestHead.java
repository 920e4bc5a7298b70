package dev.tiercel.server.http;

import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectTransportRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The rules for the head of an HTTP/1 request (HTTP-41; RFC 9112, sections 2 to 6). Looks at every
 * byte once, remembers how the body is framed and spells the name of WebSocket in small letters.
 * Used by the thread of the connection, for one head after another.
 */
final class RequestHead {
    static final String WEBSOCKET_PROTOCOL = "websocket";

    private static final byte[] VERSION = "HTTP/1.".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HOST = "host".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CONTENT_LENGTH =
            "content-length".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRANSFER_ENCODING =
            "transfer-encoding".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CHUNKED = "chunked".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] UPGRADE = "upgrade".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] WEBSOCKET = WEBSOCKET_PROTOCOL.getBytes(StandardCharsets.US_ASCII);
    private static final int LENGTH_DIGITS_MAX = 18;
    private static final boolean[] IS_TOKEN = table("!#$%&'*+-.^_`|~");
    private static final boolean[] IS_HOST = table("!$%&'()*+-.:;=[]_~");

    private byte[] bytes = {};
    private int position;
    private int methodEnd;
    private int targetEnd;
    private boolean isOld;
    private boolean isChunked;
    private boolean hasLength;
    private boolean hasHost;
    private long length;

    /**
     * Checks the head at the start of some bytes.
     *
     * @param head bytes of which a complete head, with its empty line, is the beginning; the value
     *     of {@code Upgrade} may change
     * @throws RequestException if the head is not acceptable
     */
    void check(byte[] head) {
        bytes = head;
        position = 0;
        methodEnd = 0;
        targetEnd = 0;
        isChunked = false;
        hasLength = false;
        hasHost = false;
        length = 0;
        readRequestLine();
        while (bytes[position] != '\r') {
            readHeader();
        }
        if (isChunked && (hasLength || isOld)) {
            throw refusal("Transfer-Encoding does not go with Content-Length or HTTP/1.0");
        }
        if (!hasHost && !isOld) {
            throw refusal("There is no Host header");
        }
    }

    /** Whether the request is one of HTTP/1.0. */
    boolean isOld() {
        return isOld;
    }

    /** Returns where the version's last digit is. */
    int versionIndex() {
        return targetEnd + VERSION.length + 1;
    }

    boolean isChunked() {
        return isChunked;
    }

    /** Returns the length of the body, 0 if there is none or it is chunked. */
    long length() {
        return length;
    }

    private void readRequestLine() {
        while (isToken(bytes[position]) && !(bytes[position] >= 'a' && bytes[position] <= 'z')) {
            position++;
        }
        if (position == 0 || bytes[position] != ' ') {
            throw refusal("The request line has no method");
        }
        methodEnd = position;
        position++;
        int start = position;
        while (bytes[position] > ' ' && bytes[position] < 0x7F && bytes[position] != '#') {
            position++;
        }
        if (position == start || bytes[position] != ' ') {
            throw refusal("The request target is malformed");
        }
        targetEnd = position;
        position++;
        readVersion();
    }

    private void readVersion() {
        for (byte expected : VERSION) {
            if (bytes[position++] != expected) {
                throw refusal("The HTTP version is not supported");
            }
        }
        byte minor = bytes[position++];
        isOld = minor == '0';
        if (!isOld && minor != '1') {
            throw refusal("The HTTP version is not supported");
        }
        expectLineEnd();
    }

    private void readHeader() {
        int start = position;
        while (isToken(bytes[position])) {
            position++;
        }
        if (position == start || bytes[position] != ':') {
            throw refusal("A header name is malformed");
        }
        int nameLength = position - start;
        position++;
        int valueStart = position;
        while (isText(bytes[position])) {
            position++;
        }
        int valueEnd = position;
        expectLineEnd();
        if (nameLength == HOST.length && matches(start, HOST)) {
            readHost(valueStart, valueEnd);
        } else if (nameLength == CONTENT_LENGTH.length && matches(start, CONTENT_LENGTH)) {
            readLength(valueStart, valueEnd);
        } else if (nameLength == TRANSFER_ENCODING.length && matches(start, TRANSFER_ENCODING)) {
            readEncoding(valueStart, valueEnd);
        } else if (nameLength == UPGRADE.length && matches(start, UPGRADE)) {
            readUpgrade(valueStart, valueEnd);
        }
    }

    private void readHost(int start, int end) {
        int from = skipBlanks(start, end);
        int to = dropBlanks(from, end);
        boolean isMalformed = from == to || hasHost;
        for (int i = from; i < to; i++) {
            isMalformed |= bytes[i] < 0 || !IS_HOST[bytes[i]];
        }
        if (isMalformed) {
            throw refusal("The Host header is malformed");
        }
        hasHost = true;
    }

    private void readLength(int start, int end) {
        int from = skipBlanks(start, end);
        int to = dropBlanks(from, end);
        boolean isMalformed = hasLength || from == to || to - from > LENGTH_DIGITS_MAX;
        for (int i = from; i < to && !isMalformed; i++) {
            isMalformed = bytes[i] < '0' || bytes[i] > '9';
            length = length * 10 + bytes[i] - '0';
        }
        if (isMalformed) {
            throw refusal("The Content-Length header is malformed");
        }
        hasLength = true;
    }

    private void readEncoding(int start, int end) {
        int from = skipBlanks(start, end);
        int to = dropBlanks(from, end);
        if (isChunked || to - from != CHUNKED.length || !matches(from, CHUNKED)) {
            throw refusal("The Transfer-Encoding is not `chunked`");
        }
        isChunked = true;
    }

    /**
     * Spells the protocol of WebSocket as Helidon looks for it, which compares letters exactly and
     * knows no lists; HTTP/1.0 has no upgrades (RFC 9110, section 7.8).
     */
    private void readUpgrade(int start, int end) {
        if (isOld) {
            Arrays.fill(bytes, start, end, (byte) ' ');
            return;
        }
        int from = start;
        while (from < end) {
            int comma = from;
            while (comma < end && bytes[comma] != ',') {
                comma++;
            }
            int first = skipBlanks(from, comma);
            if (dropBlanks(first, comma) - first == WEBSOCKET.length && matches(first, WEBSOCKET)) {
                Arrays.fill(bytes, start, end, (byte) ' ');
                System.arraycopy(WEBSOCKET, 0, bytes, start, WEBSOCKET.length);
                return;
            }
            from = comma + 1;
        }
    }

    private void expectLineEnd() {
        if (bytes[position] != '\r' || bytes[position + 1] != '\n') {
            throw refusal("The head has a control character");
        }
        position += 2;
    }

    private int skipBlanks(int start, int end) {
        int i = start;
        while (i < end && (bytes[i] == ' ' || bytes[i] == '\t')) {
            i++;
        }
        return i;
    }

    private int dropBlanks(int start, int end) {
        int i = end;
        while (i > start && (bytes[i - 1] == ' ' || bytes[i - 1] == '\t')) {
            i--;
        }
        return i;
    }

    /** Compares with a text in lower case. */
    private boolean matches(int start, byte[] lowerCase) {
        for (int i = 0; i < lowerCase.length; i++) {
            byte b = bytes[start + i];
            if ((b >= 'A' && b <= 'Z' ? b | 0x20 : b) != lowerCase[i]) {
                return false;
            }
        }
        return true;
    }

    private RequestException refusal(String message) {
        String method = new String(bytes, 0, methodEnd, StandardCharsets.US_ASCII);
        String target =
                targetEnd == 0
                        ? ""
                        : new String(
                                bytes,
                                methodEnd + 1,
                                targetEnd - methodEnd - 1,
                                StandardCharsets.US_ASCII);
        int query = target.indexOf('?');
        return refusal(
                Status.BAD_REQUEST_400,
                message,
                method,
                query < 0 ? target : target.substring(0, query));
    }

    /** Returns an exception that makes Helidon answer and close the connection. */
    static RequestException refusal(Status status, String message, String method, String path) {
        return RequestException.builder()
                .type(EventType.BAD_REQUEST)
                .status(status)
                .request(DirectTransportRequest.create("HTTP/1.1", method, path))
                .setKeepAlive(false)
                .message(message)
                .safeMessage(true)
                .build();
    }

    private static boolean isToken(byte b) {
        return b >= 0 && IS_TOKEN[b];
    }

    /** Any octet but control characters; a tab is none. */
    private static boolean isText(byte b) {
        return b >= ' ' ? b != 0x7F : b < 0 || b == '\t';
    }

    private static boolean[] table(String others) {
        boolean[] table = new boolean[128];
        for (char c = 0; c < table.length; c++) {
            boolean isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            boolean isDigit = c >= '0' && c <= '9';
            table[c] = isLetter || isDigit || others.indexOf(c) >= 0;
        }
        return table;
    }
}
