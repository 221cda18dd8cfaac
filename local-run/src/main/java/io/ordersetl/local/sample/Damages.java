package io.ordersetl.local.sample;

import java.util.List;

/**
 * Which rows of a dataset come out wrong, and how: so many in a thousand, spread evenly, every way
 * in its turn. The share is never over that: with three in a thousand, fewer than 334 rows have
 * none.
 */
final class Damages {

  private static final long IN = 1000;

  private final long rows;
  private final long damaged;
  private final List<Damage> ways;

  /** Comes once, when every other way has: a mebibyte a thousand times would be the whole file. */
  private final Damage once;

  private long done;
  private long next;

  /**
   * @param rows of the dataset, the damaged ones included
   * @param share how many of a thousand rows are damaged
   * @param once a way that comes at most once; it may be one of the others
   */
  Damages(long rows, int share, List<Damage> ways, Damage once) {
    this.rows = rows;
    this.damaged = among(rows, share);
    this.ways = List.copyOf(ways);
    this.once = once;
    this.next = position();
  }

  /** How many of so many rows are damaged. */
  static long among(long rows, int share) {
    return rows * share / IN;
  }

  /** Writes a row, the first one being number 1. */
  void write(long number, SampleRow row, RowBuffer out) {
    if (number == next) {
      out.bytes(way().deed().to(row.fields())).endRow();
      done++;
      next = position();
    } else {
      row.write(out);
      out.endRow();
    }
  }

  private Damage way() {
    return done == ways.size() ? once : ways.get((int) (done % ways.size()));
  }

  /** The middle of each stretch, which is never the first row: the duplicate key has one before. */
  private long position() {
    return done < damaged ? (2 * done + 1) * rows / (2 * damaged) + 1 : Long.MAX_VALUE;
  }
}
