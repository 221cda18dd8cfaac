package io.ordersetl.faults.gate;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A gate that knows requests and answers of S3. What it passes on it does not change. */
public final class S3Gate extends Gate {
  private static final byte[] CONTINUE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

  private volatile Events events = event -> true;
  private volatile S3Fault fault = S3Fault.NONE;

  public S3Gate(URI server) throws IOException {
    super(server.getHost(), server.getPort());
  }

  /** Tells everything that passes from now on. */
  public void tell(Events listener) {
    events = listener;
  }

  /** Answers in the server's place from now on, where the fault has an answer. */
  public void inject(S3Fault answers) {
    fault = answers;
  }

  public String endpoint() {
    return "http://127.0.0.1:" + port();
  }

  @Override
  void serve(Socket client, Socket server) throws IOException {
    InputStream requests = new BufferedInputStream(client.getInputStream());
    OutputStream answers = new BufferedOutputStream(client.getOutputStream());
    InputStream fromServer = new BufferedInputStream(server.getInputStream());
    OutputStream toServer = new BufferedOutputStream(server.getOutputStream());
    Optional<HttpHead> next = HttpHead.read(requests);
    while (next.isPresent() && pass(next.get(), requests, answers, fromServer, toServer)) {
      next = HttpHead.read(requests);
    }
  }

  private boolean pass(
      HttpHead head,
      InputStream requests,
      OutputStream answers,
      InputStream fromServer,
      OutputStream toServer)
      throws IOException {
    String request = head.request();
    if (!events.passes("s3 > " + request)) {
      return false;
    }
    if (head.header("Expect").isPresent()) {
      answers.write(CONTINUE);
      answers.flush();
    }
    Optional<byte[]> instead = fault.answer(request);
    if (instead.isPresent()) {
      new HttpBody(requests, OutputStream.nullOutputStream()).pass(head);
      answers.write(instead.get());
      answers.flush();
      return false;
    }
    toServer.write(head.without("Expect").bytes());
    new HttpBody(requests, toServer).pass(head);
    HttpHead answer = HttpHead.read(fromServer).orElseThrow(IOException::new);
    return events.passes("s3 < " + request) && passAnswer(request, answer, fromServer, answers);
  }

  private boolean passAnswer(
      String request, HttpHead answer, InputStream fromServer, OutputStream answers)
      throws IOException {
    answers.write(answer.bytes());
    if (!request.startsWith("HEAD ") && answer.status() != 204 && answer.status() != 304) {
      OutputStream body = fault.spoiling(request, answers);
      new HttpBody(fromServer, body).pass(answer);
      body.flush();
    }
    answers.flush();
    return true;
  }
}
