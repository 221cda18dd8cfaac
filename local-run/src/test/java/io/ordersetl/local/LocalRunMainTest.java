package io.ordersetl.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command line as a process of its own, that can be killed. */
@Timeout(120)
class LocalRunMainTest {

  @TempDir Path folder;
  private Process process;

  @AfterEach
  void end() throws Exception {
    process.destroyForcibly().waitFor();
  }

  @Test
  void refusesAWrongOption() throws Exception {
    start("--order", "5");

    assertThat(output()).isEqualTo("run: unknown option --order\nSee ./run --help.");
    assertThat(process.waitFor()).isEqualTo(64);
  }

  @Test
  void explainsItself() throws Exception {
    start("--help");

    assertThat(output())
        .contains("--data", "--orders", "--as-of", "--out", "--pipeline", "--keep", "exit status");
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void namesTheMissingFile() throws Exception {
    start("--data", folder.toString(), "--out", folder.resolve("out").toString());

    assertThat(output()).contains("lacks files that the pipeline reads:", "- orders.csv");
    assertThat(process.waitFor()).isEqualTo(66);
  }

  /** No task is built where it looks, which must not matter to what comes after. */
  @Test
  void keepsTheServersUntilASignalAndLeavesNothingBehind() throws Exception {
    start("--orders", "10", "--keep", "--out", folder.resolve("out").toString());
    List<String> lines = new ArrayList<>();
    BufferedReader reader = process.inputReader(UTF_8);
    while (!lines.contains("The servers run until Ctrl-C.")) {
      String line = reader.readLine();
      assertThat(line).as("the line after %s", lines).isNotNull();
      lines.add(line);
    }
    int port = port(lines);
    connect(port);

    process.toHandle().destroy();

    assertThat(process.waitFor()).as("ended by SIGTERM").isEqualTo(143);
    assertThat(lines).anyMatch(line -> line.contains("AWS_ENDPOINT_URL=http://127.0.0.1:"));
    assertThat(folder.resolve("out/result.json")).content().contains("\"exit_code\" : 1");
    assertThat(folder.resolve("tmp")).isEmptyDirectory();
    assertThatThrownBy(() -> connect(port))
        .as("PostgreSQL has stopped")
        .isInstanceOf(ConnectException.class);
  }

  private static int port(List<String> lines) {
    Pattern psql = Pattern.compile(" *PGPASSWORD=\\w+ psql -h 127.0.0.1 -p (\\d+) -U \\w+ -d \\w+");
    return lines.stream()
        .map(psql::matcher)
        .filter(Matcher::matches)
        .mapToInt(matcher -> Integer.parseInt(matcher.group(1)))
        .findFirst()
        .orElseThrow();
  }

  private static void connect(int port) throws Exception {
    new Socket(InetAddress.getLoopbackAddress(), port).close();
  }

  private void start(String... arguments) throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary,
                "-Dorders-etl.home=" + folder,
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                LocalRunMain.class.getName()));
    words.addAll(List.of(arguments));
    process = new ProcessBuilder(words).redirectErrorStream(true).start();
  }

  private String output() {
    return process.inputReader(UTF_8).lines().collect(Collectors.joining("\n"));
  }
}
