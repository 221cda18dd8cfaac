package io.ordersetl.dataset;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A pipeline: what is read, what is made of it, what must be true of it. Data, not code.
 *
 * @param models in the order they run in: each after those it reads
 * @param files the definition as it was written, by path such as {@code sources/orders.json}
 */
public record PipelineDefinition(
    List<Contract> sources,
    List<Contract> dimensions,
    List<Model> models,
    List<Audit> audits,
    SortedMap<String, String> files) {

  /** The one-row dataset that holds a run's parameters. */
  public static final String RUN_DATASET = "run";

  public PipelineDefinition {
    sources = List.copyOf(sources);
    dimensions = List.copyOf(dimensions);
    models = List.copyOf(models);
    audits = List.copyOf(audits);
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /** Every contract: sources, dimensions, models. */
  public List<Contract> contracts() {
    return Stream.of(sources.stream(), dimensions.stream(), models.stream().map(Model::contract))
        .flatMap(contracts -> contracts)
        .toList();
  }

  public Optional<Contract> contract(String name) {
    return contracts().stream().filter(contract -> contract.name().equals(name)).findFirst();
  }

  /** SHA-256, in hexadecimal, of all files with their paths: equal where the definition is. */
  public String fingerprint() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Map.Entry<String, String> file : files.entrySet()) {
        byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
        String frame = file.getKey() + "\0" + content.length + "\0";
        digest.update(frame.getBytes(StandardCharsets.UTF_8));
        digest.update(content);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
