package io.ordersetl.objectstore;

import io.ordersetl.stream.BulkInputStream;
import io.ordersetl.task.TaskFailure;
import java.io.IOException;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Reads one object, and only the content that was seen first: every request carries its ETag. A cut
 * connection is taken up again by range where it broke.
 */
final class PinnedObjectStream extends BulkInputStream {
  private static final Logger log = LoggerFactory.getLogger(PinnedObjectStream.class);
  private static final int TRIES_WITHOUT_PROGRESS = 5;

  private final S3Client client;
  private final StoredObject object;
  private ResponseInputStream<GetObjectResponse> response;
  private long position;
  private int tries;

  PinnedObjectStream(S3Client client, StoredObject object) {
    this.client = client;
    this.object = object;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    while (length > 0 && position < object.bytes()) {
      int read = readOrReconnect(bytes, offset, length);
      if (read > 0) {
        position += read;
        tries = 0;
        return read;
      }
    }
    return length == 0 ? 0 : -1;
  }

  /** What is left: a gzip stream asks, to find out whether another member follows. */
  @Override
  public int available() {
    return (int) Math.min(Integer.MAX_VALUE, object.bytes() - position);
  }

  /** Some bytes, or 0 when the connection was cut and the next call opens another. */
  private int readOrReconnect(byte[] bytes, int offset, int length) {
    try {
      if (response == null) {
        response = open();
      }
      int read = response.read(bytes, offset, length);
      if (read < 0) {
        throw new IOException("the body ended early");
      }
      return read;
    } catch (SdkException e) {
      throw ObjectStoreFailures.explain("reading", object.uri(), e);
    } catch (IOException e) {
      reconnectLater(e);
      return 0;
    }
  }

  private ResponseInputStream<GetObjectResponse> open() {
    return client.getObject(
        request ->
            request
                .bucket(object.uri().bucket())
                .key(object.uri().key())
                .ifMatch(object.etag())
                .range(position == 0 ? null : "bytes=" + position + "-"));
  }

  private void reconnectLater(IOException cause) {
    abort();
    tries++;
    String where = object.uri() + " at byte " + position + " of " + object.bytes();
    if (tries > TRIES_WITHOUT_PROGRESS) {
      throw TaskFailure.passing(
          "S3: reading " + where + " failed " + tries + " times in a row: " + cause.getMessage(),
          cause);
    }
    log.warn("connection lost while reading {} ({}), try {}", where, cause.getMessage(), tries);
    Pause.beforeTry(tries);
  }

  private void abort() {
    if (response != null) {
      response.abort();
      response = null;
    }
  }

  /** A response that was read to its end leaves its connection to the next request. */
  @Override
  public void close() throws IOException {
    if (response != null && position == object.bytes()) {
      response.close();
    } else {
      abort();
    }
  }
}
