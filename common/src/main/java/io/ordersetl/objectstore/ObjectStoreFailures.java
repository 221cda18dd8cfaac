package io.ordersetl.objectstore;

import io.ordersetl.task.ExitCode;
import io.ordersetl.task.TaskFailure;
import io.ordersetl.tls.RefusedCertificate;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Tells, in one place, which failures of an S3 server are worth a retry and what to do about the
 * rest.
 */
final class ObjectStoreFailures {
  private ObjectStoreFailures() {}

  /**
   * The task's failure for one of the SDK's.
   *
   * @param doing what was being done, such as "reading"
   */
  static TaskFailure explain(String doing, ObjectUri uri, SdkException cause) {
    String what = "S3: " + doing + " " + uri + " failed: ";
    return cause instanceof S3Exception answer
        ? ofAnswer(what, uri, answer)
        : ofNoAnswer(what, cause);
  }

  private static TaskFailure ofAnswer(String what, ObjectUri uri, S3Exception answer) {
    String found = answer.statusCode() + " " + code(answer);
    return switch (answer.statusCode()) {
      case 404 ->
          TaskFailure.of(
              ExitCode.INPUT_MISSING,
              what + found + "; check that the bucket and the key exist",
              answer);
      case 401, 403 ->
          TaskFailure.of(
              ExitCode.CONFIGURATION,
              what
                  + found
                  + "; check the access key, and that its policy allows this in bucket "
                  + uri.bucket(),
              answer);
      case 301, 307, 400 ->
          isPassing(answer)
              ? TaskFailure.passing(what + found, answer)
              : TaskFailure.of(
                  ExitCode.CONFIGURATION,
                  what + found + " (" + answer.getMessage() + "); check AWS_REGION and S3_ENDPOINT",
                  answer);
      case 412 ->
          TaskFailure.passing(
              what
                  + "the object was replaced while it was being read; run again to read the new one",
              answer);
      default -> TaskFailure.passing(what + found + "; the server may be busy, try again", answer);
    };
  }

  private static boolean isPassing(S3Exception answer) {
    return "RequestTimeout".equals(code(answer)) || "OperationAborted".equals(code(answer));
  }

  private static String code(S3Exception answer) {
    return answer.awsErrorDetails() == null ? "" : answer.awsErrorDetails().errorCode();
  }

  private static TaskFailure ofNoAnswer(String what, SdkException cause) {
    Optional<String> refused = RefusedCertificate.explain(cause);
    if (refused.isPresent()) {
      return TaskFailure.of(ExitCode.CONFIGURATION, what + refused.get(), cause);
    }
    String message = String.valueOf(cause.getMessage());
    if (message.contains("credentials")) {
      return TaskFailure.of(
          ExitCode.CONFIGURATION,
          what
              + "no credentials; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give the"
              + " container a role",
          cause);
    }
    return TaskFailure.passing(
        what + message + "; check that the server is up and S3_ENDPOINT names it, try again",
        cause);
  }
}
