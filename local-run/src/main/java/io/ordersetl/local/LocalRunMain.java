package io.ordersetl.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ordersetl.embedded.TemporaryFolder;
import io.ordersetl.task.ExitCode;
import io.ordersetl.task.ProductVersion;
import io.ordersetl.task.TaskFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

/** The command line of {@code ./run}, which passes the project's folder as a system property. */
public final class LocalRunMain {

  private static final String HOME_PROPERTY = "orders-etl.home";

  /** Of no effect: the JVM is already ending with the signal's own status. */
  private static final int EXIT_OF_SIGNAL = 0;

  private LocalRunMain() {}

  /** Ends the process with the status that {@code --help} explains. */
  public static void main(String[] arguments) throws IOException {
    List<String> given = List.of(arguments);
    if (given.contains("--help") || given.contains("-h")) {
      System.out.print(help());
    } else if (given.contains("--version")) {
      System.out.println("orders-etl " + ProductVersion.current());
    } else {
      System.exit(run(given, Clock.systemUTC()));
    }
  }

  private static String help() throws IOException {
    try (InputStream in = LocalRunMain.class.getResourceAsStream("help.txt")) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static int run(List<String> arguments, Clock clock) {
    Shutdown shutdown = Shutdown.onSignals();
    try (shutdown) {
      return run(OptionsParser.parse(arguments, LocalDate.now(clock)), clock, shutdown);
    } catch (Exception e) {
      return shutdown.isSignalled() ? EXIT_OF_SIGNAL : explain(e).status();
    }
  }

  private static int run(Options options, Clock clock, Shutdown shutdown) throws Exception {
    TemporaryFolder folder = shutdown.open(() -> TemporaryFolder.create("orders-etl-"));
    Path home = Path.of(System.getProperty(HOME_PROPERTY, ""));
    return new LocalRun(
            options,
            Run.starting(clock, options.asOf()),
            new Installation(home, ProductVersion.current(), StartCaches.ofUser()),
            System.out,
            System.err)
        .execute(folder.path(), shutdown);
  }

  private static ExitCode explain(Exception failure) {
    if (failure instanceof UsageException) {
      System.err.println("run: " + failure.getMessage() + "\nSee ./run --help.");
      return ExitCode.USAGE;
    }
    if (failure instanceof TaskFailure known) {
      System.err.println("run: " + known.getMessage());
      return known.exitCode();
    }
    System.err.println("run: this is a bug, please report it");
    failure.printStackTrace();
    return ExitCode.BUG;
  }
}
