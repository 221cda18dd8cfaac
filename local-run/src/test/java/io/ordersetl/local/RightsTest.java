package io.ordersetl.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ordersetl.testing.ObjectStoreExtension;
import io.ordersetl.testing.WarehouseExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The documented rights are enough for everything the tasks do, and none of them is for nothing.
 */
@Tag("servers")
class RightsTest {
  private static final String ROLE = "documented_role";

  /** By AWS's service authorization reference. */
  private static final Map<String, String> ACTIONS =
      Map.ofEntries(
          Map.entry("ListObjectsV2", "s3:ListBucket"),
          Map.entry("ListMultipartUploads", "s3:ListBucketMultipartUploads"),
          Map.entry("HeadObject", "s3:GetObject"),
          Map.entry("GetObject", "s3:GetObject"),
          Map.entry("PutObject", "s3:PutObject"),
          Map.entry("CreateMultipartUpload", "s3:PutObject"),
          Map.entry("UploadPart", "s3:PutObject"),
          Map.entry("CompleteMultipartUpload", "s3:PutObject"),
          Map.entry("AbortMultipartUpload", "s3:AbortMultipartUpload"),
          Map.entry("DeleteObject", "s3:DeleteObject"),
          Map.entry("DeleteObjects", "s3:DeleteObject"));

  @RegisterExtension final WarehouseExtension warehouse = new WarehouseExtension();
  @RegisterExtension final ObjectStoreExtension objectStore = new ObjectStoreExtension();

  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void arrange() throws Exception {
    GoldenCase golden =
        GoldenCase.all().filter(one -> one.name().equals("plain-year")).findAny().orElseThrow();
    new GoldenSeed(objectStore, warehouse).plant(golden);
    execute(
        "revoke all on database " + warehouse.database() + " from public",
        "revoke all on schema public from public");
    for (String statement : DocumentedRights.sql()) {
      execute(
          statement
              .replace("orders_etl", ROLE)
              .replace("'…'", "'documented'")
              .replace("database warehouse", "database " + warehouse.database()));
    }
    environment.putAll(objectStore.environment());
    environment.putAll(warehouse.environment());
    environment.put("POSTGRES_USERNAME", ROLE);
    environment.put("POSTGRES_PASSWORD", "documented");
    environment.put("AS_OF_DATE", golden.asOf().toString());
    environment.put("KEEP_RUNS", "1");
  }

  @AfterEach
  void dropRole() throws SQLException {
    execute("drop owned by " + ROLE + " cascade", "drop role " + ROLE);
  }

  @Test
  void sufficeForEveryRun() throws Exception {
    Set<String> requests = RecordedRequests.of(this::runInEveryWay);

    Set<String> used = new TreeSet<>();
    for (String request : requests) {
      used.add(action(request) + " on " + allowedBy(request));
    }
    used.add("s3:AbortMultipartUpload on staging"); // only what fails is aborted
    used.add("s3:AbortMultipartUpload on analytics_export");
    assertThat(used).isEqualTo(granted());
  }

  @Test
  void areThoseThatTheReplicaGrants() throws Exception {
    String replica = DocumentedRights.file("docker/warehouse/roles.sh");

    assertThat(DocumentedRights.sql().stream().filter(sql -> !sql.startsWith("create role")))
        .hasSizeGreaterThan(4)
        .allSatisfy(sql -> assertThat(replica).contains(sql + ";"));
  }

  /** A dry run, a first run, one that takes the first one's place, and the same once more. */
  private void runInEveryWay() {
    environment.put("DRY_RUN", "true");
    runAll("tried");
    environment.put("DRY_RUN", "false");
    runAll("first");
    runAll("second");
    runAll("second");
  }

  private void runAll(String runId) {
    environment.put("RUN_ID", runId);
    for (Task task : Task.values()) {
      TaskReport report = InProcessTask.run(task, environment);
      assertThat(report.exitCode()).as("%s: %s", task, report.result().message()).isZero();
    }
  }

  private static String action(String request) {
    String kind = request.substring(0, request.indexOf(' '));
    assertThat(ACTIONS).as("Which right does it need?").containsKey(kind);
    return ACTIONS.get(kind);
  }

  /** The prefix of the statement that allows the request; there is one. */
  private String allowedBy(String request) throws Exception {
    String object = request.substring(request.indexOf(' ') + 1 + objectStore.bucket().length() + 1);
    List<String> prefixes = new ArrayList<>();
    for (JsonNode statement : statements()) {
      String prefix = prefix(statement);
      if (object.startsWith(prefix) && actions(statement).contains(action(request))) {
        prefixes.add(prefix);
      }
    }
    assertThat(prefixes).as("what allows %s", request).hasSize(1);
    return prefixes.get(0);
  }

  private static Set<String> granted() throws Exception {
    Set<String> granted = new TreeSet<>();
    for (JsonNode statement : statements()) {
      actions(statement).forEach(action -> granted.add(action + " on " + prefix(statement)));
    }
    return granted;
  }

  private static JsonNode statements() throws Exception {
    return new JsonMapper().readTree(DocumentedRights.policy()).get("Statement");
  }

  /** What of the bucket a statement is for: a folder, or nothing for the bucket itself. */
  private static String prefix(JsonNode statement) {
    return statement.get("Resource").asText().replaceAll("arn:aws:s3:::BUCKET/?|/\\*$", "");
  }

  private static Set<String> actions(JsonNode statement) {
    Set<String> actions = new TreeSet<>();
    JsonNode named = statement.get("Action");
    if (named.isTextual()) {
      actions.add(named.asText());
    }
    named.elements().forEachRemaining(action -> actions.add(action.asText()));
    return actions;
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection = warehouse.connection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
