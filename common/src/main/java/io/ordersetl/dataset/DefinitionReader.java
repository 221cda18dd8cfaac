package io.ordersetl.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ordersetl.dataset.Contract.Kind;
import io.ordersetl.sql.PortableSql;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes a pipeline definition of its files, and refuses one that is wrong anywhere, with every
 * problem it has.
 */
public final class DefinitionReader {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();
  private static final Pattern FILE =
      Pattern.compile("(sources|dimensions|models|audits)/([^/]+)\\.(json|sql)");
  private static final Pattern DATASET_NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");

  /** Tables of the product's own: the run's parameters, the ledger, the rejected rows. */
  private static final List<String> RESERVED =
      List.of(PipelineDefinition.RUN_DATASET, "publications", "rejected_rows");

  private static final Pattern SEVERITY =
      Pattern.compile("-- severity: (fail|warn)\\R((?:--[^\\r\\n]*\\R)*)");

  private final SortedMap<String, String> files;
  private final Problems problems = new Problems();
  private final List<Contract> sources = new ArrayList<>();
  private final List<Contract> dimensions = new ArrayList<>();
  private final List<Model> models = new ArrayList<>();
  private final List<Audit> audits = new ArrayList<>();

  private DefinitionReader(SortedMap<String, String> files) {
    this.files = files;
  }

  /**
   * The definition that the files hold.
   *
   * @param files contents by path relative to the definition's root
   */
  public static PipelineDefinition read(SortedMap<String, String> files) {
    return new DefinitionReader(files).read();
  }

  private PipelineDefinition read() {
    files.keySet().forEach(this::readFile);
    if (sources.isEmpty()) {
      problems.add("sources/", "", "expected at least one contract, sources/NAME.json");
    }
    refuseDoubleNames();
    List<Model> ordered = ModelOrder.of(models, problems);
    problems.refuse();
    return new PipelineDefinition(sources, dimensions, ordered, audits, files);
  }

  private void readFile(String path) {
    Matcher parts = FILE.matcher(path);
    if (!parts.matches()) {
      if (!path.endsWith(".md")) {
        problems.add(
            path,
            "",
            "unknown file; expected sources/, dimensions/ or models/NAME.json, models/ or"
                + " audits/NAME.sql");
      }
      return;
    }
    String name = parts.group(2);
    if (!DATASET_NAME.matcher(name).matches() || RESERVED.contains(name)) {
      problems.add(
          path,
          "",
          "the file's name must be lower-case letters, digits and _, at most 40, and none of "
              + RESERVED);
    }
    switch (parts.group(1) + "." + parts.group(3)) {
      case "sources.json" -> contract(path, name, Kind.SOURCE).ifPresent(sources::add);
      case "dimensions.json" -> contract(path, name, Kind.DIMENSION).ifPresent(dimensions::add);
      case "models.json" -> model(path, name).ifPresent(models::add);
      case "models.sql" -> requireContract(path, name);
      case "audits.sql" -> audit(path, name).ifPresent(audits::add);
      default -> problems.add(path, "", "a " + parts.group(3) + " file is not expected here");
    }
  }

  private Optional<Contract> contract(String path, String name, Kind kind) {
    try {
      JsonNode root = JSON.readTree(files.get(path));
      return Optional.of(
          new ContractReader(name, kind, new JsonObject(path, "", root, problems)).read());
    } catch (JsonProcessingException e) {
      problems.add(
          path,
          "",
          "not JSON: " + e.getOriginalMessage() + " at line " + e.getLocation().getLineNr());
      return Optional.empty();
    }
  }

  private Optional<Model> model(String path, String name) {
    String sqlPath = "models/" + name + ".sql";
    Optional<Contract> contract = contract(path, name, Kind.MODEL);
    if (!files.containsKey(sqlPath)) {
      problems.add(path, "", "the model's SQL is missing: " + sqlPath);
      return Optional.empty();
    }
    Set<String> references = references(sqlPath, name);
    return contract.map(c -> new Model(c, files.get(sqlPath), references));
  }

  private void requireContract(String path, String name) {
    if (!files.containsKey("models/" + name + ".json")) {
      problems.add(path, "", "the model's contract is missing: models/" + name + ".json");
    }
  }

  private Optional<Audit> audit(String path, String name) {
    String sql = files.get(path);
    Matcher severity = SEVERITY.matcher(sql);
    if (!severity.lookingAt()) {
      problems.add(path, "", "the first line must be '-- severity: fail' or '-- severity: warn'");
      return Optional.empty();
    }
    String rule = severity.group(2).replaceAll("(?m)^-- ?", "").replaceAll("\\s+", " ").strip();
    Audit.Severity parsed =
        severity.group(1).equals("fail") ? Audit.Severity.FAIL : Audit.Severity.WARN;
    return Optional.of(new Audit(name, parsed, rule, sql, references(path, name)));
  }

  /**
   * The datasets that a query reads. Of SQL beyond the portable dialect only the names are known:
   * all that are datasets count, and whether the rest of it holds is the engine's to say.
   */
  private Set<String> references(String path, String self) {
    String sql = files.get(path);
    if (!PortableSql.problems(sql).isEmpty()) {
      Set<String> names = new HashSet<>(PortableSql.names(sql));
      names.retainAll(datasets());
      names.remove(self);
      return names;
    }
    Set<String> references = PortableSql.references(sql);
    references.stream()
        .filter(reference -> !datasets().contains(reference))
        .forEach(reference -> problems.add(path, "", unknown(reference)));
    return references;
  }

  private String unknown(String reference) {
    return "reads " + reference + ", which is no dataset; known: " + datasets();
  }

  /** The names of all datasets there are, by their files. */
  private Set<String> datasets() {
    Set<String> names = new TreeSet<>(Set.of(PipelineDefinition.RUN_DATASET));
    for (String path : files.keySet()) {
      Matcher parts = FILE.matcher(path);
      if (parts.matches() && parts.group(3).equals("json")) {
        names.add(parts.group(2));
      }
    }
    return names;
  }

  private void refuseDoubleNames() {
    Set<String> names = new HashSet<>();
    Stream.of(sources.stream(), dimensions.stream(), models.stream().map(Model::contract))
        .flatMap(contracts -> contracts)
        .filter(contract -> !names.add(contract.name()))
        .forEach(contract -> problems.add(contract.name(), "", "two datasets have this name"));
  }
}
