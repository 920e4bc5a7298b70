package dev.tiercel.frontend.syntax;

import dev.tiercel.ir.DiagnosticCode;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Reads the bytes of a text into positioned trees (DOC-1 to DOC-8). Findings go to the diagnostics;
 * a text that does not parse gives exactly one (DOC-52).
 */
public final class SyntaxReader {
    private static final Position START = new Position(1, 1);
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final byte[] MARK_BYTES = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final String BLANKS = " \t\n\r";

    private SyntaxReader() {}

    /** Returns the documents of a text as far as they could be read. */
    public static SyntaxText read(
            SourceText source, DocumentLimits limits, Diagnostics diagnostics) {
        return read(source, limits, diagnostics, false);
    }

    /**
     * Returns the documents of a text in which mappings may have several members of one name; these
     * are reported all the same.
     */
    public static SyntaxText readWithDuplicates(
            SourceText source, DocumentLimits limits, Diagnostics diagnostics) {
        return read(source, limits, diagnostics, true);
    }

    private static SyntaxText read(
            SourceText source,
            DocumentLimits limits,
            Diagnostics diagnostics,
            boolean keepsDuplicates) {
        diagnostics.startDocument(0);
        if (source.bytes().length > limits.bytesMax()) {
            String message =
                    String.format(
                            Locale.ROOT,
                            "%,d bytes exceed %,d",
                            source.bytes().length,
                            limits.bytesMax());
            diagnostics.report(DiagnosticCode.DOCUMENT_TOO_LARGE, message, START, Pointer.ROOT);
            return new SyntaxText(formatOf(source.bytes()), List.of());
        }
        try {
            String text = decode(source.bytes());
            return new Attempt(source, text, limits, diagnostics, keepsDuplicates).read();
        } catch (SyntaxFault fault) {
            report(fault, diagnostics);
            return new SyntaxText(formatOf(source.bytes()), List.of());
        }
    }

    /** Returns the format that a text begins like (DOC-2). */
    private static Format formatOf(byte[] bytes) {
        int start = Arrays.mismatch(bytes, MARK_BYTES) == MARK_BYTES.length ? MARK_BYTES.length : 0;
        while (start < bytes.length && BLANKS.indexOf(bytes[start]) >= 0) {
            start++;
        }
        boolean isJson = start < bytes.length && (bytes[start] == '{' || bytes[start] == '[');
        return isJson ? Format.JSON : Format.YAML;
    }

    /** Returns the text without byte order mark. */
    private static String decode(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        out.flip();
        int start = out.hasRemaining() && out.get(0) == BYTE_ORDER_MARK ? 1 : 0;
        String text = out.subSequence(start, out.remaining()).toString();
        if (result.isError()) {
            throw new SyntaxFault(
                    DiagnosticCode.INVALID_UTF8,
                    "Invalid UTF-8 at byte " + in.position(),
                    new TextPositions(text).at(text.length()),
                    Pointer.ROOT);
        }
        return text;
    }

    private static void report(SyntaxFault fault, Diagnostics diagnostics) {
        diagnostics.report(fault.code(), fault.text(), fault.position(), fault.pointer());
    }

    /** One text on its way through the formats that it may have. */
    private record Attempt(
            SourceText source,
            String text,
            DocumentLimits limits,
            Diagnostics diagnostics,
            boolean keepsDuplicates) {

        SyntaxText read() {
            Format format = formatOf(source.bytes());
            try {
                return read(format);
            } catch (SyntaxFault fault) {
                return format == Format.JSON && source.namedYaml()
                        ? readAsYaml()
                        : failure(fault, format);
            }
        }

        private SyntaxText readAsYaml() {
            try {
                return read(Format.YAML);
            } catch (SyntaxFault fault) {
                return failure(fault, Format.YAML);
            }
        }

        private SyntaxText failure(SyntaxFault fault, Format format) {
            report(fault, diagnostics);
            return new SyntaxText(format, List.of());
        }

        /**
         * Reads the text in one format.
         *
         * @throws SyntaxFault if the text is not of this format; nothing has been reported then
         */
        private SyntaxText read(Format format) {
            var documents = new DocumentCollector(source.name(), limits, keepsDuplicates);
            try {
                switch (format) {
                    case JSON -> new JsonTreeReader(text, documents).read();
                    case YAML -> new YamlTreeReader(text, documents).read();
                }
                documents.checkNotEmpty();
            } catch (SyntaxFault fault) {
                if (fault.isSyntaxError()) {
                    throw fault;
                }
                report(fault, documents.diagnostics());
            }
            diagnostics.addAll(documents.diagnostics());
            return new SyntaxText(format, documents.documents(source.bytes()));
        }
    }
}
