package io.ordersetl.faults;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All that readers of the warehouse and of the exports can see, as one short text each. */
final class Picture {
  private static final List<String> TABLES =
      List.of(
          "orders_staging.orders",
          "orders_staging.reviews",
          "orders_staging.shipment_deliveries",
          "orders_analytics.agg_public_holiday",
          "orders_analytics.agg_shipments",
          "orders_analytics.best_performing_product");
  private static final String NEWEST = "(select max(id) from orders_staging.publications)";

  /** One statement: what it sees must be of one publication. */
  private static final String SQL =
      "select concat_ws(' ', "
          + Stream.concat(
                  TABLES.stream().map(table -> sum("t", table + " as t")),
                  Stream.of(
                      sum(
                          "(r.dataset, r.object, r.line, r.byte_offset, r.column, r.rule, r.value,"
                              + " r.raw)",
                          "orders_staging.rejected_rows as r where run_id = (select run_id from"
                              + " orders_staging.publications where id = "
                              + NEWEST
                              + ")"),
                      sum(
                          "(p.as_of_date, p.product_version, p.definition_fingerprint, p.inputs,"
                              + " p.rows)",
                          "orders_staging.publications as p where id = " + NEWEST)))
              .collect(Collectors.joining(", "))
          + ")";

  private Picture() {}

  private static String sum(String row, String from) {
    return "(select count(*) || ':' || coalesce(sum(hashtextextended("
        + row
        + "::text, 0)), 0) from "
        + from
        + ")";
  }

  /** What a statement on a new connection sees now. */
  static String ofWarehouse(Site site) throws SQLException {
    try (Connection connection = site.connect();
        Statement statement = connection.createStatement()) {
      return ofWarehouse(statement);
    }
  }

  /** What a statement sees now. */
  static String ofWarehouse(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery(SQL)) {
      row.next();
      return row.getString(1);
    }
  }

  /** What the warehouse and the exports hold now. */
  static String of(Site site) throws SQLException {
    return ofWarehouse(site) + " " + exports(site);
  }

  private static String exports(Site site) {
    var client = site.servers().client();
    return client.list(site.source(Generation.EVEN).withKey("analytics_export/")).stream()
        .map(file -> file.uri().key() + "=" + sha256(client.readText(file)))
        .collect(Collectors.joining(" "));
  }

  private static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest).substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
