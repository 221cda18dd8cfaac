package io.ordersetl.faults;

/** Experiments of one kind. */
interface Trial {

  /** Its name on the command line. */
  String name();

  /** Makes them, and notes what happened. */
  void run(Site site, Tally tally) throws Exception;
}
