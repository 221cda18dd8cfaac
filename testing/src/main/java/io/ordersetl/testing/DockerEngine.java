package io.ordersetl.testing;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;
import org.testcontainers.DockerClientFactory;

/**
 * The Docker engine that containers run on, where there is one; looked for once a JVM.
 *
 * <p>What is missing skips a test, and says so, unless {@code
 * -Dorders-etl.containers.required=true} makes that a failure.
 */
final class DockerEngine {

  private static final String REQUIRED = "orders-etl.containers.required";
  private static final int PULL_LIMIT_SECONDS = 300;

  private DockerEngine() {}

  /** Makes sure that an image is there, pulling it where it is not. */
  static void require(String image) {
    if (!Probe.AVAILABLE) {
      throw missing("No Docker engine answers", null);
    }
    DockerClient client = DockerClientFactory.lazyClient();
    if (!isPresent(client, image)) {
      pull(client, image);
    }
  }

  private static boolean isPresent(DockerClient client, String image) {
    try {
      client.inspectImageCmd(image).exec();
      return true;
    } catch (NotFoundException e) {
      return false;
    }
  }

  private static void pull(DockerClient client, String image) {
    try (PullImageResultCallback pulled =
        client.pullImageCmd(image).exec(new PullImageResultCallback())) {
      if (!pulled.awaitCompletion(PULL_LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw missing("Image " + image + " was not pulled in " + PULL_LIMIT_SECONDS + " s", null);
      }
    } catch (DockerException | java.io.IOException e) {
      throw missing("Image " + image + " is neither there nor can be pulled", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw missing("Image " + image + " was not pulled: interrupted", e);
    }
  }

  private static RuntimeException missing(String what, Exception cause) {
    String reason =
        what + Optional.ofNullable(cause).map(Throwable::getMessage).map(m -> ": " + m).orElse("");
    if (Boolean.getBoolean(REQUIRED)) {
      return new IllegalStateException(reason + " (-D" + REQUIRED + "=true)", cause);
    }
    return new TestAbortedException(reason + "; skipped, since -D" + REQUIRED + " is not true");
  }

  private static final class Probe {
    static final boolean AVAILABLE = DockerClientFactory.instance().isDockerAvailable();
  }
}
