package io.ordersetl.objectstore;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a client and a server on loopback and cuts each connection after so many bytes.
 */
final class CuttingProxy implements AutoCloseable {
  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger cuts = new AtomicInteger();
  private final URI server;
  private final int bytes;

  /**
   * @param bytes of answers that one connection lets through
   */
  CuttingProxy(URI server, int bytes) throws IOException {
    this.server = server;
    this.bytes = bytes;
    threads.execute(this::accept);
  }

  String endpoint() {
    return "http://127.0.0.1:" + listener.getLocalPort();
  }

  int cuts() {
    return cuts.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        Socket upstream = new Socket(server.getHost(), server.getPort());
        threads.execute(() -> pass(client, upstream, Integer.MAX_VALUE));
        threads.execute(() -> pass(upstream, client, bytes));
      }
    } catch (IOException e) {
      threads.shutdown(); // the proxy was closed
    }
  }

  private void pass(Socket from, Socket to, int limit) {
    try (from;
        to) {
      if (copy(from.getInputStream(), to.getOutputStream(), limit)) {
        cuts.incrementAndGet();
      }
    } catch (IOException e) {
      // One side hung up: so does the other, as both sockets are closed here.
      return;
    }
  }

  /** Copies at most so many bytes; true when there were that many. */
  private static boolean copy(InputStream in, OutputStream out, int limit) throws IOException {
    byte[] buffer = new byte[8192];
    int left = limit;
    int read;
    while (left > 0 && (read = in.read(buffer)) >= 0) {
      out.write(buffer, 0, Math.min(read, left));
      out.flush();
      left -= Math.min(read, left);
    }
    return left == 0;
  }

  @Override
  public void close() throws IOException {
    listener.close();
    threads.shutdownNow();
  }
}
