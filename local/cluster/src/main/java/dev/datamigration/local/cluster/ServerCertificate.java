package dev.datamigration.local.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The server's key and the self-signed certificate for the loopback address: kubectl sends a token
 * over TLS only. Made once per data directory with the JDK's {@code keytool}, because the JDK has
 * no public interface for it.
 */
final class ServerCertificate {
  private static final String ALIAS = "server";
  private static final String STORE_TYPE = "PKCS12";

  private final KeyStore store;
  private final char[] password;

  private ServerCertificate(KeyStore store, char[] password) {
    this.store = store;
    this.password = password;
  }

  /**
   * The one kept in {@code directory}, made if there is none.
   *
   * @param password protects the file; not empty
   */
  static ServerCertificate in(Path directory, String password) throws IOException {
    Path file = directory.resolve("server.p12");
    if (!Files.exists(file)) {
      make(file, password);
    }
    try (InputStream stored = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance(STORE_TYPE);
      store.load(stored, password.toCharArray());
      return new ServerCertificate(store, password.toCharArray());
    } catch (GeneralSecurityException e) {
      throw new IOException("the server's certificate in " + file + " cannot be read", e);
    }
  }

  private static void make(Path file, String password) throws IOException {
    ProcessBuilder keytool =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keystore",
                file.toString(),
                "-storetype",
                STORE_TYPE,
                "-storepass:env",
                "STORE_PASSWORD",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=local-cluster",
                "-validity",
                "3650",
                "-ext",
                "san=ip:127.0.0.1,dns:localhost"));
    keytool.environment().put("STORE_PASSWORD", password);
    Process process = keytool.redirectErrorStream(true).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    try {
      if (process.waitFor() != 0) {
        throw new IOException("keytool could not make the server's certificate: " + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the server's certificate was made", e);
    }
  }

  /** For the server's side of connections. */
  SSLContext serverContext() throws IOException {
    try {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, password);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("the server's key cannot be used", e);
    }
  }

  /** For clients: trusts this certificate and no other. */
  SSLContext clientContext() {
    try {
      KeyStore trusted = KeyStore.getInstance(STORE_TYPE);
      trusted.load(null, null);
      trusted.setCertificateEntry(ALIAS, certificate());
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the server's certificate cannot be used", e);
    }
  }

  private Certificate certificate() throws GeneralSecurityException {
    return store.getCertificate(ALIAS);
  }

  /** As a kubeconfig's {@code certificate-authority-data}. */
  String authorityData() {
    try {
      String pem =
          "-----BEGIN CERTIFICATE-----\n"
              + Base64.getMimeEncoder(64, new byte[] {'\n'})
                  .encodeToString(certificate().getEncoded())
              + "\n-----END CERTIFICATE-----\n";
      return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the server's certificate cannot be written", e);
    }
  }
}
