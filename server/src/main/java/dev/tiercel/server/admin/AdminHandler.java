package dev.tiercel.server.admin;

/** Answers the requests of one method and path pattern. Thread-safe. */
@FunctionalInterface
interface AdminHandler {
    /**
     * Carries a request out.
     *
     * @throws dev.tiercel.server.http.Refusal if it cannot be carried out
     */
    AdminAnswer handle(AdminRequest request);
}
