package io.ordersetl.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ServersMainTest {

  @TempDir Path folder;

  @Test
  void holdsTheServersUntilItsInputEnds() throws Exception {
    Process process = start();
    try {
      Map<String, String> variables = variables(process.inputReader(UTF_8));

      assertThat(variables).containsKeys("S3_ENDPOINT", "SOURCE_URI", "POSTGRES_PASSWORD");
      try (Connection connection = administrator(variables)) {
        assertThat(connection.createStatement().execute("checkpoint")).isFalse();
      }

      process.outputWriter().close();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
      assertThat(folder).isEmptyDirectory();
    } finally {
      process.destroy();
      process.waitFor();
    }
  }

  private Process start() throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            ServersMain.class.getName(),
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static Map<String, String> variables(BufferedReader lines) throws Exception {
    Map<String, String> variables = new TreeMap<>();
    for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
      variables.put(line.split("=", 2)[0], line.split("=", 2)[1]);
    }
    return variables;
  }

  private static Connection administrator(Map<String, String> variables) throws Exception {
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%s/%s"
            .formatted(
                variables.get("PGHOST"), variables.get("PGPORT"), variables.get("PGDATABASE")),
        variables.get("PGUSER"),
        variables.get("PGPASSWORD"));
  }
}
