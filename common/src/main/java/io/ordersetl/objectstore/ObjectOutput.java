package io.ordersetl.objectstore;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * Writes one object of any size with a buffer of 8 MiB: in one request where it fits, in several
 * parts where not. It appears with {@link #complete}; closed before that, nothing of it stays.
 */
public final class ObjectOutput extends OutputStream {
  private static final int PART_BYTES = 8 << 20; // 10,000 parts at most: up to 78 GiB

  private static final int FIRST_BUFFER = 16 << 10;

  private final S3Client client;
  private final ObjectUri uri;
  private final List<CompletedPart> parts = new ArrayList<>();
  private byte[] buffer = new byte[FIRST_BUFFER];
  private int buffered;
  private String uploadId;

  ObjectOutput(S3Client client, ObjectUri uri) {
    this.client = client;
    this.uri = uri;
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    int written = 0;
    while (written < length) {
      if (buffered == buffer.length) {
        makeRoom();
      }
      int count = Math.min(length - written, buffer.length - buffered);
      System.arraycopy(bytes, offset + written, buffer, buffered, count);
      buffered += count;
      written += count;
    }
  }

  private void makeRoom() {
    if (buffer.length < PART_BYTES) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    } else {
      uploadPart();
    }
  }

  /** Makes the object visible, whole. */
  public void complete() {
    if (uploadId == null) {
      ObjectStore.attempt("writing", uri, this::putWhole);
      return;
    }
    uploadPart();
    ObjectStore.attempt(
        "completing the upload of",
        uri,
        () ->
            client.completeMultipartUpload(
                request ->
                    request
                        .bucket(uri.bucket())
                        .key(uri.key())
                        .uploadId(uploadId)
                        .multipartUpload(upload -> upload.parts(parts))));
    uploadId = null;
  }

  private Object putWhole() {
    return client.putObject(request -> request.bucket(uri.bucket()).key(uri.key()), body());
  }

  /** Starts an upload in parts, which only those who may write there can. */
  void begin() {
    uploadId =
        ObjectStore.attempt(
                "writing",
                uri,
                () ->
                    client.createMultipartUpload(
                        request -> request.bucket(uri.bucket()).key(uri.key())))
            .uploadId();
  }

  private void uploadPart() {
    if (uploadId == null) {
      begin();
    }
    int number = parts.size() + 1;
    String etag =
        ObjectStore.attempt(
                "writing",
                uri,
                () ->
                    client.uploadPart(
                        request ->
                            request
                                .bucket(uri.bucket())
                                .key(uri.key())
                                .uploadId(uploadId)
                                .partNumber(number),
                        body()))
            .eTag();
    parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
    buffered = 0;
  }

  private RequestBody body() {
    return RequestBody.fromContentProvider(
        () -> new ByteArrayInputStream(buffer, 0, buffered), buffered, "text/csv; charset=utf-8");
  }

  @Override
  public void close() {
    if (uploadId != null) {
      ObjectStore.attempt(
          "aborting the upload of",
          uri,
          () ->
              client.abortMultipartUpload(
                  request -> request.bucket(uri.bucket()).key(uri.key()).uploadId(uploadId)));
      uploadId = null;
    }
  }
}
