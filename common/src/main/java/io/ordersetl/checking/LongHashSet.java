package io.ordersetl.checking;

/** A set of longs by open addressing: 11 to 22 bytes each, half as much again while it grows. */
final class LongHashSet {
  private static final int FIRST_SLOTS = 1 << 16;
  private static final long GOLDEN = 0x9E3779B97F4A7C15L; // spreads neighbours (Knuth, TAOCP 6.4)

  private long[] slots = new long[FIRST_SLOTS]; // 0 is an empty slot
  private boolean hasZero;
  private int count;

  /** The memory it takes while one more key is added. */
  long bytesAfterOneMore() {
    return isFull() ? slots.length * 24L : slots.length * 8L;
  }

  boolean add(long key) {
    if (key == 0) {
      boolean isNew = !hasZero;
      hasZero = true;
      return isNew;
    }
    if (isFull()) {
      grow();
    }
    boolean isNew = place(key);
    count += isNew ? 1 : 0;
    return isNew;
  }

  private boolean isFull() {
    return count >= slots.length / 4 * 3;
  }

  private boolean place(long key) {
    int slot = (int) ((key * GOLDEN) >>> (64 - Integer.numberOfTrailingZeros(slots.length)));
    while (slots[slot] != 0) {
      if (slots[slot] == key) {
        return false;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    slots[slot] = key;
    return true;
  }

  private void grow() {
    long[] old = slots;
    slots = new long[old.length * 2];
    for (long key : old) {
      if (key != 0) {
        place(key);
      }
    }
  }
}
