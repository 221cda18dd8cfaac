package io.ordersetl.local;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;

/**
 * What this JVM asks of S3 while it is recorded. The SDK makes one for each client: it is named in
 * {@code software/amazon/awssdk/services/s3/execution.interceptors}.
 */
public final class RecordedRequests implements ExecutionInterceptor {
  private static final Set<String> REQUESTS = new ConcurrentSkipListSet<>();
  private static volatile boolean recording;

  /** Runs the work; returns a line for each kind of request and object, {@code Kind bucket/key}. */
  static Set<String> of(Runnable work) {
    REQUESTS.clear();
    recording = true;
    try {
      work.run();
    } finally {
      recording = false;
    }
    return new TreeSet<>(REQUESTS);
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    if (recording) {
      String kind = context.request().getClass().getSimpleName().replace("Request", "");
      String bucket = field(context.request(), "Bucket").orElse("");
      keys(context.request()).forEach(key -> REQUESTS.add(kind + " " + bucket + "/" + key));
    }
  }

  private static List<String> keys(SdkRequest request) {
    return request instanceof DeleteObjectsRequest several
        ? several.delete().objects().stream().map(object -> object.key()).toList()
        : List.of(field(request, "Key").orElse(""));
  }

  private static Optional<String> field(SdkRequest request, String name) {
    return request.getValueForField(name, String.class);
  }
}
