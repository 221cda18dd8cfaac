package io.ordersetl.task;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version that manifests, results and {@code --version} show: the Maven project's. */
public final class ProductVersion {
  private static final String CURRENT = read();

  private ProductVersion() {}

  public static String current() {
    return CURRENT;
  }

  private static String read() {
    Properties properties = new Properties();
    try (InputStream in = ProductVersion.class.getResourceAsStream("version.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("reading version.properties from the class path", e);
    }
    return properties.getProperty("version");
  }
}
