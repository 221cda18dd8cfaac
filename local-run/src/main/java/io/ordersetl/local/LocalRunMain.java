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
    try (Shutdown shutdown = Shutdown.onSignals()) {
      Options options = OptionsParser.parse(arguments, LocalDate.now(clock));
      Run run = Run.starting(clock, options.asOf());
      TemporaryFolder folder = shutdown.open(() -> TemporaryFolder.create("orders-etl-"));
      Installation installation =
          new Installation(
              Path.of(System.getProperty(HOME_PROPERTY, "")), ProductVersion.current());
      return new LocalRun(options, run, installation, System.out, System.err)
          .execute(folder.path(), shutdown);
    } catch (UsageException e) {
      System.err.println("run: " + e.getMessage() + "\nSee ./run --help.");
      return ExitCode.USAGE.status();
    } catch (TaskFailure e) {
      System.err.println("run: " + e.getMessage());
      return e.exitCode().status();
    } catch (Shutdown.StoppingException e) {
      return 0; // of no effect: the signal's own status is already on its way
    } catch (Exception e) {
      System.err.println("run: this is a bug, please report it");
      e.printStackTrace();
      return ExitCode.BUG.status();
    }
  }
}
