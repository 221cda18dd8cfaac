package io.ordersetl.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordersetl.dataset.DefinitionReader;
import io.ordersetl.dataset.PipelineDefinition;
import io.ordersetl.staging.PipelineFiles;
import io.ordersetl.task.ExitCode;
import io.ordersetl.task.TaskFailure;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderSeedTest {

  private static final LocalDate AS_OF = LocalDate.of(2026, 11, 22);
  private static final PipelineDefinition SHIPPED = PipelineFiles.read(Optional.empty(), null);

  @TempDir Path folder;

  @Test
  void namesEveryFileThatIsMissing() throws Exception {
    write("reviews.csv", "review,product_id\n");

    assertMissing(
        SHIPPED,
        "lacks files that the pipeline reads:\n  - orders.csv\n  - shipment_deliveries.csv");
  }

  @Test
  void saysThatThereIsNoSuchFolder() {
    Path none = folder.resolve("none");

    assertThatThrownBy(() -> FolderSeed.of(none, SHIPPED, AS_OF))
        .hasMessageContaining("there is no folder " + none);
  }

  @Test
  void needsTheFilesThatOtherContractsName() {
    String columns = "\"columns\": [{\"name\": \"id\", \"type\": \"bigint\"}]";
    PipelineDefinition definition =
        DefinitionReader.read(
            new TreeMap<>(
                Map.of(
                    "sources/visits.json", "{\"objects\": \"visits/\", " + columns + "}",
                    "sources/pages.json", "{\"objects\": \"pages.csv.gz\", " + columns + "}",
                    "dimensions/dim_dates.json", "{" + columns + "}",
                    "dimensions/shops.json", "{\"table\": \"dim_shops\", " + columns + "}")));

    assertMissing(
        definition, "\n  - pages.csv.gz\n  - visits/\n  - dim_dates.csv\n  - dim_shops.csv\n");
  }

  @Test
  void takesDimensionsFromTheFolderWhereTheyAreThere() throws Exception {
    writeSources("");
    write("dim_products.csv", "product_id,product_category,product_name\n1,Toys,Kite\n");

    assertThat(dimension("dim_products")).contains("1,Toys,Kite");
  }

  @Test
  void makesUpAProductForEachIdThatIsSeen() throws Exception {
    writeSources("1,1,2026-01-05,7,1.00,1,1.00\n2,1,2026-01-05,oops,1.00,1,1.00\n");
    write("reviews.csv", "review,product_id\n5,7\n4,\"12\"\n");

    assertThat(dimension("dim_products"))
        .isEqualTo(
            "product_id,product_category,product_name\n"
                + "7,Unknown,Product 7\n"
                + "12,Unknown,Product 12\n");
  }

  @Test
  void makesUpACalendarOverTheYearsOfTheOrders() throws Exception {
    writeSources("1,1,2021-01-05,7,1.00,1,1.00\n2,1,0202-01-05,7,1.00,1,1.00\n");

    assertThat(dimension("dim_dates").lines().skip(1))
        .startsWith("2021-01-01,2021,1,1,5,false")
        .endsWith("2027-12-31,2027,12,31,5,true");
  }

  private void assertMissing(PipelineDefinition definition, String message) {
    assertThatThrownBy(() -> FolderSeed.of(folder, definition, AS_OF))
        .isInstanceOfSatisfying(
            TaskFailure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.INPUT_MISSING))
        .hasMessageContaining(message);
  }

  private String dimension(String name) throws Exception {
    CsvFile file =
        FolderSeed.of(folder, SHIPPED, AS_OF).dimension(SHIPPED.contract(name).orElseThrow());
    try (InputStream in = file.open()) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private void writeSources(String orders) throws Exception {
    write(
        "orders.csv",
        "order_id,customer_id,order_date,product_id,unit_price,quantity,total_price\n" + orders);
    write("reviews.csv", "review,product_id\n");
    write("shipment_deliveries.csv", "shipment_id,order_id,shipment_date,delivery_date\n");
  }

  private void write(String name, String content) throws Exception {
    Files.writeString(folder.resolve(name), content);
  }
}
