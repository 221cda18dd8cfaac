package io.ordersetl.objectstore;

import io.ordersetl.objectstore.ObjectStoreSettings.AccessKey;
import java.time.Duration;
import javax.net.ssl.TrustManager;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Makes the SDK's client of our settings. */
final class S3Clients {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(60);

  private S3Clients() {}

  /**
   * A client that waits at most {@link #READ_TIMEOUT} for the next byte. The SDK's own checksums
   * are left to those calls that need them: manifests carry ours, and not every server knows the
   * SDK's.
   */
  static S3Client create(ObjectStoreSettings settings) {
    S3ClientBuilder builder =
        S3Client.builder()
            .region(Region.of(settings.region()))
            .credentialsProvider(credentials(settings))
            .forcePathStyle(settings.endpoint().isPresent())
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .putAuthScheme(new UnsignedBodies())
            .httpClientBuilder(http(settings));
    settings.endpoint().ifPresent(builder::endpointOverride);
    return builder.build();
  }

  /**
   * Where nothing is encrypted no certificate will be checked, so none is trusted: reading the
   * JVM's authorities took 0.15 s of a start.
   */
  private static UrlConnectionHttpClient.Builder http(ObjectStoreSettings settings) {
    UrlConnectionHttpClient.Builder builder =
        UrlConnectionHttpClient.builder()
            .connectionTimeout(CONNECT_TIMEOUT)
            .socketTimeout(READ_TIMEOUT);
    boolean plain = settings.endpoint().filter(uri -> "http".equals(uri.getScheme())).isPresent();
    if (plain) {
      return builder.tlsTrustManagersProvider(() -> new TrustManager[0]);
    }
    return settings.authorities().isEmpty()
        ? builder
        : builder.tlsTrustManagersProvider(settings.authorities()::trustManagers);
  }

  private static AwsCredentialsProvider credentials(ObjectStoreSettings settings) {
    if (settings.anonymous()) {
      return AnonymousCredentialsProvider.create();
    }
    return settings
        .accessKey()
        .<AwsCredentialsProvider>map(key -> StaticCredentialsProvider.create(credentials(key)))
        .orElseGet(() -> DefaultCredentialsProvider.builder().build());
  }

  private static AwsCredentials credentials(AccessKey key) {
    String id = key.id().reveal();
    String secret = key.secret().reveal();
    return key.sessionToken()
        .<AwsCredentials>map(token -> AwsSessionCredentials.create(id, secret, token.reveal()))
        .orElseGet(() -> AwsBasicCredentials.create(id, secret));
  }
}
