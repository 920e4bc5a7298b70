package dev.tiercel.server.http;

import dev.tiercel.server.config.ConfigException;
import dev.tiercel.server.config.ServerConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate chain and key of the server, read again when their files change (HTTP-2): each
 * handshake takes the newest that could be read. Thread-safe.
 */
final class CertificateFiles extends X509ExtendedKeyManager {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateFiles.class);
    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(500).toNanos();
    private static final String KEY_BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String KEY_END = "-----END PRIVATE KEY-----";

    private final ServerConfig.TlsFiles files;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Pair pair;
    private volatile long lookedNanos = System.nanoTime();
    private Stamps stamps;

    /** A key and the chain for it; the name is that of the algorithm, and the alias. */
    private record Pair(String algorithm, PrivateKey key, X509Certificate[] chain) {}

    private record Stamps(FileTime certificate, FileTime key) {}

    /**
     * Reads the files.
     *
     * @throws ConfigException if they cannot be read
     */
    CertificateFiles(ServerConfig.TlsFiles files) {
        this.files = files;
        try {
            this.stamps = look();
            this.pair = read();
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new ConfigException(List.of("The TLS files cannot be read: " + e));
        }
    }

    /** Returns a context whose connections present the certificate. */
    SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {this}, null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has TLS", e);
        }
    }

    private Pair newest() {
        if (System.nanoTime() - lookedNanos >= LOOK_AGAIN_NANOS && lock.tryLock()) {
            try {
                lookedNanos = System.nanoTime();
                Stamps now = look();
                if (!now.equals(stamps)) {
                    stamps = now;
                    pair = read();
                    LOG.info("The certificate was read again");
                }
            } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
                LOG.error("The TLS files cannot be read, the certificate stays: {}", e.toString());
            } finally {
                lock.unlock();
            }
        }
        return pair;
    }

    private Stamps look() throws IOException {
        return new Stamps(
                Files.getLastModifiedTime(files.certificate()),
                Files.getLastModifiedTime(files.key()));
    }

    private Pair read() throws IOException, GeneralSecurityException {
        X509Certificate[] chain =
                CertificateFactory.getInstance("X.509")
                        .generateCertificates(
                                new ByteArrayInputStream(Files.readAllBytes(files.certificate())))
                        .stream()
                        .map(X509Certificate.class::cast)
                        .toArray(X509Certificate[]::new);
        if (chain.length == 0) {
            throw new IllegalArgumentException(files.certificate() + " has no certificate");
        }
        Certificate leaf = chain[0];
        String algorithm = leaf.getPublicKey().getAlgorithm();
        PrivateKey key =
                KeyFactory.getInstance(algorithm)
                        .generatePrivate(new PKCS8EncodedKeySpec(keyBytes(files.key())));
        if (!belongTogether(key, leaf.getPublicKey())) {
            throw new IllegalArgumentException(
                    files.key() + " is not the key of the certificate in " + files.certificate());
        }
        return new Pair(algorithm, key, chain);
    }

    /** Without this every handshake would fail, and only clients would be told. */
    private static boolean belongTogether(PrivateKey key, PublicKey published)
            throws GeneralSecurityException {
        Signature signature =
                Signature.getInstance(
                        switch (published.getAlgorithm()) {
                            case "RSA" -> "SHA256withRSA";
                            case "EC" -> "SHA256withECDSA";
                            default -> published.getAlgorithm();
                        });
        byte[] text = {1, 2, 3};
        signature.initSign(key);
        signature.update(text);
        byte[] signed = signature.sign();
        signature.initVerify(published);
        signature.update(text);
        return signature.verify(signed);
    }

    private static byte[] keyBytes(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.US_ASCII);
        int begin = text.indexOf(KEY_BEGIN);
        int end = text.indexOf(KEY_END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException(file + " has no unencrypted PKCS #8 private key");
        }
        return Base64.getMimeDecoder().decode(text.substring(begin + KEY_BEGIN.length(), end));
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        Pair newest = newest();
        return isFor(keyType, newest.algorithm()) ? newest.algorithm() : null;
    }

    @Override
    public @Nullable String chooseServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return chooseEngineServerAlias(keyType, issuers, null);
    }

    private static boolean isFor(String keyType, String algorithm) {
        return keyType.equals(algorithm)
                || keyType.startsWith(algorithm + "_")
                || (keyType.equals("RSASSA-PSS") && algorithm.equals("RSA"));
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return pair.chain().clone();
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return pair.key();
    }

    @Override
    public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return new String[] {pair.algorithm()};
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
