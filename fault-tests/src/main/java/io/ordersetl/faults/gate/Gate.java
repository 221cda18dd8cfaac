package io.ordersetl.faults.gate;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands between the tasks and a server on loopback: each connection has one to the server. */
public abstract class Gate implements AutoCloseable {
  private static final int BACKLOG = 200;

  private final ServerSocket listener;
  private final ExecutorService threads = Executors.newCachedThreadPool(Gate::daemon);
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final String serverHost;
  private final int serverPort;

  Gate(String serverHost, int serverPort) throws IOException {
    this.serverHost = serverHost;
    this.serverPort = serverPort;
    this.listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "gate");
    thread.setDaemon(true);
    return thread;
  }

  /** Where it listens, on 127.0.0.1. */
  public int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        threads.execute(() -> serve(client));
      }
    } catch (IOException e) {
      threads.shutdown(); // the gate was closed
    }
  }

  private void serve(Socket client) {
    open.add(client);
    try (client;
        Socket server = new Socket(serverHost, serverPort)) {
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      open.add(server);
      serve(client, server);
      open.remove(server);
    } catch (IOException e) {
      // One side hung up, or was cut off: so is the other, as both sockets are closed here.
    } finally {
      open.remove(client);
    }
  }

  /** Passes on what the two say until one of them, or this gate, is done. */
  abstract void serve(Socket client, Socket server) throws IOException;

  /** Runs something beside {@link #serve}. */
  final void beside(Runnable work) {
    threads.execute(work);
  }

  /** Cuts all connections that are open now. */
  public final void cutAll() {
    open.forEach(Gate::closeQuietly);
  }

  static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed then.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    cutAll();
    threads.shutdownNow();
  }
}
