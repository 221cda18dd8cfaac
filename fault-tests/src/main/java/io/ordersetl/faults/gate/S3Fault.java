package io.ordersetl.faults.gate;

import java.io.OutputStream;
import java.util.Optional;

/** What goes wrong at an S3 server. */
public interface S3Fault {
  /** Nothing does. */
  S3Fault NONE = request -> Optional.empty();

  /**
   * The answer that comes instead of the server's, as it goes over the wire; the connection is
   * closed after it.
   *
   * @param request such as {@code GET /bucket/key}
   */
  Optional<byte[]> answer(String request);

  /** The way to the client for the body of the server's answer, spoilt or not. */
  default OutputStream spoiling(String request, OutputStream toClient) {
    return toClient;
  }
}
