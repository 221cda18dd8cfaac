package io.ordersetl.testing.hostile;

import java.util.List;
import java.util.stream.Stream;

/**
 * CSVs as exports, spreadsheets, networks and attackers make them, each with its verdict. A case is
 * added in the file of its concept; every test of the way of a row runs all of them.
 */
public final class HostileCorpus {
  private HostileCorpus() {}

  /** All cases. */
  public static List<HostileCase> all() {
    return Stream.of(
            QuotingCases.all(),
            LineCases.all(),
            HeaderCases.all(),
            EncodingCases.all(),
            TypeCases.all(),
            RuleCases.all(),
            PackedCases.all(),
            SizeCases.all())
        .flatMap(List::stream)
        .toList();
  }
}
