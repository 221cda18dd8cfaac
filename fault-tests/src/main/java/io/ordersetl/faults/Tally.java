package io.ordersetl.faults;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What was tried, how often, and what happened; and every promise that was broken. */
final class Tally {

  /** One line of a trial's table. */
  static final class Line {
    private final String what;
    private final Map<String, Integer> outcomes = new TreeMap<>();
    private int tried;
    private int broken;
    private double longest;

    private Line(String what) {
      this.what = what;
    }

    String what() {
      return what;
    }

    int tried() {
      return tried;
    }

    int broken() {
      return broken;
    }

    double longestSeconds() {
      return longest;
    }

    /** Such as {@code 3 x exit 0, 2 x exit 75}. */
    String outcomes() {
      return outcomes.entrySet().stream()
          .map(outcome -> outcome.getValue() + " x " + outcome.getKey())
          .collect(Collectors.joining(", "));
    }
  }

  private final PrintStream progress;
  private final Map<String, Map<String, Line>> trials = new LinkedHashMap<>();
  private final Map<String, List<String>> figures = new LinkedHashMap<>();
  private final List<String> broken = new ArrayList<>();

  /**
   * @param progress gets a line for each experiment
   */
  Tally(PrintStream progress) {
    this.progress = progress;
  }

  /** Notes an experiment that kept all promises. */
  void kept(String trial, String what, String outcome, double seconds) {
    note(trial, what, outcome, seconds);
    progress.printf(Locale.ROOT, "  %s: %s: %s, %.1f s%n", trial, what, outcome, seconds);
  }

  /** Notes one that did not. */
  void broke(String trial, String what, String message) {
    note(trial, what, "promise broken", 0).broken++;
    broken.add(trial + ": " + what + ": " + message);
    progress.printf("! %s: %s: %s%n", trial, what, message);
  }

  private Line note(String trial, String what, String outcome, double seconds) {
    Line line =
        trials.computeIfAbsent(trial, t -> new LinkedHashMap<>()).computeIfAbsent(what, Line::new);
    line.tried++;
    line.outcomes.merge(outcome, 1, Integer::sum);
    line.longest = Math.max(line.longest, seconds);
    return line;
  }

  /** Something to be told beside a trial's table. */
  void figure(String trial, String format, Object... values) {
    figures
        .computeIfAbsent(trial, t -> new ArrayList<>())
        .add(String.format(Locale.ROOT, format, values));
  }

  List<String> figures(String trial) {
    return figures.getOrDefault(trial, List.of());
  }

  Collection<String> trials() {
    return trials.keySet();
  }

  Collection<Line> lines(String trial) {
    return trials.get(trial).values();
  }

  List<String> broken() {
    return List.copyOf(broken);
  }
}
