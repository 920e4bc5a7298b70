package dev.tiercel.server.input;

import com.google.re2j.Pattern;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.format.EmailFormat;
import com.networknt.schema.format.Format;

/**
 * A mail address (RFC 5321) of a domain with a dot, as {@code is_email} has it. The library accepts
 * none whose top-level domain it does not list, and no list is complete, so that a domain it does
 * not know is looked at under another one. Usual addresses need not be looked at by the library.
 */
final class MailAddress implements Format {
    private static final Format LISTED = new EmailFormat();
    private static final Pattern TOP_LEVEL =
            Pattern.compile("\\.[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\z");

    // RFC 5321, 4.5.3.1; usual domains are far shorter than they may be.
    private static final int LOCAL_PART_MAX = 64;
    private static final int USUAL_DOMAIN_MAX = 200;
    private static final int LABEL_MAX = 63;

    @Override
    public String getName() {
        return "email";
    }

    @Override
    public String getMessageKey() {
        return "format.email";
    }

    @Override
    public boolean matches(ExecutionContext execution, String text) {
        int at = text.lastIndexOf('@');
        int dot = text.lastIndexOf('.');
        return dot > at
                && (isUsual(text, at, dot)
                        || LISTED.matches(execution, text)
                        || LISTED.matches(execution, TOP_LEVEL.matcher(text).replaceFirst(".org")));
    }

    private static boolean isUsual(String text, int at, int dot) {
        int end = text.length();
        return at <= LOCAL_PART_MAX
                && end - at <= USUAL_DOMAIN_MAX
                && dot + 1 < end
                && isLetter(text.charAt(dot + 1))
                && areLabels(text, 0, at, "-_+")
                && areLabels(text, at + 1, end, "-");
    }

    /** Whether letters and digits, with other characters between them, are separated by dots. */
    private static boolean areLabels(String text, int start, int end, String inner) {
        int labelStart = start;
        boolean mayEnd = false;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (isLetter(c) || (c >= '0' && c <= '9')) {
                mayEnd = true;
            } else if (i == labelStart) {
                return false;
            } else if (c != '.') {
                mayEnd = false;
                if (inner.indexOf(c) < 0) {
                    return false;
                }
            } else if (!mayEnd || i - labelStart > LABEL_MAX) {
                return false;
            } else {
                labelStart = i + 1;
                mayEnd = false;
            }
        }
        return mayEnd && end - labelStart <= LABEL_MAX;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
