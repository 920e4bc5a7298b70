package dev.tiercel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.ConcurrentHashMap;

/** A certificate for {@code localhost} that signs itself, made with the tool of the JDK. */
public final class TestCertificate {
    /** Password of the store. */
    public static final String PASSWORD = "password";

    /** Stores by algorithm and name: the tool takes longer than most tests. */
    private static final ConcurrentHashMap<String, byte[]> MADE = new ConcurrentHashMap<>();

    private final Path store;

    private TestCertificate(Path store) {
        this.store = store;
    }

    /**
     * Makes a certificate, the same one for the same arguments.
     *
     * @param algorithm {@code RSA} or {@code EC}
     * @param name common name, and name of the store in the directory
     */
    public static TestCertificate make(Path directory, String algorithm, String name)
            throws Exception {
        Path store = directory.resolve(name + ".p12");
        byte[] made = MADE.get(algorithm + name);
        if (made == null) {
            generate(store, algorithm, name);
            MADE.put(algorithm + name, Files.readAllBytes(store));
        } else {
            Files.write(store, made);
        }
        return new TestCertificate(store);
    }

    private static void generate(Path store, String algorithm, String name) throws Exception {
        Process tool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "a",
                                "-keyalg",
                                algorithm,
                                "-dname",
                                "CN=" + name,
                                "-ext",
                                "san=dns:localhost",
                                "-keystore",
                                store.toString(),
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                PASSWORD)
                        .inheritIO()
                        .start();
        assertThat(tool.waitFor()).isZero();
    }

    /** Returns the key store with the certificate and its key. */
    public Path store() {
        return store;
    }

    /** Writes the certificate and its key as PEM, replacing what is there. */
    public void write(Path certificate, Path key) throws Exception {
        char[] password = PASSWORD.toCharArray();
        KeyStore keys = KeyStore.getInstance(store.toFile(), password);
        replace(certificate, pem("CERTIFICATE", keys.getCertificate("a").getEncoded()));
        replace(key, pem("PRIVATE KEY", keys.getKey("a", password).getEncoded()));
    }

    private void replace(Path file, String text) throws IOException {
        Path temporary = store.resolveSibling("temporary");
        Files.writeString(temporary, text);
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String pem(String kind, byte[] bytes) {
        return "-----BEGIN "
                + kind
                + "-----\n"
                + Base64.getMimeEncoder().encodeToString(bytes)
                + "\n-----END "
                + kind
                + "-----\n";
    }
}
