package io.ordersetl.local;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate authority of the tests' own, and a server's certificate that it signed. */
final class PrivateAuthority {
  private static final String PASSWORD = "changeit";
  private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

  private final Path folder;
  private final KeyStore keys;

  private PrivateAuthority(Path folder, KeyStore keys) {
    this.folder = folder;
    this.keys = keys;
  }

  /**
   * Makes both.
   *
   * @param host the only name that the server's certificate is for
   */
  static PrivateAuthority of(Path folder, String host) throws Exception {
    Path file = Files.createDirectories(folder).resolve("keys.p12");
    keytool(file, "authority", "-ext", "bc:c");
    keytool(file, "server", "-signer", "authority", "-ext", "san=dns:" + host);
    return new PrivateAuthority(
        folder, KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray()));
  }

  private static void keytool(Path file, String alias, String... more)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-keystore", file.toString(), "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass", PASSWORD, "-keyalg", "EC", "-groupname", "secp256r1"));
    command.addAll(
        List.of(
            "-alias",
            alias,
            "-dname",
            "CN=" + alias + " in " + file.getParent().getFileName(),
            "-validity",
            "2"));
    command.addAll(List.of(more));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException("keytool failed: " + said);
    }
  }

  /** The authority's certificate, as it is given to those who shall trust it. */
  String pem() throws GeneralSecurityException {
    return pem("CERTIFICATE", keys.getCertificate("authority").getEncoded());
  }

  /** For a server in this JVM. */
  SSLContext serverContext() throws GeneralSecurityException {
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(onlyServer(), PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private KeyStore onlyServer() throws GeneralSecurityException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "server", key(), PASSWORD.toCharArray(), keys.getCertificateChain("server"));
      return store;
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private Key key() throws GeneralSecurityException {
    return keys.getKey("server", PASSWORD.toCharArray());
  }

  /** The server's certificate, in a file. */
  Path certificateFile() throws IOException, GeneralSecurityException {
    byte[] certificate = keys.getCertificate("server").getEncoded();
    return Files.writeString(folder.resolve("server.crt"), pem("CERTIFICATE", certificate));
  }

  /** The server's key, in a file that nobody else may read: PostgreSQL insists. */
  Path keyFile() throws IOException, GeneralSecurityException {
    Path file = folder.resolve("server.key");
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, pem("PRIVATE KEY", key().getEncoded()), US_ASCII);
  }

  private static String pem(String kind, byte[] content) {
    String begin = "-----BEGIN " + kind + "-----\n";
    return begin + LINES.encodeToString(content) + "\n-----END " + kind + "-----\n";
  }
}
