package io.ordersetl.faults;

/** Something that the documentation promises was not so. */
final class BrokenPromise extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokenPromise(String message) {
    super(message);
  }

  /** Throws one unless the promise was kept. */
  @SuppressWarnings("AnnotateFormatMethod") // the annotation would be one more library
  static void unless(boolean kept, String message, Object... values) {
    if (!kept) {
      throw new BrokenPromise(message.formatted(values));
    }
  }
}
