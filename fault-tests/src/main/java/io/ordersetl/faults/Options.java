package io.ordersetl.faults;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The command line.
 *
 * @param kills of each task, by the clock
 * @param only the trials to run; empty for all
 * @param brief the short form: no page is written
 */
record Options(long seed, int kills, boolean brief, Set<String> only) {
  private static final long SEED = 20261122;
  private static final int KILLS = 50;
  private static final int BRIEF_KILLS = 4;

  static final String USAGE =
      """
      usage: ./faults [--short] [--seed N] [--kills N] [--only TRIAL[,TRIAL]]
        --short   a few of each, in less than 4 minutes; docs/reliability.md is left as it is
        --seed    of the moments at which tasks are killed and connections cut
        --kills   how often each task is killed by the clock, 50 by default
        --only    some trials: kills, steps, connections, s3, postgres, together, machine
      """;

  static Options parse(String[] arguments) {
    Iterator<String> words = List.of(arguments).iterator();
    long seed = SEED;
    int kills = 0;
    boolean brief = false;
    Set<String> only = new TreeSet<>();
    while (words.hasNext()) {
      switch (words.next()) {
        case "--short" -> brief = true;
        case "--seed" -> seed = Long.parseLong(words.next());
        case "--kills" -> kills = Integer.parseInt(words.next());
        case "--only" -> only.addAll(Arrays.asList(words.next().split(",", -1)));
        default -> throw new IllegalArgumentException(USAGE);
      }
    }
    int byDefault = brief ? BRIEF_KILLS : KILLS;
    return new Options(seed, kills > 0 ? kills : byDefault, brief, only);
  }
}
