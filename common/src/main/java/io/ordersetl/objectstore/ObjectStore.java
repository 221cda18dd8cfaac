package io.ordersetl.objectstore;

import io.ordersetl.task.TaskFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** An S3 server: every failure comes out as a {@link TaskFailure} that names bucket and key. */
public final class ObjectStore implements AutoCloseable {
  private static final int DELETED_AT_ONCE = 1000; // the protocol's limit

  private final S3Client client;

  private ObjectStore(S3Client client) {
    this.client = client;
  }

  public static ObjectStore connect(ObjectStoreSettings settings) {
    return new ObjectStore(S3Clients.create(settings));
  }

  /** The object as it is now, where it is there. */
  public Optional<StoredObject> find(ObjectUri uri) {
    try {
      HeadObjectResponse head =
          client.headObject(request -> request.bucket(uri.bucket()).key(uri.key()));
      return Optional.of(
          new StoredObject(uri, head.eTag(), head.contentLength(), head.lastModified()));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    } catch (S3Exception e) {
      if (e.statusCode() == 404) {
        return Optional.empty();
      }
      throw ObjectStoreFailures.explain("looking up", uri, e);
    } catch (SdkException e) {
      throw ObjectStoreFailures.explain("looking up", uri, e);
    }
  }

  /** Every object whose key starts with the given one, in key order, however many there are. */
  public List<StoredObject> list(ObjectUri prefix) {
    return attempt(
        "listing",
        prefix,
        () ->
            client
                .listObjectsV2Paginator(
                    request -> request.bucket(prefix.bucket()).prefix(prefix.key()))
                .contents()
                .stream()
                .map(
                    object ->
                        new StoredObject(
                            prefix.withKey(object.key()),
                            object.eTag(),
                            object.size(),
                            object.lastModified()))
                .toList());
  }

  /** The names one level below a prefix that ends in a slash, as a folder's folders. */
  public List<String> listFolders(ObjectUri prefix) {
    return attempt(
        "listing",
        prefix,
        () ->
            client
                .listObjectsV2Paginator(
                    request -> request.bucket(prefix.bucket()).prefix(prefix.key()).delimiter("/"))
                .commonPrefixes()
                .stream()
                .map(folder -> folder.prefix().substring(prefix.key().length()))
                .map(folder -> folder.substring(0, folder.length() - 1))
                .toList());
  }

  /**
   * The object's bytes, as they were when it was seen. The stream resumes where a connection
   * breaks; an object that was replaced since is a passing failure (exit 75).
   */
  public InputStream open(StoredObject object) {
    return new PinnedObjectStream(client, object);
  }

  /** A small text object, where it is there. */
  public Optional<String> readText(ObjectUri uri) {
    return find(uri).map(this::readText);
  }

  /** A small text object that was seen before. */
  public String readText(StoredObject object) {
    try (InputStream in = open(object)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + object.uri(), e);
    }
  }

  /** Writes an object in one request: readers see the old content or the whole new one. */
  public void write(ObjectUri uri, byte[] bytes) {
    write(uri, bytes, bytes.length);
  }

  /** Writes the first {@code length} bytes, without copying them. */
  public void write(ObjectUri uri, byte[] bytes, int length) {
    attempt(
        "writing",
        uri,
        () ->
            client.putObject(
                request -> request.bucket(uri.bucket()).key(uri.key()),
                RequestBody.fromContentProvider(
                    () -> new java.io.ByteArrayInputStream(bytes, 0, length),
                    length,
                    contentType(uri))));
  }

  /** An object written piece by piece, that appears when it is complete and not before. */
  public ObjectOutput create(ObjectUri uri) {
    return new ObjectOutput(client, uri);
  }

  /**
   * Fails as a write would where the credentials may not write there; leaves nothing behind that
   * anyone could see.
   */
  public void checkWritable(ObjectUri uri) {
    try (ObjectOutput output = new ObjectOutput(client, uri)) {
      output.begin();
    }
  }

  /** Every upload in parts that is under way, or was left behind, to keys that start so. */
  public List<PendingUpload> listUploads(ObjectUri prefix) {
    return attempt(
        "listing the unfinished uploads to",
        prefix,
        () ->
            client
                .listMultipartUploadsPaginator(
                    request -> request.bucket(prefix.bucket()).prefix(prefix.key()))
                .uploads()
                .stream()
                .map(upload -> new PendingUpload(prefix.withKey(upload.key()), upload.uploadId()))
                .toList());
  }

  /** Gives up an upload in parts; one that is gone already is fine. */
  public void abort(PendingUpload upload) {
    ObjectUri uri = upload.uri();
    try {
      client.abortMultipartUpload(
          request -> request.bucket(uri.bucket()).key(uri.key()).uploadId(upload.id()));
    } catch (NoSuchUploadException e) {
      return;
    } catch (SdkException e) {
      throw ObjectStoreFailures.explain("aborting an upload to", uri, e);
    }
  }

  public void delete(List<ObjectUri> uris) {
    for (int from = 0; from < uris.size(); from += DELETED_AT_ONCE) {
      List<ObjectUri> batch = uris.subList(from, Math.min(uris.size(), from + DELETED_AT_ONCE));
      deleteBatch(batch.get(0), batch.stream().map(ObjectUri::key));
    }
  }

  private void deleteBatch(ObjectUri first, Stream<String> keys) {
    List<ObjectIdentifier> objects =
        keys.map(key -> ObjectIdentifier.builder().key(key).build()).toList();
    var answer =
        attempt(
            "deleting",
            first,
            () ->
                client.deleteObjects(
                    request ->
                        request
                            .bucket(first.bucket())
                            .delete(d -> d.objects(objects).quiet(true))));
    if (answer.hasErrors() && !answer.errors().isEmpty()) {
      var error = answer.errors().get(0);
      throw TaskFailure.configuration(
          "S3: deleting "
              + first.withKey(error.key())
              + " failed: "
              + error.code()
              + "; the access key needs s3:DeleteObject there");
    }
  }

  @Override
  public void close() {
    client.close();
  }

  static <T> T attempt(String doing, ObjectUri uri, Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw ObjectStoreFailures.explain(doing, uri, e);
    }
  }

  private static String contentType(ObjectUri uri) {
    return uri.key().endsWith(".json") ? "application/json" : "text/csv; charset=utf-8";
  }
}
