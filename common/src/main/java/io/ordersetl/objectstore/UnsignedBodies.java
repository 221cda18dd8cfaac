package io.ordersetl.objectstore;

import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.auth.aws.scheme.AwsV4AuthScheme;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.scheme.AuthScheme;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignRequest;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignedRequest;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.IdentityProviders;

/**
 * Signs what a request asks for but not the body it writes, over http too, as the SDK does over
 * https. Over http the SDK would hash each body, which took a fifth of extract-task's time; what
 * staged bodies are is in the manifest, and every reader compares.
 */
final class UnsignedBodies
    implements AuthScheme<AwsCredentialsIdentity>, HttpSigner<AwsCredentialsIdentity> {
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

  @Override
  public String schemeId() {
    return AwsV4AuthScheme.SCHEME_ID;
  }

  @Override
  public IdentityProvider<AwsCredentialsIdentity> identityProvider(IdentityProviders providers) {
    return providers.identityProvider(AwsCredentialsIdentity.class);
  }

  @Override
  public HttpSigner<AwsCredentialsIdentity> signer() {
    return this;
  }

  @Override
  public SignedRequest sign(SignRequest<? extends AwsCredentialsIdentity> request) {
    if (request.request().method() != SdkHttpMethod.PUT) {
      return signer.sign(request);
    }
    return SignedRequest.builder()
        .request(signer.sign(withoutBody(request)).request())
        .payload(request.payload().orElse(null))
        .build();
  }

  private static SignRequest<AwsCredentialsIdentity> withoutBody(
      SignRequest<? extends AwsCredentialsIdentity> request) {
    return SignRequest.builder((AwsCredentialsIdentity) request.identity())
        .request(request.request())
        .putProperty(
            AwsV4HttpSigner.REGION_NAME, request.requireProperty(AwsV4HttpSigner.REGION_NAME))
        .putProperty(
            AwsV4HttpSigner.SERVICE_SIGNING_NAME,
            request.requireProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME))
        .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false) // as S3 has it
        .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
        .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false)
        .putProperty(AwsV4HttpSigner.CHUNK_ENCODING_ENABLED, false)
        .build();
  }

  @Override
  public CompletableFuture<AsyncSignedRequest> signAsync(
      AsyncSignRequest<? extends AwsCredentialsIdentity> request) {
    return signer.signAsync(request);
  }
}
