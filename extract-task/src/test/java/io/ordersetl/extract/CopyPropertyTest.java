package io.ordersetl.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersetl.extract.ExtractBench.Ended;
import io.ordersetl.testing.ObjectStoreExtension;
import io.ordersetl.testing.WarehouseExtension;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** What extract stages is what PostgreSQL's own COPY makes of the same valid rows, to the byte. */
@Tag("servers")
class CopyPropertyTest {
  private static final int ROWS = 20_000;
  private static final String CONTRACT =
      """
      {"primaryKey": ["id"], "columns": [
        {"name": "id", "type": "bigint"},
        {"name": "small", "type": "integer", "nullable": true},
        {"name": "amount", "type": "decimal(12,2)", "nullable": true},
        {"name": "day", "type": "date", "nullable": true},
        {"name": "moment", "type": "timestamp", "nullable": true},
        {"name": "flag", "type": "boolean", "nullable": true},
        {"name": "label", "type": "text", "nullable": true}]}
      """;
  private static final String[] FLAGS = {"true", "f", "YES", "no", "1", "0", "on", "Off", "T"};
  private static final String[] TEXT_PIECES = {
    "a",
    "B",
    " ",
    ",",
    "\"",
    "\n",
    "\r\n",
    "\r",
    "é",
    "漢",
    "\uD83D\uDE00",
    "\\.",
    "\\",
    "'",
    "\t",
    "NULL"
  };

  @RegisterExtension final ObjectStoreExtension objects = new ObjectStoreExtension();
  @RegisterExtension final WarehouseExtension warehouse = new WarehouseExtension();

  @Test
  void stagesWhatPostgresCopyMakesOfTheSameRows() throws SQLException, IOException {
    String csv = randomCsv(new Random(20261122));
    ExtractBench bench = new ExtractBench(objects, warehouse).withThings(CONTRACT);
    objects.put("orders_data/things.csv", csv);

    Ended ended = bench.run();

    assertThat(ended.status()).as(ended.result()).isZero();
    assertThat(ended.result()).contains("\"rows_staged\":" + ROWS);
    assertThat(bench.staged("things")).isEqualTo(copiedInAndOut(csv));
  }

  private String copiedInAndOut(String csv) throws SQLException, IOException {
    try (Connection connection = warehouse.connection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          create table things (id bigint, small int, amount numeric(12,2), day date,
            moment timestamp, flag boolean, label text)""");
      CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
      byte[] bytes = csv.getBytes(StandardCharsets.UTF_8);
      copy.copyIn("copy things from stdin (format csv, header)", new ByteArrayInputStream(bytes));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      copy.copyOut(
          """
          copy (select id, small, amount, day, moment, flag::text, label from things order by id)
          to stdout (format csv)""",
          out);
      return out.toString(StandardCharsets.UTF_8);
    }
  }

  private static String randomCsv(Random random) {
    StringBuilder csv = new StringBuilder("id,small,amount,day,moment,flag,label\n");
    for (int row = 0; row < ROWS; row++) {
      csv.append(quoted(random, sign(random) + "0".repeat(random.nextInt(2)) + row)).append(',');
      csv.append(orNull(random, sign(random) + random.nextInt(1_000_000))).append(',');
      csv.append(orNull(random, amount(random))).append(',');
      csv.append(orNull(random, day(random))).append(',');
      csv.append(orNull(random, moment(random))).append(',');
      csv.append(orNull(random, FLAGS[random.nextInt(FLAGS.length)])).append(',');
      csv.append(random.nextInt(8) == 0 ? "" : text(random)).append('\n');
    }
    return csv.toString();
  }

  private static String orNull(Random random, String value) {
    return random.nextInt(8) == 0 ? "" : quoted(random, value);
  }

  private static String quoted(Random random, String value) {
    return random.nextInt(4) == 0 ? '"' + value + '"' : value;
  }

  private static String sign(Random random) {
    return random.nextInt(4) == 0 ? "+" : "";
  }

  private static String amount(Random random) {
    String sign = random.nextBoolean() ? "-" : sign(random);
    String whole = random.nextInt(5) == 0 ? "" : Integer.toString(random.nextInt(100_000));
    String digits = Integer.toString(random.nextInt(100));
    return switch (random.nextInt(4)) {
      case 0 -> sign + random.nextInt(100_000);
      case 1 -> sign + random.nextInt(100_000) + ".";
      case 2 -> sign + whole + "." + digits + "000";
      default -> sign + whole + "." + digits;
    };
  }

  private static String day(Random random) {
    return String.format(
        "%04d-%02d-%02d", 1 + random.nextInt(9999), 1 + random.nextInt(12), 1 + random.nextInt(28));
  }

  private static String moment(Random random) {
    String time = String.format("%02d:%02d", random.nextInt(24), random.nextInt(60));
    String seconds = random.nextBoolean() ? "" : String.format(":%02d", random.nextInt(60));
    String fraction =
        seconds.isEmpty() || random.nextBoolean() ? "" : "." + random.nextInt(1_000_000);
    return day(random) + (random.nextBoolean() ? "T" : " ") + time + seconds + fraction;
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(6);
    for (int i = 0; i < length; i++) {
      text.append(TEXT_PIECES[random.nextInt(TEXT_PIECES.length)]);
    }
    boolean needsQuotes = text.isEmpty() || text.chars().anyMatch(c -> ",\"\r\n".indexOf(c) >= 0);
    return needsQuotes || random.nextBoolean()
        ? '"' + text.toString().replace("\"", "\"\"") + '"'
        : text.toString();
  }
}
