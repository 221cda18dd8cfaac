package io.ordersetl.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** The PostgreSQL server that dimensions are read from and tables are published to. */
public final class Warehouse {
  private static final String CONNECT_TIMEOUT_SECONDS = "15";
  private static final String SOCKET_TIMEOUT_SECONDS = "3600"; // building an index answers nothing

  private final WarehouseSettings settings;
  private final String applicationName;

  /**
   * @param applicationName what {@code pg_stat_activity} shows, so that people see whose connection
   *     it is
   */
  public Warehouse(WarehouseSettings settings, String applicationName) {
    this.settings = settings;
    this.applicationName = applicationName;
  }

  public WarehouseSettings.Schemas schemas() {
    return settings.schemas();
  }

  /** A new connection, in auto-commit; the caller closes it. */
  public Connection connect() {
    try {
      return DriverManager.getConnection(url(), properties());
    } catch (SQLException e) {
      throw PostgresFailures.explain("connecting to " + this, e);
    }
  }

  /** A new session; the caller closes it. */
  public Session open() {
    return new Session(connect());
  }

  private String url() {
    return "jdbc:postgresql://"
        + host()
        + ":"
        + settings.port()
        + "/"
        + java.net.URLEncoder.encode(settings.database(), java.nio.charset.StandardCharsets.UTF_8);
  }

  private String host() {
    return settings.host().contains(":") && !settings.host().startsWith("[")
        ? "[" + settings.host() + "]"
        : settings.host();
  }

  private Properties properties() {
    Properties properties = new Properties();
    properties.setProperty("user", settings.username());
    properties.setProperty("password", settings.password().reveal());
    properties.setProperty("sslmode", settings.sslMode());
    if (settings.sslMode().startsWith("verify-")) {
      properties.setProperty("sslfactory", VerifyingSocketFactory.class.getName());
      properties.setProperty("sslfactoryarg", settings.authorities().pem());
    }
    properties.setProperty("ApplicationName", applicationName);
    properties.setProperty("connectTimeout", CONNECT_TIMEOUT_SECONDS);
    properties.setProperty("socketTimeout", SOCKET_TIMEOUT_SECONDS);
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("options", "-c TimeZone=UTC -c client_min_messages=warning");
    return properties;
  }

  @Override
  public String toString() {
    return "PostgreSQL database "
        + settings.database()
        + " on "
        + settings.host()
        + ":"
        + settings.port();
  }
}
