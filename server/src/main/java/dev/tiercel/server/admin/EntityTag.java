package dev.tiercel.server.admin;

import dev.tiercel.server.http.ProblemCode;
import dev.tiercel.server.http.Refusal;
import dev.tiercel.server.text.Sha256;
import java.util.Optional;

/** Tags of resources, and the conditions that requests make with them (ADM-7). */
final class EntityTag {
    private static final int DIGITS = 20;
    private static final String ANY = "*";

    private EntityTag() {}

    /** Returns the tag of a resource, which changes with its text. */
    static String of(String json) {
        return "\"" + Sha256.of(json).substring(0, DIGITS) + "\"";
    }

    /** Returns a resource, or the news that the client has it already. */
    static AdminAnswer answer(AdminRequest request, String json) {
        return answer(request, json, of(json));
    }

    static AdminAnswer answer(AdminRequest request, String json, String tag) {
        AdminAnswer answer =
                request.header("if-none-match")
                                .filter(list -> contains(list.replace("W/", ""), tag))
                                .isPresent()
                        ? AdminAnswer.empty(304)
                        : AdminAnswer.jsonText(200, json);
        return answer.with("ETag", tag);
    }

    /** Returns whether the condition of a change holds; one without condition always may. */
    static boolean allows(Optional<String> ifMatch, String tag) {
        return ifMatch.isEmpty() || contains(ifMatch.get(), tag);
    }

    static Refusal stale() {
        return Refusal.of(
                ProblemCode.PRECONDITION_FAILED,
                "The resource has changed: its tag is not in `If-Match`");
    }

    private static boolean contains(String list, String tag) {
        for (String item : list.split(",", -1)) {
            String text = item.strip();
            if (text.equals(ANY) || text.equals(tag)) {
                return true;
            }
        }
        return false;
    }
}
