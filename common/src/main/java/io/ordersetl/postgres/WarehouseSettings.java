package io.ordersetl.postgres;

import io.ordersetl.config.Environment;
import io.ordersetl.config.Secret;
import io.ordersetl.tls.TrustedAuthorities;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How the warehouse is reached, and which of its schemas are whose.
 *
 * @param sslMode as libpq has it: disable, prefer, require, verify-ca, verify-full
 * @param authorities whose certificates are believed under the last two
 */
public record WarehouseSettings(
    String host,
    int port,
    String database,
    String username,
    Secret password,
    String sslMode,
    TrustedAuthorities authorities,
    Schemas schemas) {
  private static final Set<String> SSL_MODES =
      Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

  /** A name, or an address of either kind. What else a URL may have would go into the driver's. */
  private static final Pattern HOST =
      Pattern.compile(
          "[\\p{L}\\p{N}_][\\p{L}\\p{N}._-]*|\\[?\\p{XDigit}*:[\\p{XDigit}:.]*(%\\w+)?]?");

  /** The schemas that the pipeline reads dimensions from and publishes to. */
  public record Schemas(String staging, String analytics, String dimensions) {}

  public static WarehouseSettings from(Environment environment) {
    return new WarehouseSettings(
        environment.required("POSTGRES_HOST", WarehouseSettings::host),
        environment.integer("POSTGRES_PORT", 5432, 1, 65535),
        environment.required("POSTGRES_DATABASE"),
        environment.required("POSTGRES_USERNAME"),
        environment.requiredSecret("POSTGRES_PASSWORD"),
        environment.optional("POSTGRES_SSLMODE", WarehouseSettings::sslMode).orElse("prefer"),
        TrustedAuthorities.from(environment),
        new Schemas(
            schema(environment, "POSTGRES_STAGING_SCHEMA", "orders_staging"),
            schema(environment, "POSTGRES_ANALYTICS_SCHEMA", "orders_analytics"),
            schema(environment, "DIMENSIONS_SCHEMA", "if_common")));
  }

  private static String host(String text) {
    if (!HOST.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "expected the name or the address of a host, without scheme, user, port and path");
    }
    return text;
  }

  private static String schema(Environment environment, String variable, String byDefault) {
    return environment.optional(variable, Identifier::schema).orElse(byDefault);
  }

  private static String sslMode(String text) {
    if (!SSL_MODES.contains(text)) {
      throw new IllegalArgumentException(
          "expected one of " + SSL_MODES.stream().sorted().toList() + ", found '" + text + "'");
    }
    return text;
  }
}
