package io.ordersetl.local;

import io.ordersetl.embedded.PostgresTuning;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Holds the servers of {@code ./run}, PostgreSQL set as it is when installed, for a program that
 * starts the tasks itself, such as the benchmarks: prints the tasks' environment and an
 * administrator's, a variable a line, then an empty line, and runs until its standard input ends,
 * so that it never outlives that program.
 */
public final class ServersMain {

  private ServersMain() {}

  /** Takes the folder for the servers' data, which is theirs and deleted at the end. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 1) {
      System.err.println("usage: ServersMain FOLDER");
      System.exit(64);
    }
    try (Shutdown shutdown = Shutdown.onSignals()) {
      LocalServers servers =
          LocalServers.start(Path.of(arguments[0]), PostgresTuning.asInstalled(), shutdown);
      Map<String, String> variables = new TreeMap<>(servers.environment());
      variables.putAll(servers.warehouse().administrator());
      variables.forEach((name, value) -> System.out.println(name + "=" + value));
      System.out.println();
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }
}
