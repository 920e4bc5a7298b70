package dev.tiercel.server.profile;

/** Says to people why there is no profile. */
public final class ProfileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProfileException(String message) {
        super(message);
    }
}
