package io.ordersetl.faults.gate;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;

/** A gate that knows PostgreSQL's protocol, without TLS. What it passes on it does not change. */
public final class PostgresGate extends Gate {
  private static final int LENGTH = 4;

  private volatile Events events = event -> true;

  public PostgresGate(String serverHost, int serverPort) throws IOException {
    super(serverHost, serverPort);
  }

  /** Tells everything that passes from now on. */
  public void tell(Events listener) {
    events = listener;
  }

  @Override
  void serve(Socket client, Socket server) throws IOException {
    Conversation conversation = new Conversation();
    beside(() -> passAnswers(server, client, conversation));
    DataInputStream in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
    DataOutputStream out = new DataOutputStream(server.getOutputStream());
    passStartup(in, out);
    while (true) {
      char type = (char) in.readUnsignedByte();
      byte[] body = body(in);
      String begun = conversation.sent(type, body);
      if (!begun.isEmpty() && !events.passes("pg > " + begun)) {
        return;
      }
      write(out, type, body);
    }
  }

  private static void passStartup(DataInputStream in, DataOutputStream out) throws IOException {
    byte[] startup = body(in);
    out.writeInt(startup.length + LENGTH);
    out.write(startup);
  }

  private void passAnswers(Socket server, Socket client, Conversation conversation) {
    try (client;
        server) {
      DataInputStream in = new DataInputStream(new BufferedInputStream(server.getInputStream()));
      OutputStream out = client.getOutputStream();
      while (true) {
        char type = (char) in.readUnsignedByte();
        byte[] body = body(in);
        String done = conversation.received(type);
        if (!done.isEmpty() && !events.passes("pg < " + done)) {
          return;
        }
        write(new DataOutputStream(out), type, body);
      }
    } catch (IOException e) {
      // One side hung up: so does the other, as both sockets are closed here.
    }
  }

  private static byte[] body(DataInputStream in) throws IOException {
    byte[] body = new byte[in.readInt() - LENGTH];
    in.readFully(body);
    return body;
  }

  /** In one piece: a client that waits for the rest of a message waits for its segment, too. */
  private static void write(DataOutputStream out, char type, byte[] body) throws IOException {
    byte[] message = new byte[1 + LENGTH + body.length];
    int length = body.length + LENGTH;
    message[0] = (byte) type;
    for (int i = 0; i < LENGTH; i++) {
      message[1 + i] = (byte) (length >>> (8 * (LENGTH - 1 - i)));
    }
    System.arraycopy(body, 0, message, 1 + LENGTH, body.length);
    out.write(message);
    out.flush();
  }
}
