package io.ordersetl.testing;

import com.github.dockerjava.api.model.Volume;
import io.ordersetl.embedded.EmbeddedObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The one S3 server of this JVM, stopped when the JVM ends. */
record ObjectStoreServer(URI endpoint, String region, String accessKey, String secretKey) {

  private static final String IMAGE_VARIABLE = "TEST_S3_IMAGE";
  private static final String DEFAULT_IMAGE = "versity/versitygw:v1.8.0";
  private static final String CONTAINER_REGION = "us-east-1";
  private static final String CONTAINER_ACCESS_KEY = "test-access-key";
  private static final String CONTAINER_SECRET_KEY = "object-store-secret-3fa8c1";
  private static final int CONTAINER_PORT = 7070;
  private static final SharedServer<ObjectStoreServer> SHARED =
      new SharedServer<>(ObjectStoreServer::start);

  static ObjectStoreServer shared() {
    return SHARED.get();
  }

  private static ObjectStoreServer start() {
    return switch (Backend.chosen()) {
      case EMBEDDED -> embedded();
      case CONTAINERS -> container();
    };
  }

  private static ObjectStoreServer embedded() {
    try {
      Path folder = Files.createTempDirectory("orders-etl-test-");
      EmbeddedObjectStore store = EmbeddedObjectStore.start(folder);
      SharedServer.closeAtExit(store);
      return new ObjectStoreServer(
          store.endpoint(), store.region(), store.accessKey(), store.secretKey());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("resource") // closed at exit
  private static ObjectStoreServer container() {
    String image = SharedServer.image(IMAGE_VARIABLE, DEFAULT_IMAGE);
    DockerEngine.require(image);
    GenericContainer<?> container =
        new GenericContainer<>(image)
            .withEnv("ROOT_ACCESS_KEY_ID", CONTAINER_ACCESS_KEY)
            .withEnv("ROOT_SECRET_ACCESS_KEY", CONTAINER_SECRET_KEY)
            .withCommand("posix", "/data")
            // A volume, since the image has no such folder.
            .withCreateContainerCmdModifier(command -> command.withVolumes(new Volume("/data")))
            .withExposedPorts(CONTAINER_PORT)
            .waitingFor(
                Wait.forHttp("/")
                    .forStatusCodeMatching(status -> status < 500)
                    .withStartupTimeout(Duration.ofMinutes(2)));
    SharedServer.closeAtExit(container);
    container.start();
    URI endpoint =
        URI.create("http://" + container.getHost() + ":" + container.getMappedPort(CONTAINER_PORT));
    return new ObjectStoreServer(
        endpoint, CONTAINER_REGION, CONTAINER_ACCESS_KEY, CONTAINER_SECRET_KEY);
  }

  S3Client client() {
    return S3Client.builder()
        .endpointOverride(endpoint)
        .region(Region.of(region))
        .forcePathStyle(true)
        .httpClient(UrlConnectionHttpClient.create())
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)))
        .build();
  }
}
