package io.ordersetl.transform;

import io.ordersetl.dataset.Column;
import io.ordersetl.dataset.Contract;
import io.ordersetl.dataset.PipelineDefinition;
import io.ordersetl.sql.PortableSql;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The columns that models and audits may read: those whose name occurs in a query of the dataset.
 * Portable SQL has to name what it reads; a query beyond it, which may say {@code select *}, reads
 * everything.
 */
final class ReadColumns {
  private static final Pattern WORD = Pattern.compile("[a-z0-9_]+");

  private final PipelineDefinition definition;

  ReadColumns(PipelineDefinition definition) {
    this.definition = definition;
  }

  /** In the contract's order, and one at least: a table has to have one. */
  List<Column> of(Contract contract) {
    List<String> queries = queriesOf(contract.name()).toList();
    if (!queries.stream().allMatch(sql -> PortableSql.problems(sql).isEmpty())) {
      return contract.columns();
    }
    Set<String> words = queries.stream().flatMap(ReadColumns::words).collect(Collectors.toSet());
    List<Column> named =
        contract.columns().stream().filter(column -> words.contains(column.name())).toList();
    return named.isEmpty() ? contract.columns().subList(0, 1) : named;
  }

  private Stream<String> queriesOf(String dataset) {
    return Stream.concat(
            definition.models().stream().map(model -> Map.entry(model.sql(), model.references())),
            definition.audits().stream().map(audit -> Map.entry(audit.sql(), audit.references())))
        .filter(query -> query.getValue().contains(dataset))
        .map(Map.Entry::getKey);
  }

  private static Stream<String> words(String sql) {
    return WORD.matcher(sql.toLowerCase(Locale.ROOT)).results().map(MatchResult::group);
  }
}
