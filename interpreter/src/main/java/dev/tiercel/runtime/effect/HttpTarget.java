package dev.tiercel.runtime.effect;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an outgoing request goes. Immutable.
 *
 * @param uri all of it, in ASCII, without a fragment
 * @param host a name, or an address as it stands in URLs
 * @param port that of the scheme if the URL names none
 */
public record HttpTarget(URI uri, String host, int port) {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final int PORT_MAX = 65_535;

    /** Names of services with underscores, which are no names of hosts for the JDK. */
    private static final Pattern SERVICE =
            Pattern.compile("((?=[^:]*_)[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)*)(?::(\\d{1,5}))?");

    /** Returns the target of a URL, nothing if that is none of HTTP. */
    public static Optional<HttpTarget> of(String url) {
        try {
            return of(new URI(new URI(withoutFragment(url)).toASCIIString()));
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    private static String withoutFragment(String url) {
        int fragment = url.indexOf('#');
        return fragment < 0 ? url : url.substring(0, fragment);
    }

    private static Optional<HttpTarget> of(URI uri) {
        if (!isHttp(uri) || uri.getRawUserInfo() != null || uri.getRawAuthority() == null) {
            return Optional.empty();
        }
        if (uri.getHost() != null) {
            return of(uri, uri.getHost(), uri.getPort());
        }
        Matcher service = SERVICE.matcher(uri.getRawAuthority());
        if (!service.matches()) {
            return Optional.empty();
        }
        String port = service.group(2);
        return of(uri, service.group(1), port == null ? -1 : Integer.parseInt(port));
    }

    private static Optional<HttpTarget> of(URI uri, String host, int port) {
        if (port == 0 || port > PORT_MAX) {
            return Optional.empty();
        }
        int standard = isSecure(uri) ? HTTPS_PORT : HTTP_PORT;
        return Optional.of(new HttpTarget(uri, host, port < 0 ? standard : port));
    }

    private static boolean isHttp(URI uri) {
        return isSecure(uri) || "http".equals(scheme(uri));
    }

    private static boolean isSecure(URI uri) {
        return "https".equals(scheme(uri));
    }

    private static String scheme(URI uri) {
        return uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    }

    /** Returns the target of a reference that this one answers with, if that is one of HTTP. */
    public Optional<HttpTarget> resolve(String reference) {
        try {
            return of(uri.resolve(reference).toString());
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Whether the connection is encrypted. */
    public boolean isSecure() {
        return isSecure(uri);
    }

    /** Returns what the request line names: path and query. */
    public String path() {
        String path = uri.getRawPath();
        String query = uri.getRawQuery();
        return (path == null || path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query);
    }
}
