package io.ordersetl.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordersetl.embedded.TemporaryFolder;
import io.ordersetl.local.sample.SampleOrders;
import io.ordersetl.task.TaskFailure;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole of {@code ./run} but for the script: servers, seeding, the tasks as processes. */
class LocalRunTest {

  private static final LocalDate AS_OF = LocalDate.of(2026, 11, 22);

  @TempDir Path folder;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Test
  void runsThePipelineOnSampleData() throws Exception {
    int exitCode = run("--orders", "10000");

    assertThat(exitCode).as(printed.toString(UTF_8)).isZero();
    assertThat(out("analytics_export")).isDirectoryContaining("glob:**/agg_public_holiday.csv");
    assertThat(out("analytics_export")).isDirectoryContaining("glob:**/agg_shipments.csv");
    assertThat(out("analytics_export/best_performing_product.csv"))
        .content()
        .contains("\n2026-11-22,1,Wireless Earbuds,");
    assertThat(out("rejects/orders.csv")).content().contains(",quantity,type,two,");
    assertThat(out("result.json")).content().contains("\"task\" : \"load\"", "\"exit_code\" : 0");
    assertThat(printed.toString(UTF_8))
        .containsPattern("tt_order_hol_dec +[1-9]")
        .containsPattern("orders +10,000 +9,970 +30 +9,970")
        .containsPattern("reviews +7,200 +7,179 +21 +7,179")
        .containsPattern("shipment_deliveries +10,000 +9,970 +30 +9,970")
        .contains("parse", "columns", "record_bytes", "encoding", "required", "type", "min", "max")
        .contains("primary_key");
  }

  @Test
  void leavesNoEarlierExportsButTheRejectsWhereTheDataIsUnacceptable() throws Exception {
    Path data = exports(100);
    Files.writeString(
        data.resolve("reviews.csv"), "review,product_id\n" + "9,1\n".repeat(50) + "5,1\n");
    Path earlier = out("analytics_export/agg_shipments.csv");
    Files.createDirectories(earlier.getParent());
    Files.writeString(earlier, "earlier\n");

    int exitCode = run("--data", data.toString());

    assertThat(exitCode).as(printed.toString(UTF_8)).isEqualTo(65);
    assertThat(earlier).doesNotExist();
    assertThat(out("rejects/reviews.csv")).content().contains(",review,max,9,");
    assertThat(out("result.json"))
        .content()
        .contains("\"task\" : \"extract\"", "\"exit_code\" : 65")
        .doesNotContain("transform");
    assertThat(printed.toString(UTF_8)).contains("extract-task failed, exit 65");
  }

  @Test
  void runsAnotherPipelineOnTheFilesThatItsContractsName() throws Exception {
    Path pipeline = Path.of(getClass().getResource("/visits/pipeline").toURI());
    Path data = Path.of(getClass().getResource("/visits/data").toURI());

    int exitCode = run("--pipeline", pipeline.toString(), "--data", data.toString());

    assertThat(exitCode).as(printed.toString(UTF_8)).isZero();
    assertThat(out("analytics_export/visits_by_shop.csv"))
        .hasContent(
            "as_of_date,shop_name,visitors\n2026-11-22,Harbour,12\n2026-11-22,Old Town,5\n");
  }

  @Test
  void stopsBeforeItStartsAnythingWhereAFileIsMissing() throws Exception {
    assertThatThrownBy(() -> run("--data", folder.toString()))
        .isInstanceOf(TaskFailure.class)
        .hasMessageContaining("orders.csv");

    assertThat(out("result.json")).content().contains("\"tasks\" : [ ]");
  }

  private Path exports(long orders) throws Exception {
    SampleOrders sample = new SampleOrders(AS_OF, orders);
    Path data = Files.createDirectory(folder.resolve("data"));
    try (OutputStream file = Files.newOutputStream(data.resolve("orders.csv"))) {
      sample.writeOrders(file);
    }
    try (OutputStream file = Files.newOutputStream(data.resolve("shipment_deliveries.csv"))) {
      sample.writeShipments(file);
    }
    return data;
  }

  private int run(String... arguments) throws Exception {
    List<String> words = new ArrayList<>(List.of(arguments));
    words.addAll(List.of("--out", out("").toString()));
    PrintStream terminal = new PrintStream(printed, true, UTF_8);
    Run run = new Run("test", AS_OF);
    try (Shutdown shutdown = Shutdown.onSignals()) {
      TemporaryFolder temporary = shutdown.open(() -> TemporaryFolder.create("orders-etl-"));
      Options options = OptionsParser.parse(words, AS_OF);
      return new LocalRun(options, run, new TestTaskCommand(), terminal, terminal)
          .execute(temporary.path(), shutdown);
    }
  }

  private Path out(String name) {
    return folder.resolve("out").resolve(name);
  }
}
