package io.ordersetl.local;

import io.ordersetl.dataset.Contract;
import io.ordersetl.objectstore.ObjectStore;
import io.ordersetl.objectstore.ObjectUri;
import java.io.IOException;

/** The data that a run starts from. */
public interface Seed {

  /** What it is, for the terminal. */
  String description();

  /** Puts the source objects under a prefix. */
  void upload(ObjectStore store, ObjectUri prefix) throws IOException;

  /** The rows of a dimension's table. */
  CsvFile dimension(Contract contract) throws IOException;
}
