package io.ordersetl.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With the JVM that runs the tests, and a program in a jar of its own. */
@Timeout(120)
class StartCachesTest {

  /** What is started. */
  static final class Program {
    public static void main(String[] arguments) {
      System.out.println("{}");
    }
  }

  @TempDir Path folder;
  private Path kept;
  private Path jar;
  private StartCaches caches;

  @BeforeEach
  void makeProgram() throws IOException {
    kept = Files.createDirectory(folder.resolve("user's caches"));
    jar = folder.resolve("program.jar");
    String name = Program.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        InputStream in = Program.class.getClassLoader().getResourceAsStream(name)) {
      out.putNextEntry(new JarEntry(name));
      in.transferTo(out);
    }
    caches = new StartCaches(kept);
  }

  @Test
  void keepsAnArchiveOfTheFirstRunForTheNext() throws Exception {
    Path archive = runAndMakeArchive();

    assertThat(command()).anyMatch(flag -> flag.endsWith("=" + archive));
    assertThat(run()).as("all that it says").isEqualTo("{}\n");
    assertThat(files()).as("what is left of the recording").containsExactly(archive);
  }

  @Test
  void doesWithoutTheArchiveOfAJarThatHasChanged() throws Exception {
    Path archive = runAndMakeArchive();
    Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000_000_000_000L));

    assertThat(command()).noneMatch(flag -> flag.endsWith("=" + archive));
  }

  @Test
  void runsAllTheSameWithABrokenArchive() throws Exception {
    Path archive = runAndMakeArchive();
    byte[] bytes = Files.readAllBytes(archive);
    byte[] damaged = bytes.clone();
    Arrays.fill(damaged, bytes.length / 4, bytes.length / 2, (byte) 0);

    for (byte[] broken : List.of(damaged, Arrays.copyOf(bytes, bytes.length / 2), new byte[0])) {
      Files.delete(archive);
      Files.write(archive, broken);
      assertThat(run()).as("%s bytes", broken.length).isEqualTo("{}\n");
    }
  }

  @Test
  void runsAllTheSameWhereTheFolderIsGone() throws Exception {
    Files.delete(kept);

    assertThat(run()).isEqualTo("{}\n");
    caches.makeMissing();
  }

  @Test
  void keepsTwoArchivesOfATask() throws Exception {
    for (String earlier : List.of("a", "b", "c")) {
      Files.writeString(kept.resolve("extract-task-" + earlier + ".archive"), earlier);
    }

    Path archive = runAndMakeArchive();

    assertThat(files()).hasSize(2).contains(archive);
  }

  private Path runAndMakeArchive() throws Exception {
    assertThat(run()).isEqualTo("{}\n");
    List<Path> before = files();
    caches.makeMissing();
    while (files().equals(before) || files().stream().anyMatch(StartCachesTest::isUnfinished)) {
      LockSupport.parkNanos(10_000_000); // until the time limit of the test
    }
    return files().stream().filter(file -> !before.contains(file)).findFirst().orElseThrow();
  }

  private static boolean isUnfinished(Path file) {
    return !file.toString().endsWith(".archive");
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(kept)) {
      return files.sorted().toList();
    }
  }

  private String run() throws Exception {
    Process process = new ProcessBuilder(command()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  private List<String> command() throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return caches.speedUp(
        Task.EXTRACT,
        List.of(java.toString(), "-Xmx64m", "-cp", jar.toString(), Program.class.getName()));
  }
}
