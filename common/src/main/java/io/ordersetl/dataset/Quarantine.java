package io.ordersetl.dataset;

import java.util.OptionalLong;

/** How many rows of a dataset may be rejected before the run is stopped. */
public record Quarantine(OptionalLong maxRejectedRows, double maxRejectedFraction) {
  /** Whether so many rejected rows among those read are still acceptable. */
  public boolean accepts(long rejected, long read) {
    return rejected <= maxRejectedRows.orElse(Long.MAX_VALUE)
        && rejected <= maxRejectedFraction * read;
  }

  @Override
  public String toString() {
    String fraction = "maxRejectedFraction " + maxRejectedFraction;
    return maxRejectedRows.isPresent()
        ? "maxRejectedRows " + maxRejectedRows.getAsLong() + ", " + fraction
        : fraction;
  }
}
