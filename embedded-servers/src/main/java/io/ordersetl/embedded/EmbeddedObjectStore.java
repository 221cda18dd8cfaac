package io.ordersetl.embedded;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/**
 * A real S3 server in this JVM: S3Proxy over a folder, on a random port of the loopback interface.
 * A bucket is a folder in that folder, an object a file in it.
 *
 * <p>Requests must be signed with the credentials made up at its start, and use path-style
 * addresses. {@link #close()} deletes the folder. No shutdown hook is registered: whoever starts a
 * server closes it.
 */
public final class EmbeddedObjectStore implements AutoCloseable {

  private static final String REGION = "us-east-1";

  private final S3Proxy server;
  private final Path folder;
  private final String scheme;
  private final String accessKey;
  private final String secretKey;

  private EmbeddedObjectStore(Path folder, Optional<SSLContext> tls) {
    this.folder = folder;
    this.scheme = tls.isPresent() ? "https" : "http";
    this.accessKey = Secrets.hex(20);
    this.secretKey = Secrets.hex(40);
    S3Proxy.Builder builder =
        S3Proxy.builder()
            .blobStore(new FilesystemNio2BlobStore(folder.toString()))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, accessKey, secretKey)
            .ignoreUnknownHeaders(true)
            .stopTimeout(
                0); // whoever stops it is done with it; idle connections are not waited for
    URI address = URI.create(scheme + "://127.0.0.1:0");
    tls.ifPresentOrElse(
        context -> builder.sslContext(context).secureEndpoint(address),
        () -> builder.endpoint(address));
    this.server = builder.build();
  }

  /**
   * Starts a server over a folder, which is created; what was in it is deleted.
   *
   * @throws IOException where the server can't be started; there is nothing to close then
   */
  public static EmbeddedObjectStore start(Path folder) throws IOException {
    return start(folder, Optional.empty());
  }

  /** Like {@link #start(Path)}, but speaks HTTPS, with the context's certificate. */
  public static EmbeddedObjectStore startSecure(Path folder, SSLContext tls) throws IOException {
    return start(folder, Optional.of(tls));
  }

  private static EmbeddedObjectStore start(Path folder, Optional<SSLContext> tls)
      throws IOException {
    Folders.delete(folder);
    Files.createDirectories(folder);
    EmbeddedObjectStore store = new EmbeddedObjectStore(folder, tls);
    try {
      store.server.start();
      return store;
    } catch (Exception e) { // S3Proxy declares no narrower one
      throw new IOException("Cannot start the embedded S3 server over " + folder, e);
    }
  }

  /** Where it listens: the loopback interface, by address. */
  public URI endpoint() {
    int port = scheme.equals("https") ? server.getSecurePort() : server.getPort();
    return URI.create(scheme + "://127.0.0.1:" + port);
  }

  /** The region to sign requests for; any would do. */
  public String region() {
    return REGION;
  }

  /** The one access key. */
  public String accessKey() {
    return accessKey;
  }

  /** The secret of {@link #accessKey()}. */
  public String secretKey() {
    return secretKey;
  }

  /** Makes an empty bucket; one that is there already is left as it is. */
  public void createBucket(String name) throws IOException {
    if (!name.matches("[a-z0-9][a-z0-9-]{1,61}[a-z0-9]")) {
      throw new IllegalArgumentException(
          "A bucket's name is 3 to 63 lower-case letters, digits and hyphens, but is: " + name);
    }
    Files.createDirectories(folder.resolve(name));
  }

  /** Stops the server and deletes its data. */
  @Override
  public void close() throws IOException {
    try {
      server.stop();
      Folders.delete(folder);
    } catch (Exception e) { // S3Proxy declares no narrower one
      throw new IOException("Cannot stop the embedded S3 server over " + folder, e);
    }
  }
}
