package io.ordersetl.faults;

import io.ordersetl.embedded.TemporaryFolder;
import io.ordersetl.local.Shutdown;
import java.nio.file.Path;
import java.util.List;

/** What becomes of the tasks when they are killed, cut off, and lied to: {@code ./faults}. */
public final class FaultsMain {
  private static final String HOME_PROPERTY = "orders-etl.home";
  private static final int USAGE = 64;

  private FaultsMain() {}

  /** Ends with 1 where a promise was broken. */
  public static void main(String[] arguments) throws Exception {
    Options options;
    try {
      options = Options.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.print(Options.USAGE);
      System.exit(USAGE);
      return;
    }
    Path home = Path.of(System.getProperty(HOME_PROPERTY, ""));
    Tally tally = new Tally(System.err);
    try (Shutdown shutdown = Shutdown.onSignals()) {
      run(options, home, tally, shutdown);
    }
    new Page(home, options).write(tally);
    tally.broken().forEach(System.out::println);
    System.exit(tally.broken().isEmpty() ? 0 : 1);
  }

  private static void run(Options options, Path home, Tally tally, Shutdown shutdown)
      throws Exception {
    for (Trial trial : trials(options)) {
      if (options.only().isEmpty() || options.only().contains(trial.name())) {
        run(trial, home, tally, shutdown);
      }
    }
  }

  /** Each on servers of its own: what one has broken does not concern the others. */
  private static void run(Trial trial, Path home, Tally tally, Shutdown shutdown) throws Exception {
    TemporaryFolder folder = shutdown.open(() -> TemporaryFolder.create("orders-etl-faults-"));
    try {
      trial.run(Site.start(home, folder.path(), shutdown), tally);
    } catch (BrokenPromise e) {
      tally.broke(trial.name(), "", e.getMessage());
    }
  }

  private static List<Trial> trials(Options options) {
    return List.of(new KillsByClock(options.seed(), options.kills()), new KillsAtSteps(options));
  }
}
