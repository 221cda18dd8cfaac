package io.ordersetl.local;

import io.ordersetl.dataset.Contract;
import io.ordersetl.embedded.EmbeddedWarehouse;
import java.io.IOException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Map;

/**
 * The warehouse as the pipeline finds it in life: dimension tables in {@code if_common} that
 * someone else fills, and a role that may read them, and create schemas, and no more.
 */
public final class LocalWarehouse {

  private static final String DATABASE = "warehouse";
  private static final String ROLE = "orders_etl";

  private final EmbeddedWarehouse server;
  private final String password;

  private LocalWarehouse(EmbeddedWarehouse server, String password) {
    this.server = server;
    this.password = password;
  }

  /** Makes the database, the role and the schema. */
  static LocalWarehouse prepare(EmbeddedWarehouse server) throws SQLException {
    LocalWarehouse warehouse = new LocalWarehouse(server, newPassword());
    warehouse.execute(
        server.database(),
        "create role " + ROLE + " login password '" + warehouse.password + "'",
        "create database " + DATABASE,
        "grant create, temporary on database " + DATABASE + " to " + ROLE);
    warehouse.execute(
        DATABASE,
        "alter default privileges grant select on tables to " + ROLE,
        "create schema " + DimensionTable.SCHEMA,
        "grant usage on schema " + DimensionTable.SCHEMA + " to " + ROLE);
    return warehouse;
  }

  private static String newPassword() {
    byte[] bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** The variables by which a task finds the database. */
  public Map<String, String> environment() {
    return Map.of(
        "POSTGRES_HOST",
        server.host(),
        "POSTGRES_PORT",
        Integer.toString(server.port()),
        "POSTGRES_DATABASE",
        DATABASE,
        "POSTGRES_USERNAME",
        ROLE,
        "POSTGRES_PASSWORD",
        password,
        "POSTGRES_SSLMODE",
        "disable");
  }

  /** The variables by which libpq's programs open the database as its administrator. */
  public Map<String, String> administrator() {
    return Map.of(
        "PGHOST", server.host(),
        "PGPORT", Integer.toString(server.port()),
        "PGDATABASE", DATABASE,
        "PGUSER", server.username(),
        "PGPASSWORD", server.password());
  }

  /** A shell command that opens the database. */
  String psql() {
    return "PGPASSWORD=%s psql -h %s -p %d -U %s -d %s"
        .formatted(password, server.host(), server.port(), ROLE, DATABASE);
  }

  /** Makes a dimension's table of a file. */
  public void load(Contract dimension, CsvFile file) throws SQLException, IOException {
    try (Connection connection = connect(DATABASE)) {
      new DimensionTable(dimension).load(file, connection);
    }
  }

  private void execute(String database, String... statements) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://" + server.host() + ":" + server.port() + "/" + database,
        server.username(),
        server.password());
  }
}
