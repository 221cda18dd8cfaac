package io.ordersetl.load;

import io.ordersetl.load.publish.PublishedRun;
import io.ordersetl.staging.Manifest;
import io.ordersetl.staging.RunStaging;
import io.ordersetl.staging.StagedDataset;
import io.ordersetl.staging.StagedPart;
import io.ordersetl.task.ProductVersion;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The load's own manifest: that the run's exports have been written. It is there only while they
 * are those of the run's newest publication.
 */
final class ExportRecord {
  private static final String TASK = "load";

  private final PublishedRun run;
  private final RunStaging staging;
  private final Clock clock;

  ExportRecord(PublishedRun run, Clock clock) {
    this.run = run;
    this.staging = run.staging();
    this.clock = clock;
  }

  /** Whether these files were written for what the run has staged now. */
  boolean lists(List<String> uris) {
    Optional<Manifest> manifest = staging.find(TASK);
    return manifest.isPresent()
        && run.manifest().contentSha256().equals(manifest.get().upstream())
        && manifest.get().datasets().stream().map(StagedDataset::name).toList().equals(uris);
  }

  /** Forgets it: what is published next is not exported yet. */
  void withdraw() {
    staging.withdraw(TASK);
  }

  /** Notes the files, by URI. */
  void commit(List<String> uris, List<String> warnings) {
    Manifest upstream = run.manifest();
    staging.commit(
        new Manifest(
            TASK,
            ProductVersion.current(),
            upstream.runId(),
            upstream.asOf(),
            upstream.contentSha256(),
            clock.instant().toString(),
            upstream.definitionPath(),
            upstream.definitionFingerprint(),
            upstream.inputs(),
            uris.stream().map(ExportRecord::export).toList(),
            List.of(),
            warnings));
  }

  private static StagedDataset export(String uri) {
    return new StagedDataset(uri, 0, 0, 0, List.<StagedPart>of(), null);
  }
}
