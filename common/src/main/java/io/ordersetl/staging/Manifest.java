package io.ordersetl.staging;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.ordersetl.task.RejectionCount;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The commit marker of a task within a run: what it does not list does not exist.
 *
 * @param asOf the as-of date, ISO
 * @param upstream {@link #contentSha256} of the manifest this one was made from; null for extract
 * @param createdAt an instant, ISO
 * @param definitionPath the object below the run's folder that holds the definition's files
 * @param inputs the source objects that the run's rows come from
 * @param datasets what later tasks may read, in the definition's order
 * @param rejections what was rejected and why, in short
 */
public record Manifest(
    String task,
    String version,
    String runId,
    String asOf,
    String upstream,
    String createdAt,
    String definitionPath,
    String definitionFingerprint,
    List<InputObject> inputs,
    List<StagedDataset> datasets,
    List<RejectionCount> rejections,
    List<String> warnings) {

  public Manifest {
    inputs = List.copyOf(inputs);
    datasets = List.copyOf(datasets);
    rejections = List.copyOf(rejections);
    warnings = List.copyOf(warnings);
  }

  @JsonIgnore
  public LocalDate asOfDate() {
    return LocalDate.parse(asOf);
  }

  public Optional<StagedDataset> dataset(String name) {
    return datasets.stream().filter(dataset -> dataset.name().equals(name)).findFirst();
  }

  /**
   * SHA-256, in hexadecimal, of what the manifest stands for: run, as-of date, definition, and the
   * content of every part. Two attempts that staged the same bytes agree on it.
   */
  @JsonIgnore
  public String contentSha256() {
    StringBuilder content = new StringBuilder(String.join("\n", task, runId, asOf));
    content.append('\n').append(definitionFingerprint).append('\n');
    for (StagedDataset dataset : datasets) {
      content.append(dataset.name()).append(' ').append(dataset.rowsStaged()).append('\n');
      dataset.parts().forEach(part -> content.append(part.checksum()).append('\n'));
      if (dataset.rejects() != null) {
        content.append(dataset.rejects().checksum()).append('\n');
      }
    }
    MessageDigest digest = Sha256.digest();
    return HexFormat.of()
        .formatHex(digest.digest(content.toString().getBytes(StandardCharsets.UTF_8)));
  }
}
