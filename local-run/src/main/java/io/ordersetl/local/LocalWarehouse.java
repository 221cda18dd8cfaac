package io.ordersetl.local;

import io.ordersetl.dataset.Column;
import io.ordersetl.dataset.Contract;
import io.ordersetl.embedded.EmbeddedWarehouse;
import io.ordersetl.task.TaskFailure;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/**
 * The warehouse as the pipeline finds it in life: dimension tables in {@code if_common} that
 * someone else fills, and a role that may read them, and create schemas, and no more.
 */
final class LocalWarehouse {

  private static final String DATABASE = "warehouse";
  private static final String ROLE = "orders_etl";
  private static final String DIMENSIONS = "if_common";

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
        "create schema " + DIMENSIONS,
        "grant usage on schema " + DIMENSIONS + " to " + ROLE);
    return warehouse;
  }

  private static String newPassword() {
    byte[] bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** The variables by which a task finds the database. */
  Map<String, String> environment() {
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

  /** A shell command that opens the database. */
  String psql() {
    return "PGPASSWORD=%s psql -h %s -p %d -U %s -d %s"
        .formatted(password, server.host(), server.port(), ROLE, DATABASE);
  }

  /**
   * Makes a dimension's table and fills it. It has the columns of the file: those that the contract
   * knows with their type, the others as text. What else the contract demands is left to the
   * pipeline to check.
   */
  void load(Contract dimension, CsvFile file) throws SQLException, IOException {
    String table = DIMENSIONS + "." + quoted(dimension.location());
    List<String> columns = file.header();
    String definitions =
        columns.stream()
            .map(name -> quoted(name) + " " + type(dimension, name))
            .collect(Collectors.joining(", "));
    String names = columns.stream().map(LocalWarehouse::quoted).collect(Collectors.joining(", "));
    try (Connection connection = connect(DATABASE);
        Statement statement = connection.createStatement();
        InputStream rows = file.open()) {
      statement.execute("create table " + table + " (" + definitions + ")");
      statement.execute("grant select on " + table + " to " + ROLE);
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("copy " + table + " (" + names + ") from stdin (format csv, header)", rows);
      statement.execute("analyze " + table);
    } catch (SQLException e) {
      throw TaskFailure.dataUnacceptable(
          file.name() + " can't be loaded into " + table + ": " + e.getMessage());
    }
  }

  private static String type(Contract contract, String column) {
    return contract.column(column).map(Column::type).map(Object::toString).orElse("text");
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

  private static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }
}
