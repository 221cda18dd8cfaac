package io.ordersetl.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code docs/reliability.md}: a template that people write, with what the long form of each trial
 * found filled in. What a trial found is kept beside the template until it is made again.
 */
final class Page {
  private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z]+)}}");

  private final Path folder;
  private final Path page;
  private final Options options;

  Page(Path home, Options options) {
    this.folder = home.resolve("fault-tests/reliability");
    this.page = home.resolve("docs/reliability.md");
    this.options = options;
  }

  /** Writes the page anew; the short form leaves it as it is. */
  void write(Tally tally) throws IOException {
    if (options.brief()) {
      return;
    }
    for (String trial : tally.trials()) {
      Files.writeString(found(trial), section(tally, trial));
    }
    String template = Files.readString(folder.resolve("template.md"));
    Matcher place = PLACE.matcher(template);
    StringBuilder text = new StringBuilder();
    while (place.find()) {
      place.appendReplacement(text, Matcher.quoteReplacement(kept(place.group(1))));
    }
    Files.writeString(page, place.appendTail(text).toString());
  }

  private Path found(String trial) {
    return folder.resolve("found-" + trial + ".md");
  }

  private String kept(String trial) throws IOException {
    return Files.exists(found(trial)) ? Files.readString(found(trial)).strip() : "Not made yet.";
  }

  private String section(Tally tally, String trial) {
    List<String> lines = new ArrayList<>();
    lines.add(summary(tally, trial));
    lines.add("");
    tally.figures(trial).forEach(figure -> lines.add("- " + figure));
    lines.add("");
    lines.add("| what | tried | what happened | longest |");
    lines.add("| --- | --- | --- | --- |");
    tally.lines(trial).forEach(line -> lines.add(row(line)));
    return String.join("\n", lines) + "\n";
  }

  private String summary(Tally tally, String trial) {
    int tried = tally.lines(trial).stream().mapToInt(Tally.Line::tried).sum();
    int broken = tally.lines(trial).stream().mapToInt(Tally.Line::broken).sum();
    return String.format(
        Locale.ROOT,
        "`./faults --only %s`, seed %d, %s: %d tried, %d broken promises.",
        trial,
        options.seed(),
        LocalDate.now(ZoneOffset.UTC),
        tried,
        broken);
  }

  private static String row(Tally.Line line) {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %s | %s |",
        line.what().replace("|", "\\|"),
        line.tried(),
        line.outcomes(),
        line.longestSeconds() == 0
            ? ""
            : String.format(Locale.ROOT, "%.1f s", line.longestSeconds()));
  }
}
