package io.ordersetl.dataset;

import java.util.Set;

/**
 * One SELECT, named as the table it makes.
 *
 * @param references the datasets it reads
 */
public record Model(Contract contract, String sql, Set<String> references) {
  public Model {
    references = Set.copyOf(references);
  }

  public String name() {
    return contract.name();
  }
}
