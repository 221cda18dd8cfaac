package io.ordersetl.objectstore;

import io.ordersetl.config.Environment;
import io.ordersetl.config.Secret;
import io.ordersetl.tls.TrustedAuthorities;
import java.net.URI;
import java.util.Optional;

/**
 * How an S3 server is reached.
 *
 * @param endpoint another server than AWS; its buckets are addressed by path
 * @param accessKey key and secret from the environment or files; else the SDK's default chain
 * @param anonymous reads are not signed
 * @param authorities whose certificates are believed under https
 */
public record ObjectStoreSettings(
    Optional<URI> endpoint,
    String region,
    Optional<AccessKey> accessKey,
    boolean anonymous,
    TrustedAuthorities authorities) {

  /** A key pair, with the token that temporary ones need. */
  public record AccessKey(Secret id, Secret secret, Optional<Secret> sessionToken) {}

  /** The server that staging and exports live on. */
  public static ObjectStoreSettings staging(Environment environment) {
    return new ObjectStoreSettings(
        environment.optional("S3_ENDPOINT", ObjectStoreSettings::endpoint),
        environment.optional("AWS_REGION").orElse("us-east-1"),
        accessKey(environment),
        false,
        TrustedAuthorities.from(environment));
  }

  /** The server that the source objects live on: the same one unless told otherwise. */
  public static ObjectStoreSettings source(Environment environment) {
    ObjectStoreSettings staging = staging(environment);
    return new ObjectStoreSettings(
        environment
            .optional("SOURCE_S3_ENDPOINT", ObjectStoreSettings::endpoint)
            .or(staging::endpoint),
        staging.region,
        staging.accessKey,
        environment.flag("SOURCE_S3_ANONYMOUS"),
        staging.authorities);
  }

  private static Optional<AccessKey> accessKey(Environment environment) {
    Optional<Secret> id = environment.secret("AWS_ACCESS_KEY_ID", ObjectStoreSettings::header);
    return id.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new AccessKey(
                id.get(),
                environment.requiredSecret("AWS_SECRET_ACCESS_KEY"),
                environment.secret("AWS_SESSION_TOKEN", ObjectStoreSettings::header)));
  }

  /** Java's HTTP client repeats, in its message, a header that it refuses. */
  private static String header(String text) {
    if (!text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException(
          "expected letters, digits and signs alone, but there is a blank, a line end or another"
              + " character that no HTTP header can carry");
    }
    return text;
  }

  private static URI endpoint(String text) {
    URI uri = URI.create(text);
    if (uri.getHost() == null
        || uri.getRawUserInfo() != null
        || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
      throw new IllegalArgumentException("expected http(s)://host:port, found '" + text + "'");
    }
    return uri;
  }
}
