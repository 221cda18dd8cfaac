package io.ordersetl.load.publish;

import io.ordersetl.dataset.Contract;
import io.ordersetl.dataset.PipelineDefinition;
import io.ordersetl.load.target.TargetTable;
import io.ordersetl.load.target.Use;
import io.ordersetl.postgres.WarehouseSettings.Schemas;
import io.ordersetl.staging.Manifest;
import io.ordersetl.staging.RunStaging;
import io.ordersetl.staging.StagedDataset;
import io.ordersetl.task.TaskFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run publishes: everything its transform's manifest lists.
 *
 * @param datasets those that the definition wants published
 */
public record PublishedRun(
    Manifest manifest, RunStaging staging, Schemas schemas, List<PublishedDataset> datasets) {

  public PublishedRun {
    datasets = List.copyOf(datasets);
  }

  /** The run that a manifest describes, by the definition that it was made with. */
  public static PublishedRun of(
      Manifest manifest, RunStaging staging, PipelineDefinition definition, Schemas schemas) {
    List<PublishedDataset> datasets = new ArrayList<>();
    for (Contract contract : definition.contracts()) {
      if (contract.isPublished()) {
        StagedDataset staged = staged(manifest, contract);
        datasets.add(new PublishedDataset(contract, staged, TargetTable.of(contract, schemas)));
      }
    }
    return new PublishedRun(manifest, staging, schemas, datasets);
  }

  private static StagedDataset staged(Manifest manifest, Contract contract) {
    return manifest
        .dataset(contract.name())
        .orElseThrow(
            () ->
                TaskFailure.dataUnacceptable(
                    "The transform's manifest of run "
                        + manifest.runId()
                        + " lists no dataset "
                        + contract.name()
                        + ", which the definition publishes; run transform-task again"));
  }

  /** Every table that the run is published to, and what is done to it. */
  public Map<TargetTable, Use> tables() {
    Map<TargetTable, Use> tables = new LinkedHashMap<>();
    for (PublishedDataset dataset : datasets) {
      tables.put(dataset.table(), dataset.isReplaced() ? Use.SWITCHED : Use.EDITED);
    }
    tables.put(RejectedRows.table(schemas.staging()), Use.EDITED);
    tables.put(Ledger.table(schemas.staging()), Use.EDITED);
    return tables;
  }

  public String runId() {
    return manifest.runId();
  }

  /** The datasets whose tables are switched as a whole. */
  public List<PublishedDataset> replaced() {
    return datasets.stream().filter(PublishedDataset::isReplaced).toList();
  }

  /** The datasets of which the as-of date's rows are replaced. */
  public List<PublishedDataset> upserted() {
    return datasets.stream().filter(dataset -> !dataset.isReplaced()).toList();
  }
}
